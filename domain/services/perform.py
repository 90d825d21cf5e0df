"""Does one unit of work, and says what it touches and what becomes of it when it cannot be done."""

from datetime import datetime

from domain.errors import Problem
from domain.event import SYSTEM
from domain.hold import Cause
from domain.outage import Side
from domain.scan import LEDGER_SCANS
from domain.services.act import act
from domain.services.decide import decide
from domain.services.look_up import look_up
from domain.services.read_ledger import read_ledger
from domain.services.read_portal import read_portal
from domain.services.settle import settle
from domain.services.turn import Turn
from domain.standing import Standing
from domain.work import ActOn, Decide, LookUp, ReadPage, Settle, Unit


def perform(turn: Turn, unit: Unit) -> None:
    """Do the unit. Raises what its calls raise."""
    match unit:
        case Settle():
            settle(turn, unit)
        case ReadPage() if unit.kind in LEDGER_SCANS:
            read_ledger(turn, unit)
        case ReadPage():
            read_portal(turn, unit)
        case LookUp():
            look_up(turn, unit)
        case Decide():
            decide(turn)
        case ActOn():
            act(turn, unit)


def side_of(unit: Unit) -> Side | None:
    """The side that a unit calls; None if it calls nobody."""
    match unit:
        case Decide():
            return None
        case ReadPage() if unit.kind in LEDGER_SCANS:
            return Side.LEDGER
        case _:
            return Side.PORTAL


def subjects_of(unit: Unit) -> frozenset[str]:
    """What a unit occupies while it is in flight."""
    match unit:
        case Settle():
            return frozenset({unit.subject})
        case ReadPage():
            return frozenset({unit.kind.value})
        case LookUp():
            return frozenset({f"contact:{unit.contact_id}"})
        case Decide():
            return frozenset({"deciding"})
        case ActOn():
            return unit.subjects


def set_aside(turn: Turn, unit: ActOn | LookUp | Settle, problem: Problem, now: datetime) -> None:
    """One contact's trouble never stops another: it is held, a look is put off."""
    with turn.writing() as books:
        if isinstance(unit, Settle):
            for open_element in books.dispatches.open():
                element = open_element.element
                if (open_element.dispatch_id, element.number) == (unit.dispatch_id, unit.number):
                    books.dispatches.settle(
                        unit.dispatch_id,
                        unit.number,
                        element.state,
                        remote_id=element.remote_id,
                        look_at=now + turn.rhythm.absence_wait,
                        looked=True,
                    )
            return
        subject = f"contact:{unit.contact_id}"
        kept = books.ledger.get(unit.contact_id)
        facts = {
            **problem.facts,
            "contact_id": unit.contact_id,
            "contact": kept.contact.name if kept is not None else unit.contact_id,
            "problem": problem.reason,
        }
        cause = Cause(code="unexpected", key=f"unexpected:{problem.reason}", facts=facts)
        books.holds.put(subject, cause, now)
        told = {**facts, "code": cause.code}
        books.events.add(at=now, actor=SYSTEM, subject=subject, code="held", facts=told)
        books.ledger.settle(unit.contact_id, Standing.NEEDS_YOU, books.scans.current_run())
