"""Lines as they stand, or would stand, in Xero: accounts and taxes by name, never by code alone."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.books import LedgerBooks
from domain.ledger_document import DocumentLine
from domain.ledger_line import AmountsAre, LedgerLine
from domain.services.showing_invoices import InvoiceStory
from entrypoints.catalogue import money, tax_rule_words

Row = tuple[str, ...]


def rows_of(lines: Iterable[LedgerLine | DocumentLine], books: LedgerBooks | None) -> list[Row]:
    """Description, quantity and price, amount, account and tax of each line."""
    return [
        (
            _first_line(line.description),
            _times(line.quantity, line.unit_price, line.discount),
            figure(line.amount),
            account_words(books, line.account),
            tax_words(books, line.tax_type),
        )
        for line in lines
    ]


def sums_of(net: Decimal, tax: Decimal, currency: str, amounts_are: AmountsAre | None = None) -> str:
    """The sums below the lines, in words."""
    total = money(f"{net + tax:f}", currency)
    if amounts_are is AmountsAre.INCLUSIVE:
        return f"{total}, of it {money(f'{tax:f}', currency)} tax; the prices include it"
    return f"{total}: {money(f'{net:f}', currency)} and {money(f'{tax:f}', currency)} tax"


def account_words(books: LedgerBooks | None, code: str) -> str:
    """An account by its code and name: 200 Sales."""
    account = books.account(code) if books is not None else None
    return f"{code} {account.name}" if account is not None else code


def tax_words(books: LedgerBooks | None, tax_type: str) -> str:
    """A tax by the name that Xero shows; its code where it is not known any more."""
    tax = books.tax(tax_type) if books is not None else None
    return tax.name if tax is not None else tax_type


def taxes_told(story: InvoiceStory) -> Sequence[tuple[str, str, str]]:
    """Rate, tax by name, and which rule chose it; each case once, in the order of the lines."""
    if story.sent is None:
        return ()
    told = [
        (f"{one.rate.normalize():f}", tax_words(story.books, one.tax_type), tax_rule_words(one.rule))
        for one in story.sent.taxes
    ]
    return tuple(dict.fromkeys(told))


def figure(value: Decimal) -> str:
    """A number as people write it, with its thousands apart."""
    return money(f"{value:f}", "")


def _times(quantity: Decimal, price: Decimal, discount: Decimal) -> str:
    less = f" less {discount.normalize():f} %" if discount else ""
    return f"{quantity.normalize():f} x {figure(price)}{less}"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]
