"""The account and the tax type of every line of an invoice, or why a person is needed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from domain.books import Account, AccountClass, LedgerBooks
from domain.cents import TaxedLine
from domain.hold import Cause
from domain.invoice import LineKind, PortalLine
from domain.invoice_causes import About, cause
from domain.invoice_record import TaxOfLine
from domain.invoice_settings import InvoiceSettings
from domain.tax import NO_TAX, Place, TaxCase, TaxChoice, TaxMissing, TaxQuestion, TaxUnclear, choose_tax

_SETTING_OF = {
    LineKind.ITEM: "revenue-account",
    LineKind.DEPOSIT: "deposit-account",
    LineKind.DISCOUNT: "discount-account",
}
_KINDS_OF = {
    LineKind.ITEM: frozenset({AccountClass.REVENUE}),
    LineKind.DISCOUNT: frozenset({AccountClass.REVENUE}),
    LineKind.DEPOSIT: frozenset({AccountClass.REVENUE, AccountClass.LIABILITY}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAnswers:
    """What people and the customer's contact say of taxes, by rate or by case."""

    for_invoice: Mapping[Decimal, str] = field(default_factory=dict)
    for_customer: Mapping[Decimal, str] = field(default_factory=dict)
    rules: Mapping[TaxCase, str] = field(default_factory=dict)
    of_contact: str = ""
    place: Place = Place.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxed:
    """Lines that are ready to be summed up, and which rule chose each tax."""

    lines: tuple[TaxedLine, ...]
    taxes: tuple[TaxOfLine, ...]


def taxed_lines(
    about: About, settings: InvoiceSettings, books: LedgerBooks, answers: TaxAnswers
) -> Taxed | Cause:
    """The lines that carry money, in order; the first line that cannot be decided is the cause."""
    lines, taxes = [], []
    for line in about.invoice.money_lines:
        account = _account(about, settings, books, line.kind)
        if isinstance(account, Cause):
            return account
        if not (
            line.total_excluding or line.total_including
        ):  # a heading, or a gift: in no box of the return
            tax_type = account.tax_type or NO_TAX
            lines.append(TaxedLine(line=line, account=account.code, tax_type=tax_type))
            taxes.append(TaxOfLine(rate=line.rate, tax_type=tax_type, rule="no-money"))
            continue
        chosen = choose_tax(
            TaxQuestion(
                rate=line.rate,
                kind=line.kind,
                place=answers.place,
                books=books,
                for_invoice=answers.for_invoice,
                for_customer=answers.for_customer,
                rules=answers.rules,
                of_contact=answers.of_contact,
                of_account=account.tax_type,
            )
        )
        if not isinstance(chosen, TaxChoice):
            return _tax_cause(about, line, chosen, answers.place)
        lines.append(TaxedLine(line=line, account=account.code, tax_type=chosen.tax_type))
        taxes.append(TaxOfLine(rate=line.rate, tax_type=chosen.tax_type, rule=chosen.rule))
    return Taxed(lines=tuple(lines), taxes=tuple(taxes))


def account_code(settings: InvoiceSettings, kind: LineKind) -> str:
    """The account that lines of a kind are booked on; '' if nobody chose one."""
    if kind is LineKind.DEPOSIT:
        return settings.deposit_account
    if kind is LineKind.DISCOUNT:
        return settings.discount_account
    return settings.revenue_account


def may_stand_on(account: Account, kind: LineKind) -> bool:
    """Whether a line of that kind may be booked there: active, with a code, of the right class."""
    return account.is_active and bool(account.code) and account.kind in _KINDS_OF[kind]


def _account(about: About, settings: InvoiceSettings, books: LedgerBooks, kind: LineKind) -> Account | Cause:
    setting, code = _SETTING_OF[kind], account_code(settings, kind)
    if not code:
        return cause(about, "account-needed", shared=setting, setting=setting)
    account = books.account(code)
    if account is None:
        return cause(about, "account-unusable", shared=code, account=code, setting=setting, why="missing")
    if not may_stand_on(account, kind):
        why = "wrong-class" if account.is_active else "archived"
        named = f"{account.code} {account.name}".strip()
        return cause(about, "account-unusable", shared=code, account=named, setting=setting, why=why)
    return account


def _tax_cause(about: About, line: PortalLine, chosen: TaxMissing | TaxUnclear, place: Place) -> Cause:
    rate = f"{chosen.rate.normalize():f}"
    if isinstance(chosen, TaxMissing):
        return cause(about, "tax-rate-missing", shared=rate, rate=rate, line=line.title)
    offered = "; ".join(f"{tax.name} ({tax.tax_type})" for tax in chosen.offered)
    return cause(
        about,
        "tax-choice-needed",
        shared=f"{rate}:{line.kind}:{place}",
        rate=rate,
        line=line.title,
        count=str(len(chosen.offered)),
        offered=offered,
        kind=line.kind,
        place=place,
    )
