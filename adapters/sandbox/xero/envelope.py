"""The frame around every success: Id, status, app, time, pages, and the rows under their plural."""

from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.wire.moments import MsDate, to_millisecond
from adapters.sandbox.xero.wire.replies import Reply


def envelope(
    context: Context, plural: str, rows: list[Any], *, pagination: dict[str, int] | None = None
) -> Reply:
    """`Xero-Correlation-Id` is the envelope's own Id."""
    reply_id = context.state.seeds.guid("envelope")
    payload: dict[str, Any] = {
        "Id": reply_id,
        "Status": "OK",
        "ProviderName": context.app.name,
        "DateTimeUTC": MsDate(to_millisecond(context.now), zoned=False),
    }
    if pagination is not None:
        payload["pagination"] = pagination
    payload[plural] = rows
    return Reply(status=200, payload=payload, headers={"Xero-Correlation-Id": reply_id})
