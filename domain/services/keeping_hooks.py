"""What is due about the portal's webhooks, one thing at a time."""

from datetime import datetime

from domain.nudge import Hook
from domain.ports.store import Books
from domain.scan import ScanKind
from domain.services.hooking import fill_gap, may_try_at, register_hook, remove_hook, to_check, wanted_hooks
from domain.services.turn import Turn

DueHook = tuple[str, str | Hook]
"""What is to be done, and for which event or hook."""

_REGISTER, _REMOVE, _CHECK = "register", "remove", "check"


def due_hook(books: Books, address: str, now: datetime) -> DueHook | None:
    """The next thing to do; None if all is as it should be."""
    hooks = books.hooks.all()
    if not address and not hooks:
        return None
    plan = wanted_hooks(hooks, address, now)
    for event in plan.missing:
        if may_try_at(books, event, now) <= now:
            return _REGISTER, event
    if plan.stale:
        return _REMOVE, plan.stale[0]
    checks = to_check(hooks, _gap_since(books, now), now)
    return (_CHECK, checks[0]) if checks else None


def keep_hooks(turn: Turn) -> None:
    """Do it. Raises what says that the portal cannot be used now."""
    with turn.reading() as books:
        due = due_hook(books, turn.hook_address, turn.clock.now())
    match due:
        case (what, str() as event) if what == _REGISTER:
            register_hook(turn, event, turn.hook_address)
        case (what, Hook() as hook) if what == _REMOVE:
            remove_hook(turn, hook)
        case (_, Hook() as hook):
            fill_gap(turn, hook)
        case _:
            return


def _gap_since(books: Books, now: datetime) -> datetime:
    """All invoices are walked through after nobody looked for a while: what was delivered then was missed."""
    walk = books.scans.latest_finished().get(ScanKind.PORTAL_INVOICES)
    return walk.started_at if walk is not None else now
