"""Which tax type a line gets: an ordered list of named rules, the first hit wins and is remembered.

One percentage is not a tax type: 0 % is zero-rated, exempt, export, reverse charge or nothing, each in
another box of the VAT return. So a 0 % line is never decided by its rate alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.books import LedgerBooks, TaxRate
from domain.invoice import LineKind

NO_TAX = "NONE"
"""The ledger's type of a line without any tax (Xero: tax types)."""


class Place(StrEnum):
    """Where a customer is, as the tax office sees it."""

    HOME = "home"
    UNION_WITH_NUMBER = "union-with-number"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TaxCase:
    """What the connection's own rules are keyed by; `rate` in percent."""

    rate: Decimal
    kind: LineKind
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxQuestion:
    """One line's question, with every answer that people, the customer and the accounts give.

    Answers by rate name a tax type: `for_invoice` and `for_customer` are a person's, `rules` are the
    connection's, `of_contact` is the customer's own default in the ledger, `of_account` the revenue
    account's.
    """

    rate: Decimal
    kind: LineKind
    place: Place
    books: LedgerBooks
    for_invoice: Mapping[Decimal, str] = field(default_factory=dict)
    for_customer: Mapping[Decimal, str] = field(default_factory=dict)
    rules: Mapping[TaxCase, str] = field(default_factory=dict)
    of_contact: str = ""
    of_account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxChoice:
    """The tax type of a line, and the name of the rule that chose it."""

    tax_type: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxMissing:
    """No active sales tax has that rate: somebody must add it in the ledger."""

    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxUnclear:
    """A person must choose among these."""

    rate: Decimal
    offered: tuple[TaxRate, ...]


def by_invoice_answer(question: TaxQuestion) -> str | None:
    """A person's answer for this invoice."""
    return question.for_invoice.get(question.rate)


def by_customer_answer(question: TaxQuestion) -> str | None:
    """A person's answer for this customer."""
    return question.for_customer.get(question.rate)


def by_contact_default(question: TaxQuestion) -> str | None:
    """The customer's own default sales tax in the ledger, if its rate is the line's."""
    return _if_rate_equals(question, question.of_contact)


def by_connection_rule(question: TaxQuestion) -> str | None:
    """What a person said "always" to, for this rate, kind of line and place."""
    return question.rules.get(TaxCase(question.rate, question.kind, question.place))


def by_account(question: TaxQuestion) -> str | None:
    """The revenue account's own tax, if its rate is the line's."""
    return _if_rate_equals(question, question.of_account)


def by_rate_alone(question: TaxQuestion) -> str | None:
    """The one active sales tax of that rate, if the rate is above 0 and there is exactly one."""
    offered = question.books.sales_taxes(question.rate)
    return offered[0].tax_type if question.rate > 0 and len(offered) == 1 else None


RULES: tuple[tuple[str, Callable[[TaxQuestion], str | None]], ...] = (
    ("answer-for-invoice", by_invoice_answer),
    ("answer-for-customer", by_customer_answer),
    ("contact-default", by_contact_default),
    ("connection-rule", by_connection_rule),
    ("account-tax", by_account),
    ("rate-alone", by_rate_alone),
)
"""In order; the first that names a usable tax of the line's own rate wins."""


def choose_tax(question: TaxQuestion) -> TaxChoice | TaxMissing | TaxUnclear:
    """The tax type of a line, or why a person is needed. Rates are compared anew before each use."""
    if question.books.organisation.pays_tax is False and question.rate == 0:
        return TaxChoice(tax_type=NO_TAX, rule="pays-no-tax")
    for name, rule in RULES:
        tax_type = rule(question)
        if tax_type and _is_usable(question, tax_type):
            return TaxChoice(tax_type=tax_type, rule=name)
    offered = question.books.sales_taxes(question.rate)
    if not offered:
        return TaxMissing(rate=question.rate)
    return TaxUnclear(rate=question.rate, offered=offered)


def _if_rate_equals(question: TaxQuestion, tax_type: str) -> str | None:
    return tax_type if tax_type and _is_usable(question, tax_type) else None


def _is_usable(question: TaxQuestion, tax_type: str) -> bool:
    """Whether that tax is active, for sales, not computed by the ledger, and of the line's rate now."""
    return any(tax.tax_type == tax_type for tax in question.books.sales_taxes(question.rate))
