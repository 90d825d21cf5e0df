"""A report as rows for a spreadsheet: one row an invoice, a payment or a month, its part in front."""

from collections.abc import Iterable

from entrypoints.report.content import Content, Line

COLUMNS = (
    "part",
    "cause",
    "invoice_id",
    "invoice",
    "customer",
    "date",
    "net",
    "tax",
    "total",
    "received",
    "open",
    "currency",
    "method",
    "paid_on",
    "number",
    "status",
    "what",
)
_EMPTY = ("",) * (len(COLUMNS) - 3)
_NEEDS_YOU, _WAITING, _PAYMENT = "needs you", "waiting", "payment waiting"
_MONTH, _RECEIPT = "issued and not approved", "receipt"


def rows_of(content: Content) -> list[tuple[str, ...]]:
    """The header and every row."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for asked in content.asked:
        rows += _lines(_NEEDS_YOU, asked.code, asked.lines, asked.sentence)
        if not asked.lines:
            rows.append((_NEEDS_YOU, asked.code, *_EMPTY, asked.sentence))
    rows += [(_WAITING, "", *_EMPTY, sentence) for sentence in content.waiting_for]
    rows += _lines(_WAITING, "", content.waiting)
    rows += _lines(_PAYMENT, "", content.payments_waiting)
    for month in content.months:
        what = f"{month.name}, invoices: {month.count}"
        cells = (month.month, month.net, month.tax, "", "", "", month.currency, "", "", "", "", what)
        rows.append((_MONTH, "", "", "", "", *cells))
    rows += _lines(_RECEIPT, "", content.receipts)
    return rows


def _lines(part: str, cause: str, lines: Iterable[Line], what: str = "") -> list[tuple[str, ...]]:
    return [
        (
            part,
            cause,
            line.id,
            line.title,
            line.customer,
            line.dated,
            line.net,
            line.tax,
            line.total,
            line.received,
            line.open,
            line.currency,
            line.method,
            line.paid_on,
            line.number,
            line.status,
            what or line.what,
        )
        for line in lines
    ]
