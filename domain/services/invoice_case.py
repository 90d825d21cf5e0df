"""Gathers from the books everything that the plan of an invoice rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.answers import PartyAnswer
from domain.books import LedgerBooks
from domain.contact import LedgerContact
from domain.customer_draft import is_mark_of
from domain.customers import (
    CreateContact,
    KnownCustomers,
    Recipient,
    UseContact,
    decide_customer,
    is_usable,
)
from domain.errors import Problem
from domain.habits import PortalHabits
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice_answers import BILL_TO
from domain.invoice_causes import About, cause
from domain.invoice_lines import TaxAnswers
from domain.invoice_numbers import names_document
from domain.invoice_outcome import Known, Plan
from domain.invoice_plan import ALIKE_WITHIN, plan_invoice
from domain.invoice_record import InvoiceRecord, oldest_possible
from domain.invoice_settings import InvoiceSettings, invoice_settings_of
from domain.keys import keys_of_company, keys_of_person
from domain.ledger_document import LedgerDocument
from domain.ports.store import Books
from domain.reasons import Reason
from domain.services import noted
from domain.tax import TaxCase
from domain.text import fold_company, fold_email
from domain.totals import DocumentTotals

_MOST_MERGES = 5
_MARK_SUFFIXES = ("", "-B", "-BB")
"""What may stand behind a party's id in a contact's number, where the plain one is used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all plans of one moment share."""

    settings: InvoiceSettings
    ledger_books: LedgerBooks
    habits: PortalHabits
    time_zone: str
    tax_rules: Mapping[TaxCase, str]


def bench_of(books: Books) -> Bench | None:
    """What the books say now; None while the ledger's settings were never read."""
    ledger_books = books.findings.ledger_books()
    if ledger_books is None:
        return None
    version, values = books.settings.current()
    rules = {
        TaxCase(answer.rate, answer.kind, answer.place): answer.tax_type
        for answer in books.customer_answers.taxes(None)
    }
    return Bench(
        settings=invoice_settings_of(version, values),
        ledger_books=ledger_books,
        habits=noted.habits(books),
        time_zone=books.connection.time_zone,
        tax_rules=rules,
    )


def plan_of(books: Books, record: InvoiceRecord, bench: Bench) -> Plan:
    """The plan of one invoice. What cannot be planned at all is held: it must not stop the others."""
    recipient = recipient_of(books, record)
    try:
        return plan_invoice(record, bench.settings, _known(books, record, recipient, bench))
    except Problem as problem:
        return cause(
            About(invoice=record.invoice), "unexpected", shared=problem.reason, problem=problem.reason
        )
    except (ArithmeticError, ValueError) as defect:
        kind = type(defect).__name__
        return cause(About(invoice=record.invoice), "unexpected", shared=kind, problem="invoice-unreadable")


def recipient_of(books: Books, record: InvoiceRecord) -> Recipient | None:
    """Whom the invoice is for, as last read."""
    if record.invoice.recipient_id is None:
        return None
    person = books.portal.person(record.invoice.recipient_id)
    if person is None:
        return None
    company = books.portal.company(person.company_id) if person.company_id is not None else None
    return Recipient(person=person, company=company)


def _known(books: Books, record: InvoiceRecord, recipient: Recipient | None, bench: Bench) -> Known:
    named = names_document(record.invoice.accounting_id)

    def customer(about: About) -> UseContact | CreateContact | Cause:
        named = _contact(books, record.answers.get(BILL_TO)) if recipient is None else None
        if named is not None and is_usable(named):
            return UseContact(contact=named, evidence=Reason(code="answered-by-you"), is_new_link=False)
        return decide_customer(recipient, _customers(books, recipient), about)

    def alike(
        contact_id: LedgerContactId | None, totals: DocumentTotals, day: date
    ) -> tuple[LedgerDocument, ...]:
        found = books.documents.like(
            contact_id,
            total=totals.total,
            currency=record.invoice.currency,
            earliest=day - ALIKE_WITHIN,
            latest=day + ALIKE_WITHIN,
        )
        ours = books.invoices.of_documents(document.id for document in found)
        return tuple(document for document in found if document.id not in ours)

    def anybodys(totals: DocumentTotals, day: date) -> tuple[LedgerDocument, ...]:
        """Where the books were set back, customer links may be lost: then whoever it stands on counts."""
        set_back = noted.moment(books, noted.SET_BACK_AT)
        if set_back is None or oldest_possible(record) > set_back:
            return ()
        return alike(None, totals, day)

    for_customer: dict[Decimal, str] = {}
    if recipient is not None:
        answers = books.customer_answers.taxes(recipient.party)
        for_customer = {answer.rate: answer.tax_type for answer in answers}
    return Known(
        books=bench.ledger_books,
        habits=bench.habits,
        time_zone=bench.time_zone,
        recipient=recipient,
        customer=customer,
        taxes=TaxAnswers(for_customer=for_customer, rules=bench.tax_rules),
        alike=alike,
        anybodys=anybodys,
        named=books.documents.by_id([named]).get(named) if named is not None else None,
        asked=named is not None and record.looked_for == named,
    )


def _customers(books: Books, recipient: Recipient | None) -> KnownCustomers:
    if recipient is None:
        return KnownCustomers()
    party = recipient.party
    link, answer = books.links.customer_of_party(party), books.customer_answers.party(party)
    linked = _contact(books, link.contact_id) if link is not None else None
    if link is not None and linked is not None and is_usable(linked):
        return KnownCustomers(link=link, linked=linked)  # it decides, whatever else is known
    persons = books.links.links_of_person(recipient.person.id)
    joined = [contact for one in persons if (contact := _contact(books, one.contact_id)) is not None]
    like = _like(books, recipient, answer)
    marked = tuple(contact for contact in like if is_mark_of(contact.number, party.id))
    ours = [contact for contact in marked if not is_usable(contact)]
    successor = _successor(books, linked if link is not None else ours[0] if len(ours) == 1 else None)
    every = (*like, *joined, *(contact for contact in (linked, successor) if contact is not None))
    return KnownCustomers(
        link=link,
        linked=linked,
        successor=successor,
        joined=tuple(joined),
        marked=marked,
        like=like,
        taken=books.links.customers_of({contact.id for contact in every}),
        claims=tuple(
            one for each in noted.claims(books, party) if (one := _contact(books, each)) is not None
        ),
        answer=answer,
    )


def _like(books: Books, recipient: Recipient, answer: PartyAnswer | None) -> tuple[LedgerContact, ...]:
    """Every mirrored contact that shares something with them, with their company, or with a name given."""
    person, company = keys_of_person(recipient.person), recipient.billed_company
    names = {person.name, fold_company(recipient.person.name)}
    names.add(fold_company(answer.name) if answer is not None else "")
    emails = {person.email}
    numbers = {f"{recipient.party.id}{suffix}" for suffix in _MARK_SUFFIXES}
    if company is not None:
        keys = keys_of_company(company)
        names.add(keys.name)
        emails.add(fold_email(company.email))
        numbers |= {keys.vat, keys.registration}
    found = books.ledger.like(emails=emails - {""}, names=names - {""}, numbers=numbers - {""})
    contacts = {kept.contact.id: kept.contact for kept in found}
    for contact in tuple(contacts.values()):  # where merges lead is told of, and may be who it is
        led_to = _successor(books, contact)
        if led_to is not None:
            contacts[led_to.id] = led_to
    return tuple(contacts[contact_id] for contact_id in sorted(contacts))


def _successor(books: Books, contact: LedgerContact | None) -> LedgerContact | None:
    """Where the merges of a contact lead; None if it was merged into nothing that is known."""
    if contact is None or contact.merged_into is None:
        return None
    for _ in range(_MOST_MERGES):
        contact = _contact(books, contact.merged_into)
        if contact is None or contact.merged_into is None:
            return contact
    return None


def _contact(books: Books, contact_id: str | None) -> LedgerContact | None:
    kept = books.ledger.get(LedgerContactId(contact_id)) if contact_id else None
    return kept.contact if kept is not None and not kept.forgotten else None
