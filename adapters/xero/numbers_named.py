"""Which questions find invoices by their numbers (Xero: Invoices, InvoiceNumbers, where, searchTerm).

Most numbers fit into a list between commas. A comma in a number would make two of it, so such a number
is asked for by a filter, and one with a quotation mark, which a filter has no way to write, by a search.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adapters.xero.query import fitting, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One read: its query, and the numbers that it is about."""

    query: Mapping[str, str]
    numbers: frozenset[str]

    def wants(self, number: str) -> bool:
        """Whether a number is one that was asked for; a search finds more than that."""
        return _folded(number) in self.numbers


def questions(numbers: Iterable[str]) -> Iterator[Question]:
    """As few reads as the numbers need, each number once."""
    wanted = dict.fromkeys(number.strip() for number in numbers)
    plain = [number for number in wanted if number and not _is_odd(number)]
    for part in fitting(plain):
        yield _question("InvoiceNumbers", listed(part), part)
    for number in filter(_is_odd, wanted):
        if '"' in number:
            yield _question("searchTerm", number, [number])
        else:
            yield _question("where", f'Type=="ACCREC" AND InvoiceNumber=="{number}"', [number])


def _question(name: str, value: str, numbers: Iterable[str]) -> Question:
    return Question(query={name: value}, numbers=frozenset(map(_folded, numbers)))


def _is_odd(number: str) -> bool:
    return "," in number or '"' in number


def _folded(number: str) -> str:
    """Whether Xero takes capital letters for others in a number is said nowhere: we do not."""
    return number.strip().casefold()
