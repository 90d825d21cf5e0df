"""What is proposed to a person before invoices are switched on, each with why: from the books alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.books import Account, AccountClass, LedgerBooks, TaxRate, can_take
from domain.customs import Customs, customs_of
from domain.invoice import LineKind
from domain.invoice_lines import may_stand_on
from domain.settings import ASK, BANK_FEED
from domain.tax import NO_TAX
from domain.text import fold

START, REVENUE, DEPOSITS, DISCOUNTS = "start-date", "revenue-account", "deposit-account", "discount-account"
"""Settings of which a person is asked."""
ZERO_RATE = Decimal(0)

_OWED = ("deposit", "prepaid", "prepayment", "in advance", "unearned", "acompte", "arrhes")
"""Words in the names of accounts for what a client has paid and nobody has worked for yet."""
_CLEARING = ("clearing", "stripe")
"""Words in the names of accounts for what a card service has taken and not paid out yet."""
_BY_CARD = ("payments-stripe", "payments-card")
_AT_BANK = ("payments-transfer", "payments-cheque", "payments-cash")


class Why(StrEnum):
    """Why something is proposed."""

    FROM_TODAY = "from-today"
    NOTHING_COUNTS = "nothing-counts"
    CLIENT_NUMBER = "client-number"
    USUAL_ACCOUNT = "usual-account"
    ONLY_ACCOUNT = "only-account"
    FIRST_ACCOUNT = "first-account"
    NO_ACCOUNT = "no-account"
    OWED_TO_CLIENT = "owed-to-client"
    NO_DEPOSITS = "no-deposits"
    LIKE_SALES = "like-sales"
    USUAL_DISCOUNTS = "usual-discounts"
    CENTS_LATER = "cents-later"
    CENTS_MOVED = "cents-moved"
    SHOWN_ONLY = "shown-only"
    NEVER_REDATED = "never-redated"
    CLEARING_ACCOUNT = "clearing-account"
    NO_CLEARING = "no-clearing"
    BANK_SHOWS = "bank-shows"
    APPROVED_BY_PEOPLE = "approved-by-people"
    SHOWN_IN_LEDGER = "shown-in-ledger"


class TaxWhy(StrEnum):
    """Why lines of a rate get a tax, or why a person will be asked."""

    ONE_OF_RATE = "one-of-rate"
    OF_ACCOUNT = "of-account"
    USUAL_OF_RATE = "usual-of-rate"
    SEVERAL = "several"
    NO_BOX = "no-box"
    PAYS_NONE = "pays-none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A setting with its proposed value ('': nothing is proposed). `asks`: a person is to choose."""

    setting: str
    value: str
    why: Why
    facts: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxProposal:
    """What lines of a rate (percent) get; '' is nothing yet: the first such line asks.

    `is_rule`: it is kept as a person's word for always. Else one of the rules of `domain.tax` finds it by
    itself. `asks`: a person is to confirm it.
    """

    rate: Decimal
    tax_type: str
    why: TaxWhy
    facts: Mapping[str, str] = field(default_factory=dict)
    is_rule: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a person agreed to: settings by name, and the tax types that lines of a rate always get."""

    settings: Mapping[str, str]
    rules: Mapping[Decimal, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """All of them, in the order in which they are shown; `taxes` from the highest rate down."""

    settings: tuple[Proposal, ...]
    taxes: tuple[TaxProposal, ...]

    def of(self, setting: str) -> Proposal:
        """The proposal for a setting."""
        return next(proposal for proposal in self.settings if proposal.setting == setting)

    def chosen(
        self, answers: Mapping[str, str] | None = None, rules: Mapping[Decimal, str] | None = None
    ) -> Chosen:
        """What stands when these are a person's answers and all the rest is as proposed."""
        values = {proposal.setting: proposal.value for proposal in self.settings} | dict(answers or {})
        if self.of(DISCOUNTS).why is Why.LIKE_SALES and DISCOUNTS not in (answers or {}):
            values[DISCOUNTS] = values[REVENUE]
        kept = {tax.rate: tax.tax_type for tax in self.taxes if tax.is_rule}
        return Chosen(
            settings=values,
            rules={rate: tax_type for rate, tax_type in {**kept, **(rules or {})}.items() if tax_type},
        )


def propose(books: LedgerBooks, today: date) -> Proposals:
    """What to begin with; `today` is the day in the zone of the books."""
    customs = customs_of(books.organisation.country)
    revenue = _revenue(books, customs)
    settings = (
        _start(customs, today),
        Proposal(setting="document-status", value="awaiting-approval", why=Why.NOTHING_COUNTS),
        Proposal(
            setting="numbers",
            value="placeholder",
            why=Why.CLIENT_NUMBER,
            facts=_offered(customs.ledger_may_number),
        ),
        revenue,
        _deposits(books, customs),
        _discounts(books, customs, revenue),
        Proposal(setting="cent-rounding", value="allow", why=Why.CENTS_MOVED)
        if customs.moves_cents
        else Proposal(setting="cent-rounding", value="ask", why=Why.CENTS_LATER),
        Proposal(
            setting="cancelled-invoices", value="show", why=Why.SHOWN_ONLY, facts=_offered(customs.may_delete)
        ),
        Proposal(
            setting="date-in-books",
            value="off",
            why=Why.NEVER_REDATED,
            facts=_offered(customs.may_redate),
        ),
        *_payments(books),
    )
    return Proposals(settings=settings, taxes=_taxes(books, customs, books.account(revenue.value)))


def _start(customs: Customs, today: date) -> Proposal:
    first = today.replace(day=1)
    facts = {"start": today.isoformat()}
    if customs.from_month_start and first != today:
        facts["month_start"] = first.isoformat()
    return Proposal(setting=START, value=today.isoformat(), why=Why.FROM_TODAY, facts=facts)


def _revenue(books: LedgerBooks, customs: Customs) -> Proposal:
    usable = [account for account in books.accounts if may_stand_on(account, LineKind.ITEM)]
    usable.sort(key=lambda account: account.code)
    by_code = {account.code: account for account in usable}
    usual = next((by_code[code] for code in customs.revenue if code in by_code), None)
    if usual is not None:
        return _account(REVENUE, usual, Why.USUAL_ACCOUNT, asks=True)
    if not usable:
        return Proposal(setting=REVENUE, value="", why=Why.NO_ACCOUNT, facts={"setting": REVENUE}, asks=True)
    why = Why.ONLY_ACCOUNT if len(usable) == 1 else Why.FIRST_ACCOUNT
    return _account(REVENUE, usable[0], why, asks=True)


def _deposits(books: LedgerBooks, customs: Customs) -> Proposal:
    """What a client pays beforehand is owed to them: a liability, if one is named for that."""
    owed = [account for account in books.accounts if _may_hold_deposits(account)]
    usual = [account for account in owed if account.code == customs.deposits]
    named = [account for account in owed if any(word in fold(account.name) for word in _OWED)]
    found = usual or sorted(named, key=lambda account: account.code)
    if not found:
        return Proposal(setting=DEPOSITS, value="", why=Why.NO_DEPOSITS, asks=True)
    return _account(DEPOSITS, found[0], Why.OWED_TO_CLIENT, asks=True)


def _may_hold_deposits(account: Account) -> bool:
    return account.kind is AccountClass.LIABILITY and may_stand_on(account, LineKind.DEPOSIT)


def _discounts(books: LedgerBooks, customs: Customs, revenue: Proposal) -> Proposal:
    usual = books.account(customs.discounts)
    if usual is not None and may_stand_on(usual, LineKind.DISCOUNT):
        return _account(DISCOUNTS, usual, Why.USUAL_DISCOUNTS, asks=True)
    return Proposal(
        setting=DISCOUNTS,
        value=revenue.value,
        why=Why.LIKE_SALES if revenue.value else Why.NO_ACCOUNT,
        facts={**revenue.facts, "setting": DISCOUNTS},
        asks=bool(customs.discounts),
    )


def _payments(books: LedgerBooks) -> Iterator[Proposal]:
    """Cards go gross to the one account for that; what a bank shows is left to its feed."""
    named = [one for one in books.accounts if can_take(one) and any(w in fold(one.name) for w in _CLEARING)]
    for setting in _BY_CARD:
        if len(named) == 1:
            facts = {"account": f"{named[0].code} {named[0].name}".strip()}
            value = named[0].code or named[0].id
            yield Proposal(setting=setting, value=value, why=Why.CLEARING_ACCOUNT, facts=facts)
        else:
            yield Proposal(setting=setting, value=ASK, why=Why.NO_CLEARING)
    for setting in _AT_BANK:
        yield Proposal(setting=setting, value=BANK_FEED, why=Why.BANK_SHOWS)
    yield Proposal(setting="approve-on-payment", value="off", why=Why.APPROVED_BY_PEOPLE)
    yield Proposal(setting="payments-from-ledger", value="off", why=Why.SHOWN_IN_LEDGER)


def _account(setting: str, account: Account, why: Why, *, asks: bool) -> Proposal:
    facts = {"account": f"{account.code} {account.name}".strip()}
    return Proposal(setting=setting, value=account.code, why=why, facts=facts, asks=asks)


def _taxes(books: LedgerBooks, customs: Customs, revenue: Account | None) -> tuple[TaxProposal, ...]:
    rates = {tax.rate for tax in books.tax_rates if books.sales_taxes(tax.rate)}
    above = sorted((rate for rate in rates if rate > 0), reverse=True)
    return (*(_above_zero(books, customs, revenue, rate) for rate in above), _zero(books, customs, revenue))


def _above_zero(books: LedgerBooks, customs: Customs, revenue: Account | None, rate: Decimal) -> TaxProposal:
    offered = {tax.tax_type: tax for tax in books.sales_taxes(rate)}
    own = revenue.tax_type if revenue is not None else ""
    if own in offered:
        return TaxProposal(rate=rate, tax_type=own, why=TaxWhy.OF_ACCOUNT, facts={"tax": offered[own].name})
    if len(offered) == 1:
        (one,) = offered.values()
        return TaxProposal(rate=rate, tax_type=one.tax_type, why=TaxWhy.ONE_OF_RATE, facts={"tax": one.name})
    usual = offered.get(customs.taxes.get(rate, ""))
    if usual is None:
        return TaxProposal(rate=rate, tax_type="", why=TaxWhy.SEVERAL, facts=_counted(offered))
    return TaxProposal(
        rate=rate,
        tax_type=usual.tax_type,
        why=TaxWhy.USUAL_OF_RATE,
        facts={"tax": usual.name},
        is_rule=True,
    )


def _zero(books: LedgerBooks, customs: Customs, revenue: Account | None) -> TaxProposal:
    """Nothing at 0 % is decided by its rate alone: each zero is another box of the return."""
    if books.organisation.pays_tax is False:
        return TaxProposal(rate=ZERO_RATE, tax_type=NO_TAX, why=TaxWhy.PAYS_NONE)
    offered = {tax.tax_type: tax for tax in books.sales_taxes(ZERO_RATE)}
    if customs.zero in offered:
        return TaxProposal(
            rate=ZERO_RATE,
            tax_type=customs.zero,
            why=TaxWhy.NO_BOX,
            facts={"tax": offered[customs.zero].name},
            is_rule=True,
            asks=True,
        )
    own = revenue.tax_type if revenue is not None else ""
    if own in offered:
        return TaxProposal(
            rate=ZERO_RATE, tax_type=own, why=TaxWhy.OF_ACCOUNT, facts={"tax": offered[own].name}
        )
    return TaxProposal(rate=ZERO_RATE, tax_type="", why=TaxWhy.SEVERAL, facts=_counted(offered))


def _counted(offered: Mapping[str, TaxRate]) -> dict[str, str]:
    return {"count": str(len(offered)), "offered": "yes" if offered else ""}


def _offered(may: bool) -> dict[str, str]:
    return {"offered": "yes"} if may else {}
