"""What an invoice gets when it is not sent: today's date, and the day's rate of its currency."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from adapters.sandbox.xero.invoices.arithmetic import half_up
from adapters.sandbox.xero.organisations.record import Organisation

_ZONES = {
    "AUSEASTERNSTANDARDTIME": "Australia/Sydney",
    "EASTERNSTANDARDTIME": "America/New_York",
    "GMTSTANDARDTIME": "Europe/London",
    "NEWZEALANDSTANDARDTIME": "Pacific/Auckland",
    "PACIFICSTANDARDTIME": "America/Los_Angeles",
    "ROMANCESTANDARDTIME": "Europe/Paris",
}
"""Those that the sandbox's regions use, and two at the ends of the day. Any other counts as UTC."""

_TO_DOLLAR = {
    "AUD": Decimal("1.52"),
    "CAD": Decimal("1.37"),
    "CHF": Decimal("0.88"),
    "EUR": Decimal("0.92"),
    "GBP": Decimal("0.79"),
    "JPY": Decimal("151.4"),
    "NZD": Decimal("1.66"),
    "USD": Decimal(1),
}
"""Made-up rates, always the same: nobody compares them, but they must differ from 1."""

_RATE_PLACES = 10


def today(organisation: Organisation, now: datetime) -> date:
    """The calendar day where the organisation is (Xero: specification, Invoice.Date)."""
    return now.astimezone(ZoneInfo(_ZONES.get(organisation.settings["Timezone"], "UTC"))).date()


def day_rate(organisation: Organisation, currency: str) -> Decimal:
    """How much of the currency one unit of the base currency is; ten places, as live answers show."""
    base = _TO_DOLLAR.get(organisation.settings["BaseCurrency"], Decimal(1))
    rate = Decimal(1) if currency == organisation.settings["BaseCurrency"] else None
    return half_up(rate or _TO_DOLLAR.get(currency, Decimal(2)) / base, _RATE_PLACES)
