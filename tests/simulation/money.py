"""What may never be so of payments, and how each must have ended: equal balances, or a reason with a name."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.payments.record import Payment
from domain.invoice import InvoiceId
from domain.invoice_record import InvoiceRecord
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord
from domain.ports.store import Books

_GONE = ("VOIDED", "DELETED")
_NOT_APPROVED = ("SUBMITTED", "DRAFT")
_STANDS = (Stage.PROVEN, Stage.LINKED, Stage.CANCELLED)


def ours_on(invoice: Invoice) -> list[Payment]:
    """Payments that count on it and that we made."""
    return [one for one in invoice.payments if one.client_id]


def landed_late(world: World) -> bool:
    """Whether a creation of payments landed after we had given it up."""
    return any(
        landing.request.method == "PUT" and landing.request.path.endswith("/Payments")
        for landing in world.landings
    )


def twice_paid(organisation: Organisation) -> list[tuple[str, str]]:
    """References of ours that count twice, each with its document."""
    return [
        (invoice.invoice_id, reference)
        for invoice in organisation.invoices
        for reference, count in Counter(one.reference for one in ours_on(invoice)).items()
        if count > 1
    ]


def paid_in_hubflo(organization: Organization, invoice_id: str) -> Decimal:
    """What Hubflo says was paid."""
    row = organization.invoices.get(invoice_id)
    return Decimal(str(row["paid_amount"] or 0)) if row is not None else Decimal(0)


def too_much(organisation: Organisation, organization: Organization, titles: dict[str, str]) -> list[str]:
    """Documents on which we posted more than Hubflo ever said was paid. `titles` are ids by document."""
    wrong = []
    for invoice in organisation.invoices:
        ours = sum((one.amount for one in ours_on(invoice)), Decimal(0))
        paid = paid_in_hubflo(organization, titles.get(invoice.invoice_id, ""))
        if ours > paid:
            wrong.append(f"posted {ours} in all, and {paid} came in: {invoice.number}")
    return wrong


def wrong_amount(invoice: Invoice, payment: Payment) -> list[str]:
    """The mark of a payment says what counts after it: nothing else did when it was just made."""
    counted = invoice.amount_paid + invoice.amount_credited
    told = Decimal(payment.reference.rpartition("-")[2])
    return [] if counted == told else [f"{payment.reference}: {counted} counts on {invoice.number}"]


def wrong_balance(
    books: Books,
    organization: Organization,
    record: InvoiceRecord,
    document: Invoice | None,
    acts: Collection[str],
) -> list[str]:
    """Why the payments of one invoice did not end as they may; `acts` are what people did to it."""
    payment = books.payments.get(InvoiceId(record.id))
    paid = paid_in_hubflo(organization, record.id)
    if payment is None:
        is_paid = paid and record.stage is not Stage.SKIPPED
        return [f"paid, and nobody keeps it: {record.invoice.title}"] if is_paid else []
    held = books.holds.of(payment.subject)
    code = held.cause.code if held is not None else ""
    told = f"{record.invoice.title}: {payment.stage} {code}, {paid} in Hubflo, {_told(document)} in Xero"
    twin = books.holds.of(f"twin:{payment.subject}")
    marks = [one.reference for one in ours_on(document)] if document is not None else []
    twice = len(set(marks)) < len(marks)
    wrong = [] if (twin is not None) == twice else [f"twins {twice}, alarm {twin is not None}: {told}"]
    return wrong if _may_end_so(payment, code, record, document, paid, acts) else [*wrong, f"payment {told}"]


def _told(document: Invoice | None) -> str:
    if document is None:
        return "nothing"
    return f"{document.status} {document.amount_paid} + {document.amount_credited} of {document.totals.total}"


def _may_end_so(
    payment: PaymentRecord,
    code: str,
    record: InvoiceRecord,
    document: Invoice | None,
    paid: Decimal,
    acts: Collection[str],
) -> bool:
    stands = record.place in _STANDS and document is not None
    counted = document.amount_paid + document.amount_credited if document is not None else Decimal(0)
    status = document.status if document is not None else ""
    match payment.stage:
        case PaymentStage.SETTLED:
            return counted >= paid
        case PaymentStage.WAITS_APPROVAL:
            return status in _NOT_APPROVED
        case PaymentStage.WAITS_BANK:
            return counted < paid and record.invoice.payment_method == "bank_transfer"
        case PaymentStage.WAITS_DOCUMENT:
            return not stands
        case PaymentStage.LEFT:
            return status in _GONE or record.stage in (Stage.REMOVED, Stage.SKIPPED, Stage.CANCELLED)
        case PaymentStage.HELD:
            return _may_ask(code, document, paid, acts)
        case _:
            return False


def _may_ask(code: str, document: Invoice | None, paid: Decimal, acts: Collection[str]) -> bool:
    if document is None:
        return code == "payment-document-gone"
    counted = document.amount_paid + document.amount_credited
    others = any(one.client_id is None for one in document.payments)
    match code:
        case "payment-does-not-fit":
            return others and counted < paid
        case "payment-more-than-due":
            return paid > document.totals.total
        case "payment-document-gone":
            return document.status in _GONE and paid > 0
        case "payment-removed":
            return "delete a payment" in acts and counted < paid
        case _:
            return False
