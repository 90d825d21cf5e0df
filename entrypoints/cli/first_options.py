"""What may be said of invoices on the command line, so that nobody has to be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

import click

from domain.errors import Invalid
from domain.proposals import DEPOSITS, DISCOUNTS, REVENUE, START
from domain.settings import checked
from entrypoints.cli.asking import somebody_is_there

Result = TypeVar("Result")
_SETTINGS = (START, REVENUE, DEPOSITS, DISCOUNTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said: that no invoices are wanted, that the own link is off, settings by name, the 0 % tax."""

    nothing: bool = False
    own_link_off: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    zero_tax: str = ""

    @property
    def is_said(self) -> bool:
        """Whether anything was said that lets invoices be sent."""
        return self.own_link_off or bool(self.settings) or bool(self.zero_tax)


def invoice_options(work: Callable[..., Result]) -> Callable[..., Result]:
    """A command that takes them gets them as `wanted`."""

    @click.option("--no-invoices", is_flag=True, help="Contacts only; invoices stay off.")
    @click.option(
        "--own-link-off", is_flag=True, help="Hubflo's own connection to Xero is off: I have looked."
    )
    @click.option("--start-date", metavar="DAY", help="Send invoices from this day on; proposed: today.")
    @click.option("--revenue-account", metavar="CODE", help="Where sales are booked in Xero.")
    @click.option("--deposit-account", metavar="CODE", help="Where deposits are booked.")
    @click.option("--discount-account", metavar="CODE", help="Where lines of discount are booked.")
    @click.option("--zero-tax", metavar="TAX", help="The tax of lines at 0 %, always, by its code in Xero.")
    @wraps(work)
    def inner(
        *args: object,
        no_invoices: bool,
        own_link_off: bool,
        start_date: str | None,
        revenue_account: str | None,
        deposit_account: str | None,
        discount_account: str | None,
        zero_tax: str | None,
        **kwargs: object,
    ) -> Result:
        said = zip(_SETTINGS, (start_date, revenue_account, deposit_account, discount_account), strict=True)
        settings = {name: _value(name, text) for name, text in said if text is not None}
        wanted = Wanted(
            nothing=no_invoices,
            own_link_off=own_link_off,
            settings=settings,
            zero_tax=(zero_tax or "").strip(),
        )
        return work(*args, wanted=wanted, **kwargs)

    return inner


def first_day(text: str) -> str:
    """A day, and none of the words that the setting takes beside it. Raises Invalid (`setting-value`)."""
    try:
        day = checked(START, text)
    except Invalid:
        day = ""
    if not day:
        raise Invalid("setting-value", name=START, value=text, allowed="YYYY-MM-DD")
    return day


def _value(name: str, text: str) -> str:
    return first_day(text) if name == START else checked(name, text)


def refuse_if_missing(wanted: Wanted, *, yes: bool) -> None:
    """Raises Invalid (`invoice-answers-missing`) for a program's yes without what only a person knows."""
    if wanted.nothing or not yes or somebody_is_there():
        return
    known = {"`--own-link-off`": wanted.own_link_off, "`--revenue-account CODE`": REVENUE in wanted.settings}
    if missing := [name for name, is_said in known.items() if not is_said]:
        raise Invalid("invoice-answers-missing", missing=" and ".join(missing))
