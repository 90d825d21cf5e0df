"""What a person may set for a connection: names, defaults and what is allowed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from domain.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its default as text, and what turns a text into a checked one."""

    name: str
    default: str
    check: Callable[[str], str]


def _whole_number(low: int, high: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not low <= int(text) <= high:
            raise ValueError(f"{low}-{high}")
        return str(int(text))

    return check


def _time_of_day(text: str) -> str:
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError("00:00-23:59")
    hour, minute = text.split(":")
    return f"{int(hour):02}:{minute}"


def _one_of(*words: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(" | ".join(words))
        return text.lower()

    return check


def _day(text: str) -> str:
    """A day, or nothing: then no invoice is sent."""
    if not text or text.lower() == "off":
        return ""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError("YYYY-MM-DD | today | off")  # whoever knows the zone makes a day of `today` before


def _as_given(text: str) -> str:
    """An account: whether there is one the ledger's own settings say."""
    return text


def _number_pattern(text: str) -> str:
    """Letters as they stand, `*` for the part that counts: `INV-*`."""
    if text and (text.count("*") != 1 or len(text) > 50 or not text.isprintable()):
        raise ValueError("INV-*")
    return text


def _address(text: str) -> str:
    """Where messages go, or nothing: then nobody is told."""
    if text.lower() == "off":
        return ""
    if text and not re.fullmatch(r"(https?://[^\s]{1,500}|mailto:[^\s@]{1,100}@[^\s@]{1,200})", text):
        raise ValueError("https://... | mailto:somebody@example.com | off")
    return text


ASK, BANK_FEED = "ask", "bank-feed"
PAYMENT_ROUTES = {
    "payments-stripe": ASK,
    "payments-card": ASK,
    "payments-transfer": BANK_FEED,
    "payments-direct-debit": ASK,
    "payments-cheque": BANK_FEED,
    "payments-cash": BANK_FEED,
    "payments-ach": BANK_FEED,
    "payments-paypal": ASK,
    "payments-other": ASK,
}
"""What is done with money that came in by each method, by default: what a bank shows is left to its feed."""


def _payment_route(text: str) -> str:
    """A word, or an account by its code or id: whether there is one the ledger's own settings say."""
    return text.lower() if text.lower() in (ASK, BANK_FEED) else text or ASK


SETTINGS: tuple[Setting, ...] = (
    Setting(name="contacts-every-minutes", default="60", check=_whole_number(10, 1440)),
    Setting(name="full-scan-at", default="02:00", check=_time_of_day),
    Setting(name="absence-wait-minutes", default="10", check=_whole_number(1, 120)),
    Setting(name="start-date", default="", check=_day),
    Setting(name="document-status", default="awaiting-approval", check=_one_of("awaiting-approval", "draft")),
    Setting(name="revenue-account", default="", check=_as_given),
    Setting(name="deposit-account", default="", check=_as_given),
    Setting(name="discount-account", default="", check=_as_given),
    Setting(name="cent-rounding", default="ask", check=_one_of("ask", "allow", "refuse")),
    Setting(name="numbers", default="placeholder", check=_one_of("placeholder", "ledger")),
    Setting(name="number-in-title", default="", check=_number_pattern),
    Setting(name="other-reference", default="ask", check=_one_of("ask", "keep")),
    Setting(name="date-in-books", default="off", check=_one_of("off", "offered")),
    Setting(name="cancelled-invoices", default="show", check=_one_of("show", "delete")),
    *(Setting(name=name, default=default, check=_payment_route) for name, default in PAYMENT_ROUTES.items()),
    Setting(name="approve-on-payment", default="off", check=_one_of("off", "on")),
    Setting(name="payments-from-ledger", default="off", check=_one_of("off", "on")),
    Setting(name="own-link-off", default="no", check=_one_of("no", "yes")),
    Setting(name="notify", default="", check=_address),
    Setting(name="notify-all-well", default="yes", check=_one_of("no", "yes")),
)
"""In the order in which they are shown."""

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def checked(name: str, text: str) -> str:
    """The value in its one form. Raises Invalid (`setting-unknown`, `setting-value`)."""
    setting = _BY_NAME.get(name)
    if setting is None:
        raise Invalid("setting-unknown", name=name, known=", ".join(_BY_NAME))
    try:
        return setting.check(text.strip())
    except ValueError as reason:
        raise Invalid("setting-value", name=name, value=text, allowed=str(reason)) from reason


def with_defaults(values: Mapping[str, str]) -> dict[str, str]:
    """Every setting with its value, or its default."""
    return {setting.name: values.get(setting.name, setting.default) for setting in SETTINGS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often things are looked at by themselves, and how long absence must last to count.

    `full_scan_at` is a time of day in the connection's zone. `portal_fresh` is how long a reading of
    the portal counts as now; `few` is up to how many contacts are looked up one by one instead.
    `settle_pause` is the first pause between two looks for an unknown outcome. `walk_every` and
    `documents_every` are how often the portal's invoices and the ledger's documents are looked at by
    themselves; `books_fresh` is how old the ledger's settings may be when something is decided by them.
    """

    changes_every: timedelta = timedelta(minutes=60)
    full_scan_at: time = time(2, 0)
    absence_wait: timedelta = timedelta(minutes=10)
    portal_fresh: timedelta = timedelta(minutes=15)
    portal_at_least: timedelta = timedelta(hours=24)
    few: int = 25
    settle_pause: timedelta = timedelta(seconds=15)
    walk_every: timedelta = timedelta(seconds=60)
    documents_every: timedelta = timedelta(minutes=10)
    books_fresh: timedelta = timedelta(minutes=10)


def rhythm_of(values: Mapping[str, str]) -> Rhythm:
    """The rhythm that settings ask for."""
    full = with_defaults(values)
    return Rhythm(
        changes_every=timedelta(minutes=int(full["contacts-every-minutes"])),
        full_scan_at=time.fromisoformat(full["full-scan-at"]),
        absence_wait=timedelta(minutes=int(full["absence-wait-minutes"])),
    )
