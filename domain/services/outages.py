"""Notes that a side cannot be used, and that it can again."""

from datetime import datetime

from domain.errors import AccessLost, NotFound, Problem, Rejected
from domain.event import SYSTEM
from domain.hold import Cause
from domain.outage import UNREACHABLE, Side, subject_of
from domain.ports.store import Books


def note_outage(books: Books, side: Side, problem: Problem, now: datetime) -> None:
    """Close a side: for a while if it gives us nothing to go on, until a person acts if access is lost."""
    lost = isinstance(problem, AccessLost)
    code = f"{side}-{problem.reason}" if lost else UNREACHABLE
    connection = books.connection
    whose = connection.grant_id if side is Side.LEDGER else connection.id
    facts = {
        **({"why": "turned-down"} if isinstance(problem, Rejected | NotFound) else {}),
        **problem.facts,
        "side": side.value,
        "connection": connection.name,
        "organisation": connection.ledger_name if side is Side.LEDGER else connection.portal_name,
        "tried_at": now.isoformat(),
    }
    before = books.holds.of(subject_of(side))
    since = before.since if before is not None and before.cause.code == code else now
    cause = Cause(code=code, key=f"{code}:{whose}", facts={**facts, "since": since.isoformat()})
    if books.holds.put(subject_of(side), cause, now):
        books.events.add(at=now, actor=SYSTEM, subject="connection", code=code, facts=cause.facts)


def end_outage(books: Books, side: Side, now: datetime) -> bool:
    """Open a side again; answers whether it was closed."""
    hold = books.holds.release(subject_of(side))
    if hold is None:
        return False
    facts = {"side": side.value, "code": hold.cause.code, "since": hold.since.isoformat()}
    books.events.add(at=now, actor=SYSTEM, subject="connection", code="side-open-again", facts=facts)
    return True
