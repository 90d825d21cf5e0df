"""Sends a write the only way there is: recorded before it leaves, settled by what came back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from domain.dispatch import Act, Dispatch, Element, ElementState, Envelope, OpenElement, landed_by
from domain.errors import AccessLost, LeaseLost, NotFound, NotNow, OutcomeUnknown, Rejected
from domain.event import SYSTEM
from domain.ids import DispatchId
from domain.ports.store import Books
from domain.services.looked_for import settle_found
from domain.services.turn import Turn
from domain.spacing import part_of

Answered = TypeVar("Answered")
Missing = Sequence[OpenElement]
"""Tries of one write that were looked for and not found."""

_SPACED_FROM = 2
_MOST_DOUBLINGS = 12
_LONGEST_PAUSE = timedelta(hours=1)
_ASKS_FROM = 12
"""With the pauses between them so many tries take half a night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a write is for: the act, its subject, and what a look-up needs to recognise it."""

    act: Act
    subject: str
    facts: Mapping[str, str]


def send(
    turn: Turn,
    intent: Intent,
    envelope: Envelope,
    sender: Callable[[Envelope], Answered],
    also: Callable[[Books], None] = lambda books: None,
) -> tuple[DispatchId, Answered]:
    """Record the dispatch, send it, and note at once if it surely did nothing or if nobody can say.

    `also` is noted in the transaction that records the dispatch: what must be known before it leaves.
    Returns and raises as `send_recorded` does.
    """
    with turn.writing() as books:
        dispatch_id = record_dispatch(turn, books, intent, envelope)
        also(books)
    return dispatch_id, send_recorded(turn, dispatch_id, intent, lambda: sender(envelope))


def send_recorded(
    turn: Turn,
    dispatch_id: DispatchId,
    intent: Intent,
    sender: Callable[[], Answered],
    settled: Callable[[Books, ElementState, str], None] = lambda books, state, said: None,
) -> Answered:
    """Send what was recorded, and note at once if it surely did nothing or if nobody can say.

    `settled` notes what that means in the same transaction, with what the other side said to a refusal.
    Returns with the element still `dispatched`: the caller settles it as done in the transaction that
    records what the answer means. Raises what the sender raises.
    """
    try:
        return sender()
    except LeaseLost:
        raise  # whoever is the clerk now finds it open under an older fence and looks
    except (NotNow, AccessLost, NotFound):
        _settle(turn, dispatch_id, intent, ElementState.NOT_SENT, settled)
        raise
    except Rejected as problem:
        said = problem.facts.get("said", "")
        _settle(turn, dispatch_id, intent, ElementState.REFUSED, settled, said=said)
        raise
    except OutcomeUnknown:
        _settle(turn, dispatch_id, intent, ElementState.UNKNOWN, settled)
        raise


def done(books: Books, turn: Turn, dispatch_id: DispatchId, remote_id: str, missing: Missing = ()) -> None:
    """Settle the one element of a dispatch as done; if one is `missing`, a later look searches for a twin."""
    look_at = twin_look(turn, missing)
    books.dispatches.settle(dispatch_id, 1, ElementState.DONE, remote_id=remote_id, look_at=look_at)


def missing_of(books: Books, subject: str, act: Act, *, before: DispatchId | None = None) -> Missing:
    """Tries of this write whose absence was settled since it was last done: what is sent now repeats them.

    With `before`, those that this dispatch repeated. What one that was done repeated concerns no later one:
    a look of its own watches for that.
    """
    missing: list[OpenElement] = []
    for earlier in books.dispatches.of(subject):
        if earlier.dispatch_id == before:
            break
        if earlier.element.act is not act:
            continue
        if earlier.element.state is ElementState.DONE:
            missing.clear()
        elif earlier.element.state is ElementState.ABSENT:
            missing.append(earlier)
    return tuple(missing)


def may_land_beside(books: Books, made: OpenElement) -> Missing:
    """What a done write repeated, and what was given up after it where it landed after all before that."""
    subject, act = made.element.subject, made.element.act
    repeated = missing_of(books, subject, act, before=made.dispatch_id)
    return (*repeated, *missing_of(books, subject, act))


def repeat_pause(turn: Turn, missing: Missing) -> timedelta:
    """How long to wait before a write that was missing so often is sent again: the first time not at all.

    A side may refuse every write for hours and answer every look: its calls must last for the others.
    And no two wait equally long, lest one that is never taken goes with the same others each time.
    """
    if len(missing) < _SPACED_FROM:
        return timedelta(0)
    times: int = 2 ** min(len(missing) - 1, _MOST_DOUBLINGS)
    pause = min(_LONGEST_PAUSE, turn.rhythm.settle_pause * times)
    return pause * (1 + part_of(f"{missing[0].element.subject} {len(missing)}") / 2)


def is_in_vain(missing: Missing) -> bool:
    """Whether it was missing so often that a person must know of it."""
    return len(missing) >= _ASKS_FROM


TWIN_AGAIN = timedelta(hours=24)
"""How often it is looked whether a twin is still there."""


def twin_look(turn: Turn, missing: Missing) -> datetime | None:
    """When to search for a twin of what exists now: when all that was missing has landed, or never will."""
    if not missing:
        return None
    wait = turn.rhythm.absence_wait
    return max(turn.clock.now() + wait, *(landed_by(one, wait) for one in missing))


def landed_after_all(books: Books, turn: Turn, landed: OpenElement, remote_id: str, missing: Missing) -> None:
    """One of the missing is there now, before it was sent again; the others may still come."""
    others = [one for one in missing if one.dispatch_id != landed.dispatch_id]
    settle_found(books, landed, remote_id, look_at=twin_look(turn, others))


def record_dispatch(turn: Turn, books: Books, intent: Intent, envelope: Envelope) -> DispatchId:
    """Record a dispatch in the caller's transaction; nothing may leave before that is committed."""
    now = turn.clock.now()
    dispatch = Dispatch(
        id=DispatchId(turn.identity.new_id()),
        at=now,
        method=envelope.method,
        path=envelope.path,
        body_hash=sha256(envelope.body).hexdigest(),
        give_up_at=now + turn.give_up_after,
        fence=turn.fence,
        settings_version=turn.settings_version,
        elements=(Element(number=1, act=intent.act, subject=intent.subject, facts=intent.facts),),
    )
    books.dispatches.add(dispatch)
    return dispatch.id


def _settle(
    turn: Turn,
    dispatch_id: DispatchId,
    intent: Intent,
    state: ElementState,
    settled: Callable[[Books, ElementState, str], None],
    *,
    said: str = "",
) -> None:
    now = turn.clock.now()
    with turn.writing() as books:
        look_at = now if state is ElementState.UNKNOWN else None
        books.dispatches.settle(dispatch_id, 1, state, look_at=look_at)
        settled(books, state, said)
        if state is not ElementState.NOT_SENT:
            facts = {"act": intent.act.value, "dispatch": dispatch_id}
            if said:
                facts["said"] = said
            books.events.add(
                at=now, actor=SYSTEM, subject=intent.subject, code=f"write-{state.value}", facts=facts
            )
