"""Asks a person what only they know before the first invoice is sent: each question has its proposal."""

from decimal import Decimal

import click

from domain.books import LedgerBooks
from domain.errors import Invalid
from domain.invoice import LineKind
from domain.proposals import REVENUE, START, ZERO_RATE, Chosen, Proposal, Proposals
from domain.services.first_run import FirstLook
from domain.services.usable_accounts import ACCOUNTS, usable_account, usable_accounts
from entrypoints.catalogue import problem_sentence, visible
from entrypoints.cli.first_options import Wanted, first_day
from entrypoints.cli.output import heading, say
from entrypoints.cli.tables import table

_QUESTIONS = {
    LineKind.ITEM: "On which account are sales booked",
    LineKind.DEPOSIT: "On which account are deposits booked",
    LineKind.DISCOUNT: "On which account are lines of discount booked",
}


def chosen(look: FirstLook, wanted: Wanted, *, asks: bool) -> Chosen:
    """What options and answers say, and the proposals where nothing was said.

    Raises Invalid (`account-not-there`, `account-not-usable`, `tax-not-offered`).
    """
    books, proposals = look.ledger_books, look.proposals
    answers = dict(wanted.settings)
    for setting in ACCOUNTS:
        if answers.get(setting):
            usable_account(books, setting, answers[setting])
    if asks:
        _ask_start(proposals.of(START), answers)
        for setting in ACCOUNTS:
            if proposals.of(setting).asks and setting not in answers:
                answers[setting] = _asked_account(books, proposals.of(setting))
    return proposals.chosen(answers, _zero(books, proposals, wanted, asks=asks))


def _ask_start(proposal: Proposal, answers: dict[str, str]) -> None:
    """Only where another day is offered; any other is what an option, or a setting later, is for."""
    month = proposal.facts.get("month_start")
    if month is None or START in answers:
        return
    while True:
        text = click.prompt(f"\nFrom which day on (this month: {month})", default=proposal.value)
        try:
            answers[START] = first_day(str(text))
            return
        except Invalid as problem:
            say(problem_sentence(problem))


def _asked_account(books: LedgerBooks, proposal: Proposal) -> str:
    """The code of a usable account; '' only where the first such line may ask."""
    kind = ACCOUNTS[proposal.setting]
    heading(_QUESTIONS[kind])
    table([(account.code, account.name) for account in usable_accounts(books, kind)])
    may_wait = proposal.setting != REVENUE and not proposal.value
    words = "Its code" + (" (Enter: decide when the first one comes)" if may_wait else "")
    while True:
        code = str(
            click.prompt(words, default=proposal.value, show_default=bool(proposal.value))
            if proposal.value or may_wait
            else click.prompt(words)
        ).strip()
        if not code and may_wait:
            return ""
        try:
            return usable_account(books, proposal.setting, code).code
        except Invalid as problem:
            say(problem_sentence(problem))


def _zero(books: LedgerBooks, proposals: Proposals, wanted: Wanted, *, asks: bool) -> dict[Decimal, str]:
    """What lines at 0 % get always; '' leaves it to the first such line."""
    if wanted.zero_tax:
        return {ZERO_RATE: _offered_tax(books, wanted.zero_tax)}
    proposal = next(tax for tax in proposals.taxes if tax.rate == ZERO_RATE)
    if not proposal.asks:
        return {}
    name = visible(proposal.facts["tax"])
    agreed = asks and click.confirm(f'\nAre lines at 0 % always "{name}" [{proposal.tax_type}]', default=True)
    return {ZERO_RATE: proposal.tax_type if agreed else ""}


def _offered_tax(books: LedgerBooks, wanted: str) -> str:
    offered = {tax.tax_type.casefold(): tax for tax in books.sales_taxes(ZERO_RATE)}
    found = offered.get(wanted.casefold())
    if found is None:
        named = ", ".join(f"{tax.name} ({tax.tax_type})" for tax in offered.values())
        raise Invalid("tax-not-offered", tax=wanted, offered=named, rate="0")
    return found.tax_type
