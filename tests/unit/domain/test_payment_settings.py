"""What the settings say of payments, by the words that a portal has for how something was paid."""

import pytest

from domain.errors import Invalid
from domain.payment_settings import PaymentSettings, payment_settings_of, setting_of
from domain.services.usable_accounts import usable_account
from domain.settings import ASK, BANK_FEED, PAYMENT_ROUTES, SETTINGS, checked
from tests.unit.domain.paying import BANK, BOOKS, CLEARING, paid


@pytest.mark.parametrize(
    ("method", "by_card_service", "setting"),
    [
        ("bank_card", False, "payments-card"),
        ("bank_card", True, "payments-stripe"),
        ("", True, "payments-stripe"),
        ("", False, "payments-other"),
        ("bank_transfer", False, "payments-transfer"),
        ("bank_transfer", True, "payments-transfer"),
        ("direct_debit", True, "payments-direct-debit"),
        ("check", False, "payments-cheque"),
        ("cash", False, "payments-cash"),
        ("ach", False, "payments-ach"),
        ("paypal", False, "payments-paypal"),
        ("other", False, "payments-other"),
        ("barter", True, "payments-other"),
    ],
)
def test_the_method_names_its_setting(method: str, by_card_service: bool, setting: str) -> None:
    assert setting_of(paid(payment_method=method, by_card_service=by_card_service)) == setting


def test_by_default_what_a_bank_shows_is_left_to_its_feed_and_the_rest_is_asked() -> None:
    made = payment_settings_of(7, {})

    left = {name for name, route in made.routes.items() if route == BANK_FEED}
    assert left == {"payments-transfer", "payments-cheque", "payments-cash", "payments-ach"}
    assert {made.routes[name] for name in made.routes.keys() - left} == {ASK}
    assert (made.version, made.approves, made.back) == (7, False, False)
    assert made == PaymentSettings(version=7)


def test_settings_are_taken_at_their_word() -> None:
    values = {"payments-card": "615", "approve-on-payment": "on", "payments-from-ledger": "on"}
    made = payment_settings_of(1, values)

    assert (made.routes["payments-card"], made.approves, made.back) == ("615", True, True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("ask", ASK), (" ASK ", ASK), ("", ASK), ("Bank-Feed", BANK_FEED), (" 615 ", "615"), ("a-B-3", "a-B-3")],
)
@pytest.mark.parametrize("name", sorted(PAYMENT_ROUTES))
def test_a_route_is_one_of_two_words_or_an_account(name: str, given: str, kept: str) -> None:
    assert checked(name, given) == kept


def test_every_route_is_a_setting_with_its_default() -> None:
    assert {one.name: one.default for one in SETTINGS if one.name in PAYMENT_ROUTES} == PAYMENT_ROUTES


@pytest.mark.parametrize("name", ["approve-on-payment", "payments-from-ledger"])
def test_what_is_off_by_default_is_on_or_off(name: str) -> None:
    assert checked(name, "on") == "on"
    with pytest.raises(Invalid):
        checked(name, "perhaps")


@pytest.mark.parametrize(("which", "account"), [("615", CLEARING), ("b-1", CLEARING), ("b-2", BANK)])
def test_an_account_that_takes_payments_can_be_set(which: str, account: object) -> None:
    assert usable_account(BOOKS, "payments-card", which) == account


@pytest.mark.parametrize(
    ("which", "reason", "why"),
    [
        ("999", "account-not-there", None),
        ("706", "account-not-usable", "wrong-class"),
        ("091", "account-not-usable", "archived"),
    ],
)
def test_any_other_is_refused_with_those_that_can(which: str, reason: str, why: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        usable_account(BOOKS, "payments-card", which)

    assert (refused.value.reason, refused.value.facts.get("why")) == (reason, why)
    assert refused.value.facts["usable"] == "b-2 Bank; 615 Clearing"


def test_a_clearing_account_is_none_for_sales() -> None:
    with pytest.raises(Invalid, match="account-not-usable"):
        usable_account(BOOKS, "revenue-account", "615")


def test_a_line_needs_a_code_so_no_id_is_taken_for_one() -> None:
    with pytest.raises(Invalid, match="account-not-there"):
        usable_account(BOOKS, "revenue-account", "a-1")
