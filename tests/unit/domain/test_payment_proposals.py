"""What is proposed for payments before the first invoice."""

from dataclasses import replace

import pytest

from domain.books import Account, AccountClass
from domain.proposals import Why
from tests.unit.domain.test_proposals import account, proposed, values


def bank(code: str, name: str, *, active: bool = True) -> Account:
    """A bank account."""
    return account(code, name, AccountClass.BANK, active=active)


CLEARING = replace(account("615", "Stripe Clearing", AccountClass.OTHER), takes_payments=True)


@pytest.mark.parametrize(
    ("accounts", "value", "why"),
    [
        ((bank("090", "Business Bank Account"), CLEARING), "615", Why.CLEARING_ACCOUNT),
        ((replace(CLEARING, code=""),), CLEARING.id, Why.CLEARING_ACCOUNT),
        ((bank("091", "STRIPE"),), "091", Why.CLEARING_ACCOUNT),
        ((bank("090", "Business Bank Account"),), "ask", Why.NO_CLEARING),
        ((CLEARING, bank("091", "Card clearing")), "ask", Why.NO_CLEARING),
        ((replace(CLEARING, is_active=False),), "ask", Why.NO_CLEARING),
        ((replace(CLEARING, takes_payments=False),), "ask", Why.NO_CLEARING),
        (
            (replace(CLEARING, takes_payments=False), bank("091", "Card clearing")),
            "091",
            Why.CLEARING_ACCOUNT,
        ),
    ],
)
def test_cards_go_to_the_one_account_for_them_or_are_asked_about(
    accounts: tuple[Account, ...], value: str, why: Why
) -> None:
    found = proposed(accounts=accounts)

    for setting in ("payments-stripe", "payments-card"):
        assert (found.of(setting).value, found.of(setting).why) == (value, why)


def test_nothing_else_of_payments_is_done_by_itself() -> None:
    found = values(proposed(accounts=(CLEARING,)))

    for setting in ("payments-transfer", "payments-cheque", "payments-cash"):
        assert found[setting] == "bank-feed"
    assert (found["approve-on-payment"], found["payments-from-ledger"]) == ("off", "off")
