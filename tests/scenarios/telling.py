"""What the house says of itself, as rows in the words of the features."""

from collections.abc import Sequence
from datetime import datetime

from domain.connection import Connection
from domain.decision import Action
from domain.hold import Question
from domain.links import PersonLink
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.reasons import Reason
from domain.scan import ScanKind
from domain.services.importing import ImportPlan
from domain.services.showing import ConnectionStatus
from domain.standing import Counts, Standing
from tests.scenarios.tables import words
from tests.support.house import House


def status(house: House, connection: Connection) -> ConnectionStatus:
    """How the connection stands now."""
    showing = house.container.showing()
    return showing.status(house.container.storage().connections.get(connection.id))


def contacts(house: House, connection: Connection) -> list[dict[str, str]]:
    """Every contact of Xero that we have seen: where it stands, why, and whom of Hubflo it is joined to."""
    with house.container.storage().store.reading(connection.id) as books:
        return [_contact(books, kept) for kept in books.ledger.listing(limit=100_000)]


def counts(told: Counts) -> dict[str, str]:
    """The sum of all standings."""
    by_word = {words(standing.value): str(told.of(standing)) for standing in Standing}
    return {"seen": str(told.seen), **by_word}


def plan(told: ImportPlan) -> dict[str, str]:
    """How many contacts each action has, and how many companies are made."""
    parts = {words(action.value): str(told.part(action).count) for action in Action}
    return {**parts, "new companies": str(told.new_companies), "seen": str(told.counts.seen)}


def questions(asked: Sequence[Question]) -> list[dict[str, str]]:
    """Each question once, with how many it holds."""
    return [
        {"question": words(each.cause.code), "held": str(len(each.subjects))} | dict(each.cause.facts)
        for each in asked
    ]


def story(house: House, connection: Connection, who: str) -> list[dict[str, str]]:
    """What happened to one contact, oldest first."""
    told = house.container.showing().story(connection.id, who)
    return [{"event": words(event.code), **event.facts} for event in told.events]


def whole_readings(house: House, connection: Connection) -> list[datetime]:
    """When all contacts of Xero were read, to the end, oldest first."""
    with house.container.storage().store.reading(connection.id) as books:
        told = books.events.of("connection")
    return [event.at for event in told if event.facts.get("kind") == ScanKind.LEDGER_ALL.value]


def _contact(books: Books, kept: Kept) -> dict[str, str]:
    link = books.links.person_link(kept.contact.id)
    person = books.portal.person(link.person_id) if link is not None else None
    customer = books.links.customer_of_contact(kept.contact.id)
    return {
        "contact": kept.contact.name,
        "stands": words(kept.standing.value),
        "because": ", ".join(words(code) for code in _because(books, kept, link)),
        "in Hubflo": person.name if person is not None else "",
        "link": words(link.state.value) if link is not None else "",
        "billed as": customer.party.kind.value if customer is not None else "",
    }


def _because(books: Books, kept: Kept, link: PersonLink | None) -> list[str]:
    """The question that holds it, else the evidence of its link, else why it is left out."""
    hold = books.holds.of(f"contact:{kept.contact.id}")
    if hold is not None:
        return [hold.cause.code]
    if link is not None and kept.standing is not Standing.LEFT_OUT:
        return [link.evidence.code]
    decided: tuple[Reason, ...] = kept.decision.reasons if kept.decision is not None else ()
    return [reason.code for reason in kept.reasons or decided]
