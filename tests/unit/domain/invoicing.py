"""Invoices on their way, as a test describes them: what is not said is as usual.

A firm at home in France that bills in euros: one account for sales, taxes of 20 % and of 0 %, one customer.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from domain.books import Account, AccountClass, LedgerBooks, TaxRate
from domain.contact import LedgerContact
from domain.customers import CreateContact, Recipient, UseContact
from domain.habits import PortalHabits
from domain.hold import Cause
from domain.ids import TenantId
from domain.invoice import InvoiceStatus, PortalInvoice
from domain.invoice_outcome import Known, Send
from domain.invoice_plan import plan_invoice
from domain.invoice_record import InvoiceRecord, Sent
from domain.invoice_settings import InvoiceSettings
from domain.ledger_document import DocumentId, DocumentKind, DocumentLine, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre
from domain.life import Stage
from domain.organisation import LedgerOrganisation
from domain.reasons import Reason
from tests.support.clock import NOON
from tests.support.contacts import ledger_contact, portal_person
from tests.support.invoices import portal_invoice, portal_line

ISSUED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
CONTACT = ledger_contact("c-1")
RECIPIENT = Recipient(person=portal_person("p-1"))
SALES = Account(id="a-1", code="706", name="Sales", kind=AccountClass.REVENUE, is_active=True)
DEPOSITS = Account(id="a-2", code="419", name="Deposits", kind=AccountClass.LIABILITY, is_active=True)
SETTINGS = InvoiceSettings(version=1, start=date(2026, 3, 1), revenue_account="706")


def tax_rate(tax_type: str, rate: str) -> TaxRate:
    """An active sales tax."""
    return TaxRate(tax_type=tax_type, name=tax_type, rate=Decimal(rate), is_active=True, is_for_sales=True)


BOOKS = LedgerBooks(
    organisation=LedgerOrganisation(
        tenant_id=TenantId("t-1"), name="Firm", country="FR", time_zone="Europe/Paris", pays_tax=True
    ),
    accounts=(SALES, DEPOSITS),
    tax_rates=(tax_rate("TVA20", "20"), tax_rate("EXPORT", "0"), tax_rate("EXEMPT", "0")),
    currencies=frozenset({"EUR"}),
    read_at=NOON,
)


def issued(*lines: Any, **more: Any) -> PortalInvoice:
    """An issued invoice; without lines it is one hour at 100.00 and 20 %."""
    return portal_invoice(*(lines or (portal_line(),)), **{"issued_at": ISSUED, **more})


def record_of(invoice: PortalInvoice | None = None, **more: Any) -> InvoiceRecord:
    """What we keep of an invoice that was just read."""
    known: dict[str, Any] = {"stage": Stage.SEEN, "seen_at": NOON, "read_at": NOON, "step_since": NOON}
    return InvoiceRecord(invoice=invoice or issued(), **{**known, **more})


def known(
    *,
    books: LedgerBooks = BOOKS,
    contact: LedgerContact | None = CONTACT,
    customer: UseContact | CreateContact | Cause | None = None,
    alike: tuple[LedgerDocument, ...] = (),
    **more: Any,
) -> Known:
    """All that is known besides: the customer is a contact of the ledger, and nothing like it is there."""
    if customer is None and contact is not None:
        customer = UseContact(contact=contact, evidence=Reason(code="email-and-name"), is_new_link=False)
    assert customer is not None
    verdict = customer
    usual: dict[str, Any] = {"habits": PortalHabits(), "time_zone": "Europe/Paris", "recipient": RECIPIENT}
    return Known(books=books, customer=lambda _: verdict, alike=lambda *_: alike, **{**usual, **more})


def sent_of(record: InvoiceRecord | None = None, settings: InvoiceSettings = SETTINGS) -> Sent:
    """What would be sent of it."""
    plan = plan_invoice(record or record_of(), settings, known())
    assert isinstance(plan, Send), plan
    return plan.sent


def document_of(sent: Sent, **changes: Any) -> LedgerDocument:
    """The document that the ledger makes of what was sent, or one that differs from it."""
    draft = sent.draft
    lines = tuple(
        DocumentLine(
            description=line.description,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=line.discount,
            amount=line.amount,
            tax=line.tax_amount(draft.amounts_are),
            tax_type=line.tax_type,
            account=line.account,
        )
        for line in draft.lines
    )
    made = LedgerDocument(
        id=DocumentId("7d9a4c10-0000-4000-8000-000000000001"),
        kind=DocumentKind.INVOICE,
        number=draft.number,
        status=DocumentStatus.AWAITING_APPROVAL if draft.for_approval else DocumentStatus.DRAFT,
        status_word="SUBMITTED",
        contact_id=draft.contact_id,
        contact_name=CONTACT.name,
        dated=draft.dated,
        due=draft.due,
        currency=draft.currency,
        reference=draft.reference,
        address=draft.address,
        amounts_are=draft.amounts_are,
        lines=lines,
        tax=sent.tax if draft.amounts_are is not AmountsAre.NO_TAX else Decimal(0),
        total=sent.total,
    )
    return replace(made, **changes)


def cause_of(plan: object) -> Cause:
    """The plan is to hold it, for this."""
    assert isinstance(plan, Cause), plan
    return plan


def answered(**answers: str) -> Mapping[str, str]:
    """A person's words on one invoice, with _ for -."""
    return {name.replace("_", "-"): value for name, value in answers.items()}


def cancelled(invoice: PortalInvoice) -> PortalInvoice:
    """The same, cancelled."""
    return replace(invoice, status=InvoiceStatus.CANCELLED, status_word="canceled")
