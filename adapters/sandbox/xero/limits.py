"""Rate limits (Xero: API rate limits): a minute and a day per (app, organisation), a minute per app.

Windows are fixed; the day turns at another time for each organisation, never simply at midnight UTC.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from adapters.sandbox.xero.switches import Switches

IN_FLIGHT = "x-sandbox-in-flight"
"""A request header for transports: how many requests of this (app, organisation) are under way, with this."""

_DAY = 86_400


@dataclass(slots=True)
class Window:
    """How many calls were made in the window with this number."""

    number: int = -1
    used: int = 0


Windows = dict[tuple[str, ...], Window]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the request may go on; `problem` and `retry_after` as the 429 says them."""

    headers: dict[str, str]
    problem: str | None = None
    retry_after: int | None = None


def admit(
    windows: Windows, switches: Switches, client_id: str, tenant_id: str, in_flight: int, now: datetime
) -> Verdict:
    """Count one call for an organisation, or say which limit forbids it. What is refused is not counted."""
    day, day_left = _window(windows, ("day", client_id, tenant_id), now, _DAY, _day_offset(tenant_id))
    minute, minute_left = _window(windows, ("minute", client_id, tenant_id), now, 60, 0)
    app, app_left = _window(windows, ("app", client_id), now, 60, 0)
    problem: tuple[str, int | None] | None = None
    if in_flight > switches.concurrent_limit:
        problem = ("concurrent", None)
    elif day.used >= switches.daily_limit:
        problem = (switches.day_problem, day_left)
    elif minute.used >= switches.minute_limit:
        problem = ("minute", minute_left)
    elif app.used >= switches.app_minute_limit:
        problem = (switches.app_minute_problem, app_left)
    else:
        for window in (day, minute, app):
            window.used += 1
    headers = {
        "X-AppMinLimit-Remaining": str(max(0, switches.app_minute_limit - app.used)),
        "X-MinLimit-Remaining": str(max(0, switches.minute_limit - minute.used)),
        "X-DayLimit-Remaining": str(max(0, switches.daily_limit - day.used)),
    }
    return Verdict(headers) if problem is None else Verdict(headers, problem[0], problem[1])


def admit_without_tenant(windows: Windows, switches: Switches, client_id: str, now: datetime) -> Verdict:
    """`/connections` counts for the app alone and shows its limit only (xero-ruby issue 128)."""
    app, left = _window(windows, ("app", client_id), now, 60, 0)
    allowed = app.used < switches.app_minute_limit
    app.used += allowed
    headers = {"X-AppMinLimit-Remaining": str(max(0, switches.app_minute_limit - app.used))}
    return Verdict(headers) if allowed else Verdict(headers, switches.app_minute_problem, left)


def spend(windows: Windows, client_id: str, tenant_id: str, count: int, now: datetime) -> None:
    """Count calls that somebody else made for the same app and organisation today (not in this minute)."""
    _window(windows, ("day", client_id, tenant_id), now, _DAY, _day_offset(tenant_id))[0].used += count


def _day_offset(tenant_id: str) -> int:
    return int.from_bytes(hashlib.sha256(tenant_id.encode()).digest()[:4]) % _DAY


def _window(
    windows: Windows, key: tuple[str, ...], now: datetime, length: int, offset: int
) -> tuple[Window, int]:
    """The current window and the whole seconds until the next one, never 0."""
    second = int(now.timestamp()) + offset
    window = windows.setdefault(key, Window())
    if window.number != second // length:
        window.number, window.used = second // length, 0
    return window, length - second % length
