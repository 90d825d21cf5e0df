"""Asks for an import or a dry run, and tells what is planned and how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.decision import Action
from domain.ids import ConnectionId, LedgerContactId, RequestId
from domain.ports.clock import Clock
from domain.ports.mirror import Kept
from domain.ports.store import Books, Store
from domain.request import Request, RequestKind
from domain.standing import Counts, Standing

EXAMPLES = 10


@dataclass(slots=True)
class PlanPart:
    """How many contacts share one planned action, with the first examples."""

    count: int = 0
    examples: list[Kept] = field(default_factory=list)

    def add(self, kept: Kept) -> None:
        """Count one more."""
        self.count += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do now, or is about to do."""

    counts: Counts
    parts: dict[Action, PlanPart]
    new_companies: int

    def part(self, action: Action) -> PlanPart:
        """One action's part, empty if nothing is planned so."""
        return self.parts.get(action, PlanPart())


@dataclass(frozen=True, slots=True, kw_only=True)
class Importing:
    """The import as a person sees it. The clerk does the work, here or in another process."""

    store: Store
    clock: Clock

    def ask(self, connection_id: ConnectionId, kind: RequestKind, *, actor: str) -> Request:
        """Record the request; whoever is the clerk does it."""
        with self.store.writing(connection_id) as books:
            request = books.requests.add(kind, now=self.clock.now(), actor=actor)
            books.nudge()
        return request

    def is_open(self, connection_id: ConnectionId, request_id: RequestId) -> bool:
        """Whether a request is still to be done."""
        with self.store.reading(connection_id) as books:
            return books.requests.is_open(request_id)

    def close(self, connection_id: ConnectionId, request_id: RequestId) -> None:
        """End a request, such as a dry run that was looked at."""
        with self.store.writing(connection_id) as books:
            books.requests.close(request_id, self.clock.now())
            books.nudge()

    def counts(self, connection_id: ConnectionId) -> Counts:
        """Where all contacts stand."""
        with self.store.reading(connection_id) as books:
            return books.ledger.counts(books.scans.current_run())

    def plan(self, connection_id: ConnectionId) -> ImportPlan:
        """The plan in the books: what waits to be written, what was left out, what needs somebody."""
        parts: dict[Action, PlanPart] = {}
        companies: set[str] = set()
        with self.store.reading(connection_id) as books:
            counts = books.ledger.counts(books.scans.current_run())
            for kept in every(books, Standing.IN_WORK, Standing.NEEDS_YOU, Standing.LEFT_OUT):
                action = _action_of(kept)
                parts.setdefault(action, PlanPart()).add(kept)
                choice = kept.decision.company if kept.decision is not None else None
                if choice is not None and choice.key and kept.standing is Standing.IN_WORK:
                    companies.add(choice.key)
        return ImportPlan(counts=counts, parts=parts, new_companies=len(companies))


def every(books: Books, *standings: Standing) -> Iterator[Kept]:
    """All contacts of these standings, page by page."""
    after: LedgerContactId | None = None
    while page := books.ledger.listing(standings=standings, limit=500, after=after):
        yield from page
        after = page[-1].contact.id


def _action_of(kept: Kept) -> Action:
    if kept.standing is Standing.NEEDS_YOU:
        return Action.ASK
    if kept.standing is Standing.LEFT_OUT:
        return Action.LEAVE_OUT
    return kept.decision.action if kept.decision is not None else Action.ASK
