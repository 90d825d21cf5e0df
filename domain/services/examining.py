"""The doctor: looks at everything that must work, one check after the other, and changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.budget import Purpose
from domain.connection import Connection
from domain.contact import Person
from domain.errors import Problem
from domain.ports.clock import Clock
from domain.ports.ledger import Ledger, Ledgers
from domain.ports.portal import Portal, Portals
from domain.ports.registry import Connections, Grants, Instance
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Store
from domain.services.conservation import conservation
from domain.services.diagnosis import Finding, Verdict

CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examining:
    """Everything is read; nothing is written on either side, and nothing in the store but counted calls."""

    store: Store
    connections: Connections
    grants: Grants
    instance: Instance
    portals: Portals
    ledgers: Ledgers
    clock: Clock

    def examine(self) -> Iterator[Finding]:
        """Findings as they are made: the store first, then each connection."""
        yield from self._store()
        for connection in self.connections.all():
            yield from self._connection(connection)

    def _store(self) -> Iterator[Finding]:
        state = self.instance.state()
        yield Finding(code="store", verdict=Verdict.WELL, facts={"schema": state.schema})
        yield _tried("place", "", self.instance.check_place)
        if state.stopped_at is not None:
            yield Finding(
                code="stopped", verdict=Verdict.WRONG, facts={"since": state.stopped_at.isoformat()}
            )

    def _connection(self, connection: Connection) -> Iterator[Finding]:
        name = connection.name
        key = _tried("portal-key", name, lambda: self.connections.api_key(connection.id))
        tokens = _tried("ledger-tokens", name, lambda: self.grants.tokens(connection.grant_id))
        yield from (key, tokens)
        yield self._conserved(connection)
        permit = AlwaysPermitted()
        if key.verdict is Verdict.WELL:
            yield from self._portal(name, lambda: self.portals.of(connection, permit))
        if tokens.verdict is Verdict.WELL:
            yield from self._ledger(connection, lambda: self.ledgers.of(connection, permit))
        for code in UNSETTLED:
            yield Finding(code=code, verdict=Verdict.UNSETTLED, connection=name)

    def _conserved(self, connection: Connection) -> Finding:
        """Seen = created + linked + updated + unchanged + left out + needs you + in work, always."""
        with self.store.reading(connection.id) as books:
            counts, lost = books.ledger.counts(books.scans.current_run()), books.events.lost("contact")
        return conservation(connection, "conservation", counts, lost)

    def _portal(self, name: str, open_portal: Callable[[], Portal]) -> Iterator[Finding]:
        yield from _all_or_wrong("portal-answers", name, lambda: self._portal_findings(name, open_portal()))

    def _portal_findings(self, name: str, portal: Portal) -> Iterator[Finding]:
        portal.organization()
        page = portal.people_page(1, purpose=Purpose.WORK)
        yield self._clock("portal-clock", name, page.as_of)
        yield from _email_filter(name, portal, page.people)

    def _ledger(self, connection: Connection, open_ledger: Callable[[], Ledger]) -> Iterator[Finding]:
        name = connection.name
        yield from _all_or_wrong("ledger-answers", name, lambda: self._ledger_findings(name, open_ledger()))

    def _ledger_findings(self, name: str, ledger: Ledger) -> Iterator[Finding]:
        organisation = ledger.organisation()
        if not organisation.time_zone:
            yield Finding(code="ledger-zone", verdict=Verdict.NOTE, connection=name)
        if ledger.reminders_on():
            yield Finding(code="ledger-reminders", verdict=Verdict.NOTE, connection=name)
        since = self.clock.now()
        page = ledger.contacts_page(1, since=since, purpose=Purpose.WORK)
        yield self._clock("ledger-clock", name, page.as_of)

    def _clock(self, code: str, name: str, theirs: datetime) -> Finding:
        """Our clock against a service's own: leases and absences need it about right."""
        apart = abs(theirs - self.clock.now())
        verdict = Verdict.WELL if apart <= CLOCK_TOLERANCE else Verdict.WRONG
        facts = {"seconds": str(int(apart.total_seconds()))}
        return Finding(code=code, verdict=verdict, connection=name, facts=facts)


UNSETTLED = (
    "portal-duplicate-email",
    "portal-company-by-name",
    "ledger-customer-flag",
    "ledger-since-inclusive",
)
"""Uncertain facts about contacts that only writing, or a change made by somebody, could settle."""


def _email_filter(name: str, portal: Portal, people: tuple[Person, ...]) -> Iterator[Finding]:
    """Whether the portal finds an email written in other letters: settled by asking for one it has."""
    known = next((p for p in people if p.email and p.email.upper() != p.email), None)
    if known is None:
        yield Finding(code="portal-email-filter", verdict=Verdict.UNSETTLED, connection=name)
        return
    facts = {"ignores_case": "yes" if portal.filter_finds(known.email.upper()) else "no"}
    yield Finding(code="portal-email-filter", verdict=Verdict.NOTE, connection=name, facts=facts)


def _tried(code: str, name: str, check: Callable[[], object]) -> Finding:
    try:
        check()
    except Problem as problem:
        return Finding(code=code, verdict=Verdict.WRONG, connection=name, problem=problem)
    return Finding(code=code, verdict=Verdict.WELL, connection=name)


def _all_or_wrong(code: str, name: str, findings: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """That a service answers, and what it answered; where it fails on the way, that alone."""
    try:
        found = list(findings())
    except Problem as problem:
        yield Finding(code=code, verdict=Verdict.WRONG, connection=name, problem=problem)
        return
    yield Finding(code=code, verdict=Verdict.WELL, connection=name)
    yield from found
