"""What a person is told: the state of a connection, and the story of one contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.access import AppKind, Grant
from domain.budget import Budget
from domain.connection import Connection
from domain.contact import Person
from domain.decision import Answer
from domain.dispatch import ElementState, OpenElement
from domain.event import Event
from domain.hold import Hold, Question, Waits, questions, waits_for
from domain.ids import ConnectionId
from domain.links import CustomerLink, PersonLink
from domain.organisation import LedgerOrganisation
from domain.ports.clock import Clock
from domain.ports.ledger import Ledgers
from domain.ports.mirror import Kept
from domain.ports.portal import Portals
from domain.ports.registry import Apps, Connections, Grants, Instance
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Store
from domain.scan import Scan, ScanKind
from domain.services.answering import one_contact
from domain.standing import Counts, Standing

CONSENT_LIVES = timedelta(days=60)
"""A refresh token that is not used dies after 60 days (Xero: OAuth 2.0 FAQ)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionStatus:
    """Where one connection stands. `unknown` are writes whose outcome is being looked for."""

    connection: Connection
    counts: Counts
    needs_you: tuple[Question, ...]
    waiting: tuple[Question, ...]
    unknown: int
    finished: dict[ScanKind, Scan]
    reading: tuple[Scan, ...]
    ledger_calls: Budget
    consent_ends_at: datetime | None
    stopped_at: datetime | None

    @property
    def is_broken(self) -> bool:
        """Whether nothing can go on at all until somebody acts."""
        codes = {question.cause.code for question in self.needs_you}
        return any(code.startswith(("ledger-", "portal-")) and code != "portal-refused" for code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactStory:
    """All that is known of one contact."""

    kept: Kept
    link: PersonLink | None
    person: Person | None
    customer: CustomerLink | None
    hold: Hold | None
    answer: Answer | None
    dispatches: Sequence[OpenElement]
    events: Sequence[Event]


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Reads our books only, but for `organisation`."""

    store: Store
    connections: Connections
    apps: Apps
    grants: Grants
    instance: Instance
    ledgers: Ledgers
    portals: Portals
    clock: Clock

    def status(self, connection: Connection) -> ConnectionStatus:
        """The state of one connection."""
        grant: Grant = self.grants.get(connection.grant_id)
        with self.store.reading(connection.id) as books:
            asked = questions(books.holds.all())
            unknown = [e for e in books.dispatches.open() if e.element.state is ElementState.UNKNOWN]
            latest = books.scans.latest()
            finished = books.scans.latest_finished()
            counts = books.ledger.counts(books.scans.current_run())
        is_custom = self.apps.get(connection.app_id).kind is AppKind.CUSTOM  # no consent, so none ends
        return ConnectionStatus(
            connection=connection,
            counts=counts,
            needs_you=tuple(q for q in asked if waits_for(q.cause) is Waits.PERSON),
            waiting=tuple(q for q in asked if waits_for(q.cause) is Waits.US),
            unknown=len(unknown),
            finished=dict(finished),
            reading=tuple(scan for scan in latest.values() if scan.finished_at is None),
            ledger_calls=self.ledgers.budget(connection),
            consent_ends_at=None if grant.lost_at or is_custom else grant.tokens_at + CONSENT_LIVES,
            stopped_at=self.instance.state().stopped_at,
        )

    def organisation(self, connection: Connection) -> LedgerOrganisation:
        """The ledger's organisation as it describes itself now (one call). Raises what the call raises."""
        return self.ledgers.of(connection, AlwaysPermitted()).organisation()

    def contacts(self, connection_id: ConnectionId, standings: Sequence[Standing], limit: int) -> list[Kept]:
        """Contacts of these standings (none: all), at most `limit`, in the order of their ids."""
        with self.store.reading(connection_id) as books:
            return list(books.ledger.listing(standings=standings, limit=limit))

    def story(self, connection_id: ConnectionId, who: str) -> ContactStory:
        """The story of one contact. Raises Invalid if `who` is nobody, or several."""
        with self.store.reading(connection_id) as books:
            kept = one_contact(books, who)
            contact_id = kept.contact.id
            subject = f"contact:{contact_id}"
            link = books.links.person_link(contact_id)
            return ContactStory(
                kept=kept,
                link=link,
                person=books.portal.person(link.person_id) if link is not None else None,
                customer=books.links.customer_of_contact(contact_id),
                hold=books.holds.of(subject),
                answer=books.answers.of([contact_id]).get(contact_id),
                dispatches=books.dispatches.of(subject),
                events=books.events.of(subject),
            )
