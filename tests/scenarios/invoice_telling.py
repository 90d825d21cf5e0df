"""What the house says of invoices, as rows in the words of the features."""

from collections.abc import Collection

from domain.connection import Connection
from domain.hold import Question
from domain.ids import LedgerContactId
from domain.services.invoice_sums import InvoiceSummary
from domain.services.showing_invoices import InvoiceStory, Which
from domain.services.shown_invoices import Shown
from tests.scenarios import telling
from tests.scenarios.tables import words
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

_ALL = 10_000


def invoices(house: House, connection: Connection, which: Collection[Which] = ()) -> list[dict[str, str]]:
    """Invoices of these, or every one that we have seen: where it stands, and why."""
    return [_row(one) for one in house.container.showing_invoices().listing(connection.id, which, _ALL)]


def invoice(house: House, connection: Connection, title: str) -> InvoiceStory:
    """All that is known of one."""
    return house.container.showing_invoices().story(connection.id, title)


def summary(house: House, connection: Connection) -> InvoiceSummary:
    """The sums."""
    return house.container.showing_invoices().summary(connection.id)


def events(house: House, connection: Connection, title: str) -> list[dict[str, str]]:
    """What happened to one, oldest first; some of it happened to its customer."""
    told = invoice(house, connection, title).events
    return [{**event.facts, "event": words(event.code), "actor": event.actor} for event in told]


def question(house: House, connection: Connection) -> Question:
    """The only one that needs a person."""
    (asked,) = telling.status(house, connection).needs_you
    return asked


def documents(house: House, connection: Connection, xero_bills: XeroBills) -> list[dict[str, str]]:
    """What we made in Xero, and by what evidence its customer was found."""
    with house.container.storage().store.reading(connection.id) as books:
        return [
            {**row, "because": words(link.evidence.code) if link is not None else ""}
            for row in xero_bills.ours()
            for link in [books.links.customer_of_contact(LedgerContactId(row["contact id"]))]
        ]


def _row(shown: Shown) -> dict[str, str]:
    record, hold = shown.record, shown.hold
    return {
        "invoice": record.invoice.title,
        "stands": words(record.stage.value),
        "because": words(hold.cause.code if hold is not None else record.reason),
        "edited": ", ".join(sorted(record.edited)),
        "rung": record.sent.rung.value if record.sent is not None else "",
    }
