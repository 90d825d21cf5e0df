"""What every paged list of Xero says of itself (Xero: OpenAPI 16.1.0)."""

from typing_extensions import TypedDict


class WirePagination(TypedDict, total=False):
    """How many pages and items there are."""

    pageCount: int | None
    itemCount: int | None
