"""A firm's invoices on their way from one stand-in's arithmetic to the other's, and how each of them ends."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.cents import Fit, Misfit, fit
from domain.habits import PortalHabits, learned
from domain.ledger_line import predicted
from domain.totals import DocumentTotals, Mismatch, Unclear, document_totals
from tests.support.invoices import taxed
from tests.unit.money.ledger_side import booked
from tests.unit.money.portal_side import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """How invoices ended (by rung, or by why they were held), what was learnt, and who waited for that.

    `first` are the ends at first sight; those that were unclear then are looked at once more at the end.
    """

    first: Counter[str]
    last: Counter[str]
    habits: PortalHabits

    @property
    def held(self) -> int:
        """Held for rounding for good."""
        return sum(self.last[end] for end in ("unclear", "mismatch", "misfit"))


def cross(invoices: Iterable[Told], *, pays_tax: bool = True) -> Crossing:
    """Each teaches before it is read, as in a connection. Asserts that whatever leaves is the document."""
    habits, first, last, waiting = PortalHabits(), Counter[str](), Counter[str](), list[Told]()
    for told in invoices:
        habits = learned(habits, told.invoice)
        end = cross_alone(told, habits, pays_tax=pays_tax)
        first[end] += 1
        if end == "unclear":
            waiting.append(told)
        else:
            last[end] += 1
    last.update(cross_alone(told, habits, pays_tax=pays_tax) for told in waiting)
    return Crossing(first=first, last=last, habits=habits)


def cross_alone(told: Told, habits: PortalHabits, *, pays_tax: bool = True) -> str:
    """One invoice by what is known; moving cents is allowed. Gives the rung, or why it was held."""
    document = document_totals(told.invoice, habits)
    if isinstance(document, Unclear):
        return "unclear"
    if isinstance(document, Mismatch):
        return "mismatch"
    result = fit(taxed(told.invoice.money_lines), document, may_move_tax=True, pays_tax=pays_tax)
    if isinstance(result, Misfit):
        return "misfit"
    _assert_right(told, document, result)
    return result.rung.value


def _assert_right(told: Told, document: DocumentTotals, result: Fit) -> None:
    """We predicted the books line by line, and they hold what the client's document says."""
    sums, books = predicted(result.lines, result.amounts_are), booked(result.lines, result.amounts_are)
    assert [(line.amount, line.tax_amount(result.amounts_are)) for line in result.lines] == [
        (line.amount, line.tax_amount) for line in books.lines
    ]
    assert (sums.total, sums.tax_by_rate) == (books.total, books.tax_by_rate)
    assert (document.total, books.total) == (told.total, told.total)
    assert _taxes(document.tax_by_rate) == _taxes(books.tax_by_rate) == _taxes(told.tax_by_rate)


def _taxes(by_rate: Mapping[Decimal, Decimal]) -> dict[Decimal, Decimal]:
    """Without the rates that show no tax: a section's title has a rate over the API, and none on paper."""
    return {rate: tax for rate, tax in by_rate.items() if tax}
