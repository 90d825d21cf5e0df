"""Where calls may go at all."""

import pytest

from adapters.xero.addresses import Addresses
from domain.errors import Invalid


def test_the_defaults_are_xeros_own() -> None:
    addresses = Addresses()

    assert (addresses.login, addresses.identity, addresses.api) == (
        "https://login.xero.com",
        "https://identity.xero.com",
        "https://api.xero.com",
    )
    assert addresses.is_public


def test_one_address_serves_all_three() -> None:
    addresses = Addresses.at("http://localhost:8990/")

    assert addresses == Addresses(
        login="http://localhost:8990", identity="http://localhost:8990", api="http://localhost:8990"
    )
    assert not addresses.is_public


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:1", "http://[::1]:1", "http://xero.sandbox", "http://xero.localhost"]
)
def test_plain_http_may_stay_on_this_machine(base: str) -> None:
    assert Addresses.at(base).api == base


@pytest.mark.parametrize(
    "base",
    [
        "http://api.xero.com",
        "http://192.0.2.7",
        "http://localhost.example.com",
        "ftp://localhost",
        "api.xero.com",
        "https://",
        "https://me:secret@api.xero.com",
        "https://api.xero.com/somewhere",
        "https://[broken",
        "",
    ],
)
def test_what_could_carry_a_token_in_the_open_is_refused(base: str) -> None:
    with pytest.raises(Invalid) as refused:
        Addresses.at(base)

    assert refused.value.reason == "address-unusable"
