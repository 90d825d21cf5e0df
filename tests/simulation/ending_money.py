"""How the payments of an invoice must have ended: equal balances, or a reason that both sides explain."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.xero.invoices.record import Invoice
from domain.invoice_record import InvoiceRecord
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord
from domain.ports.store import Books
from tests.simulation.money import counted_on, ours_on, paid_in_hubflo, twice_paid
from tests.simulation.story import APPROVES, RECORDS
from tests.simulation.watching import Watch
from tests.simulation.watching_money import SAME_AMOUNT

_GONE = ("VOIDED", "DELETED")
_NOT_APPROVED = ("SUBMITTED", "DRAFT")
_STANDS = (Stage.PROVEN, Stage.LINKED, Stage.CANCELLED)
_UNCLEAR, _MORE_THAN_DUE = "payment-notice-unclear", "payment-more-than-due"


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """The payments of one invoice at the end. `acts` are what people did to it, `on` the story's settings."""

    payment: PaymentRecord
    code: str
    is_asked: bool
    """Whether its invoice is held."""
    record: InvoiceRecord
    document: Invoice | None
    paid: Decimal
    acts: Collection[str]
    on: frozenset[str]
    is_touched: bool
    """Whether a person changed its document."""
    is_twice: bool
    """Whether a late payment of ours counts twice on it."""
    is_told_late: bool
    """Whether a notice of ours to Hubflo landed late beside its repeat."""

    @property
    def counted(self) -> Decimal:
        return counted_on(self.document) if self.document is not None else Decimal(0)

    @property
    def status(self) -> str:
        return self.document.status if self.document is not None else ""

    def __str__(self) -> str:
        there = self.document
        told = f"{self.status} {self.counted} of {there.totals.total}" if there is not None else "nothing"
        return (
            f"{self.record.invoice.title}: {self.payment.stage} {self.code}, {self.paid} in Hubflo, "
            f"{told} in Xero"
        )


def wrong_balance(
    books: Books,
    organization: Organization,
    record: InvoiceRecord,
    document: Invoice | None,
    acts: Collection[str],
    on: frozenset[str],
    watch: Watch,
) -> list[str]:
    """Why the payments of one invoice did not end as they may."""
    payment = books.payments.get(record.id)
    paid = paid_in_hubflo(organization, record.id)
    if payment is None:
        is_paid = paid and record.stage is not Stage.SKIPPED
        return [f"paid, and nobody keeps it: {record.invoice.title}"] if is_paid else []
    held = books.holds.of(payment.subject)
    end = _End(
        payment=payment,
        code=held.cause.code if held is not None else "",
        is_asked=books.holds.of(record.subject) is not None,
        record=record,
        document=document,
        paid=paid,
        acts=acts,
        on=on,
        is_touched=document is not None and document.invoice_id in watch.edited,
        is_twice=document is not None and bool(twice_paid(document)),
        is_told_late=record.id in watch.money.late_notices,
    )
    is_alarmed = books.holds.of(f"twin:{payment.subject}") is not None
    is_told = is_alarmed == end.is_twice or end.is_told_late
    wrong = [] if is_told else [f"twins {end.is_twice}, alarm {is_alarmed}: {end}"]
    wrong += _wrongly_kept(end, watch)
    return wrong if _may_end_so(end) else [*wrong, f"payment {end}"]


def _wrongly_kept(end: _End, watch: Watch) -> list[str]:
    """What our books say that we posted and recorded is what both sides have of us."""
    money, document = watch.money, end.document
    wrong = []
    if document is not None and document.invoice_id not in money.twice:
        unknown = {one.payment_id for one in ours_on(document)} - {one.id for one in end.payment.posted}
        wrong += [f"ours in Xero, and we do not know of it: {one}, {end}" for one in unknown]
    recorded = money.recorded[end.record.id]
    if end.is_told_late:
        return wrong if end.code in (_UNCLEAR, _MORE_THAN_DUE) else [*wrong, f"late, and nobody asks: {end}"]
    if recorded < end.payment.recorded and "pay" in end.acts and end.paid == end.counted:
        money.excepted[SAME_AMOUNT] += 1
    elif recorded != end.payment.recorded and end.code not in (_UNCLEAR, _MORE_THAN_DUE):  # a person is asked
        wrong.append(f"recorded {recorded} in Hubflo, and we know of {end.payment.recorded}: {end}")
    return wrong


def _may_end_so(end: _End) -> bool:
    match end.payment.stage:
        case PaymentStage.SETTLED:
            return end.counted >= end.paid and not _is_unrecorded(end)
        case PaymentStage.WAITS_APPROVAL:
            return end.status in _NOT_APPROVED and not _is_unapproved(end)
        case PaymentStage.WAITS_BANK:
            methods = {end.record.invoice.payment_method, *(one.method for one in end.payment.rises)}
            return end.counted < end.paid and "bank_transfer" in methods
        case PaymentStage.WAITS_DOCUMENT:
            return end.record.place not in _STANDS or end.document is None
        case PaymentStage.LEFT:
            return end.status in _GONE or end.record.stage in (Stage.REMOVED, Stage.SKIPPED, Stage.CANCELLED)
        case PaymentStage.HELD:
            return _may_ask(end)
        case _:
            return False


def _is_unrecorded(end: _End) -> bool:
    """Whether others paid it in Xero, and Hubflo should have been told."""
    if RECORDS not in end.on or end.document is None or end.status != "PAID":
        return False
    ahead = end.counted - end.paid
    others = end.counted - sum((one.amount for one in ours_on(end.document)), Decimal(0))
    return 0 < ahead <= others and end.record.stage in _STANDS and end.record.stage is not Stage.CANCELLED


def _is_unapproved(end: _End) -> bool:
    """Whether it is paid in full, nobody touched it, and we should have approved it."""
    if APPROVES not in end.on or end.document is None or end.is_touched or end.is_asked:
        return False
    return end.record.stage is Stage.LINKED and end.paid >= end.document.totals.total


def _may_ask(end: _End) -> bool:
    document = end.document
    if document is None:
        return end.code == "payment-document-gone"
    match end.code:
        case "payment-does-not-fit":
            return any(one.client_id is None for one in document.payments) and end.counted < end.paid
        case "payment-more-than-due":
            return end.paid > document.totals.total
        case "payment-posted-too-much":
            return end.is_twice
        case "payment-document-gone":
            return end.status in _GONE and end.paid > 0
        case "payment-beside-ours":
            return RECORDS in end.on and end.counted > end.paid and bool(ours_on(document))
        case "payment-removed":
            return "delete a payment" in end.acts and end.counted < end.paid
        case (
            "payment-method"
        ):  # we recorded it, and nobody said how it was paid; then it was taken back in Xero
            return end.payment.recorded > 0 and "delete a payment" in end.acts and end.counted < end.paid
        case "payment-notice-unclear":
            return RECORDS in end.on and ("pay" in end.acts or end.is_told_late)
        case _:
            return False
