"""One organisation's books in Xero, read (Xero: Accounting API)."""

from datetime import datetime

from adapters.xero.contacts import ledger_contact
from adapters.xero.errors import untrusted
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.moments import http_date, modified_since, moment
from adapters.xero.organisation import ledger_organisation
from adapters.xero.reading import read
from adapters.xero.tenant_line import TenantLine
from adapters.xero.wire import CONTACTS, ORGANISATIONS
from adapters.xero.wire_contacts import WireContacts
from domain.budget import Purpose
from domain.organisation import LedgerOrganisation
from domain.ports.ledger import ContactsPage, Ledger

PAGE_SIZE = 1_000
"""The most that Xero gives at once; what is asked beyond is silently cut to it."""


class XeroLedger(Ledger):
    """Reads one organisation."""

    def __init__(self, tenant: TenantLine) -> None:
        """`tenant` carries the calls to that organisation."""
        self._tenant = tenant

    def organisation(self) -> LedgerOrganisation:
        """One call, which Xero does not count as egress."""
        outgoing = self._tenant.reading("/Organisation")
        answer = self._tenant.ask(outgoing, Purpose.WORK)
        organisations = read(ORGANISATIONS, answer, outgoing)["Organisations"]
        if len(organisations) != 1:
            raise untrusted(answer, outgoing, why="unreadable")
        return ledger_organisation(organisations[0], self._tenant.tenant_id)

    def contacts_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> ContactsPage:
        """One call, by ContactID: the default order moves rows from page to page while they change.

        Never `summaryOnly`, which drops whether a contact is a customer (Xero: Contacts).
        """
        outgoing = self._tenant.reading(
            "/Contacts",
            query={
                "page": str(page),
                "pageSize": str(PAGE_SIZE),
                "includeArchived": "true",
                "order": "ContactID",
            },
            headers={"If-Modified-Since": modified_since(since)} if since else {},
        )
        answer = self._tenant.ask(outgoing, purpose)
        if since is not None and answer.status == 304:
            as_of = http_date(answer.headers.get("date")) or since
            return ContactsPage(contacts=(), as_of=as_of, is_last=True, expected=0)
        wire = read(CONTACTS, answer, outgoing)
        return ContactsPage(
            contacts=tuple(map(ledger_contact, wire["Contacts"])),
            as_of=_as_of(answer, wire, outgoing),
            is_last=_is_last(wire, page),
            expected=(wire.get("pagination") or {}).get("itemCount"),
        )


def _as_of(answer: Answer, wire: WireContacts[str], outgoing: Outgoing) -> datetime:
    """Xero's own clock: never ours, which may be minutes off and would let changes slip by."""
    as_of = http_date(answer.headers.get("date")) or moment(wire.get("DateTimeUTC"))
    if as_of is None:
        raise untrusted(answer, outgoing, why="no-time")
    return as_of


def _is_last(wire: WireContacts[str], page: int) -> bool:
    """As Xero says, else by a page that is not full; an empty page is always the last."""
    pages = (wire.get("pagination") or {}).get("pageCount")
    read_here = len(wire["Contacts"])
    if read_here == 0:
        return True
    return read_here < PAGE_SIZE if pages is None else page >= pages
