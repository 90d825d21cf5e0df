"""Reads the portal's newest issued invoices to show them; none is kept, so none is sent because of it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.budget import Purpose
from domain.contact import Company, Person
from domain.errors import NotFound
from domain.invoice import InvoiceStatus, PortalInvoice
from domain.invoice_numbers import names_document
from domain.invoice_plan import ALIKE_WITHIN
from domain.ledger_document import DocumentId, LedgerDocument
from domain.numbering import dated
from domain.ports.ledger import Ledger
from domain.ports.portal import InvoiceList, Portal

SHOWN = 5
"""How many invoices a first look shows."""
_MOST_PAGES = 20
_LISTS = (InvoiceList.ISSUED, InvoiceList.PAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """The newest issued invoices with their lines, newest first, and whom they are for.

    `issued` are all that the lists showed, without lines; `is_whole` is whether they were read to their end.
    """

    invoices: tuple[PortalInvoice, ...]
    people: tuple[Person, ...]
    companies: tuple[Company, ...]
    issued: tuple[PortalInvoice, ...]
    is_whole: bool

    def since(self, start: date, time_zone: str) -> int:
        """How many of all are dated at or after a day. Raises Invalid (`zone-unknown`)."""
        days = (dated(head, time_zone) for head in self.issued)
        return sum(day is not None and day >= start for day in days)


def read_recent(portal: Portal) -> Recent:
    """Read the lists, then the newest one by one."""
    issued, is_whole = _issued(portal)
    invoices: list[PortalInvoice] = []
    for head in issued:
        if len(invoices) == SHOWN:
            break
        with suppress(NotFound):
            invoices.append(portal.invoice(head.id))
    people = _people(portal, invoices)
    return Recent(
        invoices=tuple(invoices),
        people=people,
        companies=_companies(portal, people),
        issued=tuple(issued),
        is_whole=is_whole,
    )


def read_around(ledger: Ledger, invoices: Iterable[PortalInvoice]) -> list[LedgerDocument]:
    """Documents of the ledger that may be one of these already: changed since then, or named by them."""
    every = list(invoices)
    moments = [moment for invoice in every if (moment := _moment(invoice)) is not None]
    found: list[LedgerDocument] = []
    if moments:
        since = min(moments) - ALIKE_WITHIN - timedelta(days=1)
        for number in range(1, _MOST_PAGES + 1):
            page = ledger.documents_page(number, since=since, purpose=Purpose.WORK)
            found += page.documents
            if page.is_last:
                break
    known = {document.id for document in found}
    if named := [one for one in _named(every) if one not in known]:
        found += ledger.documents(named, purpose=Purpose.WORK)
    return found


def _named(invoices: Iterable[PortalInvoice]) -> tuple[DocumentId, ...]:
    ids = (names_document(invoice.accounting_id) for invoice in invoices)
    return tuple(dict.fromkeys(one for one in ids if one is not None))


def _issued(portal: Portal) -> tuple[list[PortalInvoice], bool]:
    """Everything that is issued, newest first: one list shows what is open, the other what is paid."""
    heads: dict[str, PortalInvoice] = {}
    is_whole = True
    for of in _LISTS:
        for number in range(1, _MOST_PAGES + 1):
            page = portal.invoices_page(number, of=of, purpose=Purpose.WORK)
            heads |= {head.id: head for head in page.invoices}
            if page.is_last:
                break
        else:
            is_whole = False
    counted = [one for one in heads.values() if one.is_issued and one.status is not InvoiceStatus.CANCELLED]
    return sorted(counted, key=_newest, reverse=True), is_whole


def _people(portal: Portal, invoices: Iterable[PortalInvoice]) -> tuple[Person, ...]:
    people = []
    for person_id in dict.fromkeys(one.recipient_id for one in invoices if one.recipient_id is not None):
        with suppress(NotFound):
            people.append(portal.person(person_id))
    return tuple(people)


def _companies(portal: Portal, people: Iterable[Person]) -> tuple[Company, ...]:
    companies = []
    for company_id in dict.fromkeys(one.company_id for one in people if one.company_id is not None):
        with suppress(NotFound):
            companies.append(portal.company(company_id))
    return tuple(companies)


def _moment(invoice: PortalInvoice) -> datetime | None:
    return invoice.custom_issued_at or invoice.issued_at


def _newest(invoice: PortalInvoice) -> tuple[str, str]:
    moment = _moment(invoice)
    return (moment.isoformat() if moment is not None else "", invoice.id)
