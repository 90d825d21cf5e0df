"""Sees on both sides whether they were joined before: then the books that knew of it were lost."""

from dataclasses import dataclass

from domain.budget import Purpose
from domain.connection import Connection
from domain.invoice_numbers import has_our_mark, names_document
from domain.ports.ledger import Ledgers
from domain.ports.portal import InvoiceList, Portals
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Store
from domain.services import noted
from domain.services.relink_customers import marked_contacts

_MOST = 50
"""So many of the newest invoices are compared: one call to each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBefore:
    """Asked once before a connection is made live for the first time, when both sides' contacts were read."""

    store: Store
    ledgers: Ledgers
    portals: Portals

    def bears_marks(self, connection: Connection) -> bool:
        """Whether a contact or one of the newest invoices bears a mark that these books know nothing of."""
        with self.store.reading(connection.id) as books:
            if connection.live_since is not None or noted.was_rebuilt(books):
                return False
            if marked_contacts(books):
                return True
        permit = AlwaysPermitted()
        portal = self.portals.of(connection, permit)
        newest = portal.invoices_page(1, of=InvoiceList.ALL, purpose=Purpose.ASKED).invoices
        named = {name: one for one in newest if (name := names_document(one.accounting_id)) is not None}
        if not named:
            return False
        ledger = self.ledgers.of(connection, permit)
        found = ledger.documents(tuple(named)[:_MOST], purpose=Purpose.ASKED)
        return any(has_our_mark(document, named[document.id]) for document in found)
