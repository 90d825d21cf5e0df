"""The pages of the sandbox, as a person meets them: consent and the way back, and the books of both sides."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from entrypoints.loopback import Receiver
from tests.e2e.processes import control, sandbox
from tests.e2e.visitors import Visitor, visitor

VERIFIER = "v" * 64
STATE = 'a "state" & <more>'
SCOPES = "openid offline_access accounting.contacts accounting.settings.read"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """`hubflo-xero sandbox`."""
    with sandbox(tmp_path_factory.mktemp("sandbox")) as environment:
        yield environment


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Chromium if there is one here."""
    with visitor(tmp_path_factory.mktemp("browser")) as somebody:
        yield somebody


def redirect_of(served: Mapping[str, str]) -> str:
    """Where the browser is to come back to."""
    return f"http://localhost:{served['HUBFLO_XERO_REDIRECT_PORT']}/callback"


def question(served: Mapping[str, str], **changed: str) -> str:
    """The address that a person is sent to."""
    challenge = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": served["HUBFLO_XERO_CLIENT_ID"],
        "redirect_uri": redirect_of(served),
        "scope": SCOPES,
        "state": STATE,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{served['HUBFLO_XERO_XERO_URL']}/identity/connect/authorize?{urlencode(asked | changed)}"


def brought_back(served: Mapping[str, str], person: Visitor, button: str) -> dict[str, list[str]]:
    """What the browser brings back to us after that button."""
    with Receiver(int(served["HUBFLO_XERO_REDIRECT_PORT"])) as receiver:
        receiver.expect(STATE)
        person.press(button)
        visit = receiver.wait(10)
    assert person.address.startswith(redirect_of(served))
    return parse_qs(urlsplit(visit).query)


def redeemed(served: Mapping[str, str], code: str) -> dict[str, str]:
    """The tokens for a code."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_of(served),
        "client_id": served["HUBFLO_XERO_CLIENT_ID"],
        "code_verifier": VERIFIER,
    }
    answer = httpx.post(f"{served['HUBFLO_XERO_XERO_URL']}/connect/token", data=form, trust_env=False)
    tokens: dict[str, str] = answer.raise_for_status().json()
    return tokens


def connections(served: Mapping[str, str], token: str) -> list[str]:
    """Names of the organisations that the token opens."""
    answer = httpx.get(
        f"{served['HUBFLO_XERO_XERO_URL']}/connections",
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    return [one["tenantName"] for one in answer.raise_for_status().json()]


def test_the_page_says_who_asks_for_what(served: Mapping[str, str], person: Visitor) -> None:
    person.open(question(served))

    text = person.text()
    assert "Hubflo for Xero wants access to your Xero data" in text
    assert "This is the sandbox, not Xero: no real books are touched." in text
    assert "Hartley & Moss Consulting Ltd" in text
    assert "accounting.contacts" in text


def test_allow_brings_a_code_that_opens_the_organisation(served: Mapping[str, str], person: Visitor) -> None:
    person.open(question(served))

    back = brought_back(served, person, "Allow access")

    assert back["state"] == [STATE]
    tokens = redeemed(served, back["code"][0])
    assert set(tokens["scope"].split()) == set(SCOPES.split())
    assert connections(served, tokens["access_token"]) == ["Hartley & Moss Consulting Ltd"]


def test_cancel_brings_back_that_it_was_refused(served: Mapping[str, str], person: Visitor) -> None:
    person.open(question(served))

    assert brought_back(served, person, "Cancel") == {"error": ["access_denied"], "state": [STATE]}


def test_the_organisation_that_is_chosen_is_the_one_that_opens(
    served: Mapping[str, str], person: Visitor
) -> None:
    control(served, "acts/xero.add_organisation", {"name": "Second & Sons", "country": "AU"})
    person.open(question(served))
    person.choose("Second & Sons")

    back = brought_back(served, person, "Allow access")

    tokens = redeemed(served, back["code"][0])
    assert "Second & Sons" in connections(served, tokens["access_token"])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"client_id": "nobody"}, "Unknown client or client not enabled"),
        ({"redirect_uri": "http://localhost:1/elsewhere"}, "Invalid redirect_uri"),
        ({"scope": "accounting.transactions"}, "Invalid scope for client"),
        ({"code_challenge": ""}, "code challenge required"),
    ],
)
def test_a_wrong_question_stays_on_a_page_that_says_so(
    served: Mapping[str, str], person: Visitor, changed: dict[str, str], said: str
) -> None:
    address = question(served, **changed)

    person.open(address)

    assert said in person.text()
    assert person.address.startswith(served["HUBFLO_XERO_XERO_URL"])


def test_no_other_page_may_show_it_in_a_frame(served: Mapping[str, str]) -> None:
    headers = httpx.get(question(served), trust_env=False).headers

    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def page_of(served: Mapping[str, str], side: str) -> str:
    """The address that `hubflo-xero sandbox` prints for a person."""
    return f"{served[f'HUBFLO_XERO_{side}_URL'].removesuffix('/api/v2')}/_sandbox/"


def invoices(served: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Xero's invoices by their numbers."""
    records = control(served, "records")
    return {row["InvoiceNumber"]: row for books in records.values() for row in books["invoices"].values()}


def test_somebody_issues_an_invoice_in_hubflo(served: Mapping[str, str], person: Visitor) -> None:
    person.open(page_of(served, "HUBFLO"))
    assert "No real books are touched" in person.text()
    person.fill("Title", "Signage & <posters>")
    person.fill("Price", "1250.50")

    person.press("Issue at once")

    assert person.address.startswith(page_of(served, "HUBFLO"))
    assert "Signage & <posters>" in person.text()
    assert "1,500.60 GBP" in person.text()


def test_the_accountant_renumbers_approves_and_pays_in_xero(
    served: Mapping[str, str], person: Visitor
) -> None:
    page = page_of(served, "XERO") + "?of=" + next(iter(control(served, "records")))
    for number, press in (("INV-9001", "Renumber"), ("INV-9001", "Approve")):
        person.open(page)
        person.fill("Number", number)
        person.press(press)

    assert invoices(served)["INV-9001"]["Status"] == "AUTHORISED"
    assert "AUTHORISED" in person.text()


def test_what_cannot_be_done_is_said_where_the_person_is(served: Mapping[str, str], person: Visitor) -> None:
    person.open(page_of(served, "XERO") + "?of=" + next(iter(control(served, "records"))))
    person.fill("Number", "INV-0001")

    person.press("Renumber")

    assert "Invoice # must be unique." in person.text()
