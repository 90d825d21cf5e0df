"""Xero's limits as published, and what its answers say of them (Xero: API rate limits)."""

from datetime import datetime, timedelta

from adapters.xero.exchange import Answer
from adapters.xero.moments import http_date
from domain.budget import Limits, Told
from domain.ids import TenantId

_PREFIXES = {"app": "app-minute", "conc": "concurrent", "min": "minute", "da": "day"}
_SILENT_SECONDS = {"concurrent": 1, "minute": 60, "app-minute": 60, "day": 3_600}
"""How long to wait where Xero does not say: it never does for calls at once, and a day turns at an hour
of its own for each organisation, so it is looked at again after an hour."""

_LONGEST_SECONDS = 86_400


def budget_key(client_id: str, tenant_id: TenantId) -> str:
    """The row that counts the calls of one app to one organisation, which is how Xero counts them."""
    return f"xero:{client_id}:{tenant_id}"


def limits(*, calls_per_minute: int, calls_per_day: int) -> Limits:
    """5 at once on every tier; what can wait leaves half a minute to the invoices."""
    return Limits(
        per_minute=calls_per_minute,
        per_day=calls_per_day,
        at_once=5,
        minute_share=0.5,
        day_share=0.2,
        reserve_share=0.05,
    )


def told(answer: Answer) -> Told:
    """What is left of the day, as every answer for an organisation says."""
    return Told(day_left=_whole(answer.headers.get("x-daylimit-remaining")))


def limit_of(answer: Answer) -> str:
    """Which limit a 429 means: `minute`, `day`, `concurrent` or `app-minute`.

    Xero's texts differ by age (`day`, `DayLimit`, `Daily`), so case and ending do not count, and a
    429 that names none is taken for the minute's.
    """
    named = answer.headers.get("x-rate-limit-problem", "").strip().lower()
    return next((limit for prefix, limit in _PREFIXES.items() if named.startswith(prefix)), "minute")


def free_at(answer: Answer, now: datetime) -> datetime:
    """When the next call may go after a 429: at least a second from now, at most a day."""
    seconds = _retry_after(answer, now)
    if seconds is None:
        seconds = _SILENT_SECONDS[limit_of(answer)]
    return now + timedelta(seconds=min(max(seconds, 1), _LONGEST_SECONDS))


def _retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds, as a number or, as HTTP also allows, up to a time."""
    written = answer.headers.get("retry-after")
    seconds = _whole(written)
    if seconds is not None:
        return seconds
    until = http_date(written)
    return None if until is None else (until - now).total_seconds()


def _whole(written: str | None) -> int | None:
    digits = (written or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
