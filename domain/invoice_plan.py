"""What is to become of one invoice of the portal: pure, from everything that is known.

A dry run and a run call the same function. The first thing in the way is the one that is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.books import LedgerBooks, Permission
from domain.cents import Fit, Misfit, fit
from domain.customers import CreateContact, Recipient, UseContact
from domain.drafts import DocumentDraft
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice import InvoiceStatus, PortalInvoice
from domain.invoice_answers import (
    DATE_IN_BOOKS,
    KEEP_REFERENCE,
    NOT_A_DOUBLE,
    SEND_ANYWAY,
    parted_from,
    taxes_of,
)
from domain.invoice_causes import About, cause, listed
from domain.invoice_lines import TaxAnswers, taxed_lines
from domain.invoice_numbers import has_our_mark, names_document, number_for, reference_for
from domain.invoice_outcome import Adopt, Cancel, Create, Known, Look, NotIssued, Plan, Send, Skip
from domain.invoice_record import InvoiceRecord, Sent
from domain.invoice_settings import CentRounding, InvoiceSettings
from domain.ledger_document import LedgerDocument
from domain.money import has_cents
from domain.numbering import dated, due
from domain.places import place_of
from domain.totals import DocumentTotals, Mismatch, Unclear, document_totals

ALIKE_WITHIN = timedelta(days=7)
"""How far apart the days of two documents may be that could be one."""
BEFORE_START = "before-start"
"""Why an invoice that is older than the start date is skipped."""


def plan_invoice(record: InvoiceRecord, settings: InvoiceSettings, known: Known) -> Plan:
    """What is to become of it. Raises Invalid (`zone-unknown`) if the books' zone is none."""
    invoice = record.invoice
    day = record.dated or dated(invoice, record.time_zone or known.time_zone)
    about = About(invoice=invoice, customer=_name_of(known.recipient), dated=day)
    if invoice.status is InvoiceStatus.CANCELLED:
        return Cancel()
    if invoice.is_hidden:
        return cause(about, "invoice-not-shown")
    if invoice.unreadable:
        return cause(about, "invoice-unreadable", unreadable=", ".join(invoice.unreadable))
    if invoice.status is InvoiceStatus.UNKNOWN:
        return cause(about, "status-unknown", shared=invoice.status_word, status=invoice.status_word)
    if not invoice.is_issued or day is None:
        return NotIssued()
    if settings.start is None or (day < settings.start and SEND_ANYWAY not in record.answers):
        return Skip(reason=BEFORE_START)
    if (there := _already_ours(record, known)) is not None:
        return there
    return _planned(record, settings, known, about, day)


def _planned(record: InvoiceRecord, settings: InvoiceSettings, known: Known, about: About, day: date) -> Plan:
    totals = _totals(about, known)
    if isinstance(totals, Cause):
        return totals
    about = replace(about, total=totals.total)
    is_another = NOT_A_DOUBLE in record.answers
    if not is_another and (there := _looks_there(record, about, known.anybodys(totals, day))) is not None:
        return there
    customer = known.customer(about)
    if isinstance(customer, Cause):
        return customer
    contact = customer.contact if isinstance(customer, UseContact) else None
    about = replace(about, customer=contact.name if contact is not None else about.customer)
    taxed = taxed_lines(about, settings, known.books, _tax_answers(record, known, customer))
    if isinstance(taxed, Cause):
        return taxed
    fitted = fit(
        taxed.lines,
        totals,
        may_move_tax=settings.cents is CentRounding.ALLOW,
        pays_tax=known.books.organisation.pays_tax is not False,
    )
    if isinstance(fitted, Misfit):
        return _misfit(about, fitted, settings)
    opened = _open_day(about, day, record, settings, known.books)
    if isinstance(opened, Cause):
        return opened
    days = (opened, max(due(record.invoice, day), opened))
    contact_id = contact.id if contact is not None else LedgerContactId("")
    draft = _draft(record, settings, fitted, contact_id, days)
    sent = Sent(draft=draft, rung=fitted.rung, taxes=taxed.taxes, total=totals.total, tax=totals.tax)
    if isinstance(customer, CreateContact):
        return Create(draft=customer.draft, sent=sent)
    alike = () if is_another else known.alike(customer.contact.id, totals, day)
    return _looks_there(record, about, alike) or Send(sent=sent, day=day, customer=customer)


def _looks_there(
    record: InvoiceRecord, about: About, alike: Sequence[LedgerDocument]
) -> Adopt | Cause | None:
    """One with our mark is what we made before the books were set back; of others a person must say."""
    parted = parted_from(record.answers)
    made = [one for one in alike if has_our_mark(one, record.invoice) and one.id not in parted]
    if len(made) == 1:
        return Adopt(document=made[0])
    if not alike:
        return None
    return cause(about, "looks-already-there", count=str(len(alike)), documents=listed(alike))


def _draft(
    record: InvoiceRecord,
    settings: InvoiceSettings,
    fitted: Fit,
    contact_id: LedgerContactId,
    days: tuple[date, date],
) -> DocumentDraft:
    invoice = record.invoice
    return DocumentDraft(
        invoice_id=invoice.id,
        number=number_for(record, settings),
        contact_id=contact_id,
        dated=days[0],
        due=days[1],
        currency=invoice.currency,
        reference=reference_for(invoice, with_mark=settings.ledger_numbers),
        address=invoice.public_address,
        amounts_are=fitted.amounts_are,
        lines=fitted.lines,
        for_approval=settings.for_approval,
    )


def _already_ours(record: InvoiceRecord, known: Known) -> Plan | None:
    """What the portal's accounting reference says: nothing, a document of ours, or somebody else's."""
    named = names_document(record.invoice.accounting_id)
    ours = {record.document_id, *parted_from(record.answers)}
    if named is None or named in ours or record.generation > 0 or KEEP_REFERENCE in record.answers:
        return None
    if known.named is None:
        if not known.asked:
            return Look(document_id=named)
        about = About(invoice=record.invoice, customer=_name_of(known.recipient))
        return cause(about, "reference-taken", reference=record.invoice.accounting_id)
    if has_our_mark(known.named, record.invoice):
        return Adopt(document=known.named)
    about = About(invoice=record.invoice, customer=_name_of(known.recipient))
    return cause(
        about, "reference-taken", reference=record.invoice.accounting_id, documents=listed([known.named])
    )


def _totals(about: About, known: Known) -> DocumentTotals | Cause:
    """What the document sums up to, if the ledger can take one such at all."""
    if (unusable := _unusable(about, known.books)) is not None:
        return unusable
    totals = document_totals(about.invoice, known.habits)
    if not isinstance(totals, DocumentTotals):
        return _unclear(about, totals)
    return cause(replace(about, total=totals.total), "credit-note") if totals.total < 0 else totals


def _unusable(about: About, books: LedgerBooks) -> Cause | None:
    invoice = about.invoice
    if not has_cents(invoice.currency):
        return cause(about, "currency-without-cents", shared=invoice.currency)
    if invoice.currency not in books.currencies:
        offered = ", ".join(sorted(books.currencies))
        organisation = books.organisation.name
        return cause(
            about,
            "currency-not-in-xero",
            shared=invoice.currency,
            organisation=organisation,
            currencies=offered,
        )
    if Permission.SUBMIT in books.denied:
        return cause(about, "not-permitted", shared=Permission.SUBMIT, permission=Permission.SUBMIT)
    if not invoice.money_lines:
        return cause(about, "lines-missing")
    return None


def _unclear(about: About, totals: Unclear | Mismatch) -> Cause:
    if isinstance(totals, Mismatch):
        return cause(
            about,
            "totals-unclear",
            net_total=f"{totals.net_total:f}",
            tax_total=f"{totals.tax_total:f}",
            lines_net=f"{totals.lines_net:f}",
            lines_tax=f"{totals.lines_tax:f}",
        )
    contradicts = "yes" if totals.contradicts else ""
    return cause(about, "rounding-unclear", readings=str(len(totals.documents)), contradicts=contradicts)


def _misfit(about: About, misfit: Misfit, settings: InvoiceSettings) -> Cause:
    """One question for all that moving a cent would solve, while that is not answered."""
    may_ask = misfit.moving_would_fit and settings.cents is CentRounding.ASK
    return cause(
        about,
        "totals-differ",
        shared="cent-rounding" if may_ask else "",
        document_total=f"{misfit.document.total:f}",
        ledger_total=f"{misfit.ledger.total:f}",
        document_tax=f"{misfit.document.tax:f}",
        ledger_tax=f"{sum(misfit.ledger.tax_by_rate.values()):f}",
        moving_would_fit="yes" if misfit.moving_would_fit else "",
    )


def _open_day(
    about: About, day: date, record: InvoiceRecord, settings: InvoiceSettings, books: LedgerBooks
) -> date | Cause:
    """The day that it will carry: its own, or the first open one where a person allowed that."""
    locked = books.locked_to
    if locked is None or day > locked:
        return day
    if settings.may_redate and DATE_IN_BOOKS in record.answers:
        return locked + timedelta(days=1)
    return cause(
        about,
        "period-locked",
        shared=locked.isoformat(),
        locked_to=locked.isoformat(),
        may_redate="yes" if settings.may_redate else "",
    )


def _tax_answers(record: InvoiceRecord, known: Known, customer: UseContact | CreateContact) -> TaxAnswers:
    company = known.recipient.company if known.recipient is not None else None
    address = company.address if company is not None else None
    contact = customer.contact if isinstance(customer, UseContact) else None
    if contact is not None and not contact.address.is_empty():
        address = contact.address
    elif address is None and known.recipient is not None:
        address = known.recipient.person.address
    number = (contact.tax_number if contact is not None else "") or (company.vat_number if company else "")
    return replace(
        known.taxes,
        for_invoice=taxes_of(record.answers),
        of_contact=contact.default_sales_tax if contact is not None else "",
        place=place_of(known.books.organisation.country, address.country if address else "", number),
    )


def _name_of(recipient: Recipient | None) -> str:
    if recipient is None:
        return ""
    return recipient.company.name if recipient.company is not None else recipient.person.name


def same_invoice(one: PortalInvoice, other: PortalInvoice) -> bool:
    """Whether nothing that a document is made of differs."""
    return _made_of(one) == _made_of(other)


def _made_of(invoice: PortalInvoice) -> Mapping[str, object]:
    return {
        "currency": invoice.currency,
        "lines": invoice.lines,
        "net": invoice.net_total,
        "tax": invoice.tax_total,
        "recipient": invoice.recipient_id,
        "issued": invoice.custom_issued_at or invoice.issued_at,
        "days": invoice.payment_days,
    }
