"""The tax period that is open now, where sales tax counts when money comes in."""

from datetime import date

from domain.organisation import LedgerOrganisation

_CASH = frozenset({"CASH", "FLATRATECASH", "PAYMENTS"})
"""Xero's words for it (Xero: Accounting API, Organisation, sales tax basis)."""
_FIRST_MONTHS = {
    "QUARTERLY": (1, 4, 7, 10),
    "QUARTERLY1": (2, 5, 8, 11),
    "QUARTERLY2": (3, 6, 9, 12),
    "QUARTERLY3": (1, 4, 7, 10),
}
"""In which months a period begins. The number behind QUARTERLY is the first month that ends one.

For every other word (months in twos, threes or sixes, years) nothing tells in which month they begin.
"""
_EVERY_MONTH = tuple(range(1, 13))


def is_on_cash_basis(organisation: LedgerOrganisation) -> bool:
    """Whether its sales tax counts on the day of the payment."""
    return organisation.tax_basis.upper() in _CASH


def period_began(organisation: LedgerOrganisation, today: date) -> date:
    """The first day of the tax period of today: of the month, where nothing tells a longer period's.

    So a payment may be asked about that still was in time, and none goes unasked that was not.
    """
    first_months = _FIRST_MONTHS.get(organisation.tax_period.upper(), _EVERY_MONTH)
    begins = [month for month in first_months if month <= today.month]
    if begins:
        return date(today.year, begins[-1], 1)
    return date(today.year - 1, first_months[-1], 1)
