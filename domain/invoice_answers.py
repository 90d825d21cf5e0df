"""What a person may say of one invoice alone, by name; it is kept with the invoice."""

from collections.abc import Mapping
from decimal import Decimal

SEND_ANYWAY = "send-anyway"
"""Released although it is older than the start date; the value is why."""
NOT_A_DOUBLE = "not-a-double"
"""It is another one than what stands in the ledger already; the value is why."""
DATE_IN_BOOKS = "date-in-books"
"""It may be dated into the open period; the value is why."""
CLIENT_NUMBER = "client-number"
"""The number that the client's document carries."""
KEEP_REFERENCE = "keep-reference"
"""What stands in the portal's accounting reference stays; the link is ours alone."""
AS_IT_IS = "as-it-is"
"""The document in the ledger counts as it is; the value is why."""
UNLINKED_FROM = "unlinked-from"
"""The documents that it was parted from, or sent anew after. Their ids in the portal we may write over."""
BILL_TO = "bill-to"
"""The ledger contact that is billed where the portal names no recipient."""
_TAX = "tax:"


def parted_from(answers: Mapping[str, str]) -> frozenset[str]:
    """The ids of the documents that it was parted from: none is taken for its own again by its mark."""
    return frozenset(answers.get(UNLINKED_FROM, "").split())


def parting(answers: Mapping[str, str], document_id: str | None) -> dict[str, str]:
    """The answers with one more such document."""
    return {**answers, UNLINKED_FROM: " ".join(sorted(parted_from(answers) | {document_id or ""})).strip()}


def tax_name(rate: Decimal) -> str:
    """The name of the answer for lines of a rate (percent)."""
    return f"{_TAX}{rate.normalize():f}"


def taxes_of(answers: Mapping[str, str]) -> dict[Decimal, str]:
    """The tax types that were chosen for this invoice, by rate."""
    return {
        Decimal(name.removeprefix(_TAX)): tax_type
        for name, tax_type in answers.items()
        if name.startswith(_TAX)
    }
