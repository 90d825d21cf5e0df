"""Keeps the portal's webhooks: registers, removes and watches them. They only make things faster.

The portal lists no webhooks and shows none (Hubflo: API reference, webhooks). So one is noted before it is
asked for, and one whose answer never came is lost for good: nothing of it can be looked up or taken away.
It then posts to an address that we answer for nobody, which harms nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.budget import Purpose
from domain.dispatch import Act, ElementState, OpenElement
from domain.errors import AccessLost, LeaseLost, NotFound, NotNow, OutcomeUnknown, Rejected, ScopeMissing
from domain.event import SYSTEM
from domain.nudge import Hook, HookState
from domain.ports.hooks import HookEvent
from domain.ports.portal import PastDelivery
from domain.ports.store import Books
from domain.services.dispatching import Intent, done, send
from domain.services.looked_for import settle_looked
from domain.services.turn import Turn

EVENTS = tuple(event.value for event in HookEvent)
TRIES_A_DAY = 3
_DAY = timedelta(hours=24)
_PATH_BITS = 128
_ASKED_FOR = timedelta(hours=1)
"""After this a hook that is noted as asked for has no answer to come any more."""
_OVERLAP = timedelta(minutes=10)
"""A delivery may be listed later than its time says."""
_MOST_PAGES = 50
_SUBJECT = "hook:"


@dataclass(frozen=True, slots=True, kw_only=True)
class HookPlan:
    """What is to be done about hooks: events without one, and hooks that are to go."""

    missing: tuple[str, ...] = ()
    stale: tuple[Hook, ...] = ()


def wanted_hooks(hooks: Iterable[Hook], base_address: str, now: datetime) -> HookPlan:
    """What follows from the address under which we are reached; without one what is there stays.

    A command that is run by hand may know no address where the process that runs has one.
    What is missing comes first: until the new hook is there, the old one may still be heard.
    """
    known = tuple(hooks)
    live = [hook for hook in known if hook.state is HookState.LIVE]
    asked = [hook for hook in known if hook.state is HookState.ASKED and now < hook.made_at + _ASKED_FOR]
    covered = {hook.event for hook in (*live, *asked) if _is_at(hook, base_address)}
    if not base_address:
        return HookPlan()
    stale = [hook for hook in live if not _is_at(hook, base_address) or hook.event not in EVENTS]
    stale += [hook for hook in known if hook.state is HookState.ASKED and hook not in asked]
    return HookPlan(missing=tuple(event for event in EVENTS if event not in covered), stale=tuple(stale))


def may_try_at(books: Books, event: str, now: datetime) -> datetime:
    """When a hook for that event may be asked for again: now, or once the day has a try left.

    What surely did not leave us is no try.
    """
    tries = [
        one.sent_at
        for one in books.dispatches.of(subject_of_hook(event))
        if one.element.state is not ElementState.NOT_SENT and one.sent_at > now - _DAY
    ]
    return now if len(tries) < TRIES_A_DAY else tries[-TRIES_A_DAY] + _DAY


def to_check(hooks: Iterable[Hook], gap_since: datetime, now: datetime) -> tuple[Hook, ...]:
    """Live hooks whose deliveries were not compared since a gap was suspected, or for a day."""
    return tuple(
        hook
        for hook in hooks
        if hook.state is HookState.LIVE and (hook.checked_at or hook.made_at) < max(gap_since, now - _DAY)
    )


def register_hook(turn: Turn, event: str, base_address: str) -> None:
    """Have the portal make a hook for an event, at a path under `base_address` that nobody can guess.

    A refusal is told and counts as a try: everything works without hooks, so it closes nothing.
    Raises what says that the portal cannot be used now.
    """
    path = turn.identity.secret(_PATH_BITS)
    hook = Hook(
        path=path,
        event=event,
        address=f"{base_address}/{path}",
        state=HookState.ASKED,
        made_at=turn.clock.now(),
    )
    intent = Intent(
        act=Act.REGISTER_HOOK, subject=subject_of_hook(event), facts={"event": event, "hook": path}
    )
    envelope = turn.portal.hook_envelope(event, hook.address)
    try:
        dispatch_id, made = send(
            turn, intent, envelope, turn.portal.send_hook, also=lambda books: books.hooks.add(hook)
        )
    except OutcomeUnknown:
        with turn.writing() as books:
            for tried in books.dispatches.of(intent.subject)[-1:]:
                _lose(books, tried, turn.clock.now())
        raise
    except LeaseLost:
        raise  # whoever is the clerk now settles it
    except (Rejected, NotFound, ScopeMissing) as problem:
        _note_refusal(turn, hook, said=problem.facts.get("said", ""))
    except (NotNow, AccessLost):
        with turn.writing() as books:
            books.hooks.move(path, HookState.ENDED)
        raise
    else:
        with turn.writing() as books:
            books.hooks.made(path, made.remote_id, made.secret)
            done(books, turn, dispatch_id, made.remote_id)
            _tell_of_hook(books, turn.clock.now(), hook, "hook-made", remote_id=made.remote_id)


def settle_hook(turn: Turn, unknown: OpenElement) -> None:
    """A hook that was asked for when somebody stopped: nothing can be looked up, so it is lost."""
    with turn.writing() as books:
        _lose(books, unknown, turn.clock.now())


def remove_hook(turn: Turn, hook: Hook) -> None:
    """Have the portal remove a hook, and end it here. Raises what says that it cannot be asked now."""
    code = "hook-removed"
    said = ""
    if hook.remote_id:
        try:
            turn.portal.remove_hook(hook.remote_id)
        except (Rejected, ScopeMissing) as problem:
            code = "hook-not-removed"
            said = problem.facts.get("said", "")
    with turn.writing() as books:
        books.hooks.move(hook.path, HookState.ENDED)
        if hook.remote_id:
            _tell_of_hook(books, turn.clock.now(), hook, code, remote_id=hook.remote_id, said=said)


def fill_gap(turn: Turn, hook: Hook) -> int:
    """Have every invoice read whose delivery never came, back to the last comparison; answers how many.

    A delivery that names no invoice is made up for by the next walk through the portal's lists, as
    everything is. Raises what says that the portal cannot be asked now.
    """
    begun = turn.clock.now()
    since = (hook.checked_at or hook.made_at) - _OVERLAP
    try:
        listed = _listed(turn, hook, since)
    except NotFound:
        with turn.writing() as books:
            books.hooks.move(hook.path, HookState.ENDED)
            _tell_of_hook(books, turn.clock.now(), hook, "hook-gone", remote_id=hook.remote_id)
        return 0
    with turn.writing() as books:
        known = books.nudges.known(hook.path, (past.id for past in listed))
        missed = {past.invoice_id: None for past in listed if past.id not in known and past.invoice_id}
        if missed:
            books.invoices.want_read(missed, begun)
            books.nudge()
            _tell_of_hook(books, turn.clock.now(), hook, "gap-filled", count=str(len(missed)))
        books.hooks.checked(hook.path, begun)
    return len(missed)


def subject_of_hook(event: str) -> str:
    """The subject of a hook in dispatches and events: paths stay out of both."""
    return f"{_SUBJECT}{event}"


def _listed(turn: Turn, hook: Hook, since: datetime) -> list[PastDelivery]:
    """Newest first; while it is read it grows at its head, which shows things twice and hides nothing."""
    found: list[PastDelivery] = []
    for page in range(1, _MOST_PAGES + 1):
        several = turn.portal.deliveries_page(hook.remote_id, page, purpose=Purpose.BACKGROUND)
        found += (past for past in several if past.at is None or past.at >= since)
        if not several or any(past.at is not None and past.at < since for past in several):
            break
    return found


def _is_at(hook: Hook, base_address: str) -> bool:
    return hook.address == f"{base_address}/{hook.path}"


def _note_refusal(turn: Turn, hook: Hook, *, said: str) -> None:
    """It is a try, whatever the portal meant by it."""
    with turn.writing() as books:
        for tried in books.dispatches.of(subject_of_hook(hook.event))[-1:]:
            books.dispatches.settle(tried.dispatch_id, tried.element.number, ElementState.REFUSED)
        books.hooks.move(hook.path, HookState.ENDED)
        _tell_of_hook(books, turn.clock.now(), hook, "hook-refused", said=said)


def _lose(books: Books, tried: OpenElement, now: datetime) -> None:
    facts = tried.element.facts
    settle_looked(books, tried, ElementState.ABSENT)
    books.hooks.move(facts.get("hook", ""), HookState.LOST)
    event = facts.get("event", "")
    books.events.add(
        at=now, actor=SYSTEM, subject=tried.element.subject, code="hook-lost", facts={"about": event}
    )


def _tell_of_hook(books: Books, now: datetime, hook: Hook, code: str, **facts: str) -> None:
    told = {"about": hook.event, **{name: value for name, value in facts.items() if value}}
    books.events.add(at=now, actor=SYSTEM, subject=subject_of_hook(hook.event), code=code, facts=told)
