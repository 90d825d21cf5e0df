"""The gateway: three kinds of 401, the 403, and scopes by their granular and broad names."""

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import firm, read


def test_an_expired_token_says_when_it_expired() -> None:
    made = firm()
    made.later(seconds=1800)
    answer = made.get("Organisation")
    assert answer.status == 401
    assert read(answer)["Detail"] == "TokenExpired: token expired at 11/20/2026 09:30:00"
    assert read(answer).keys() == {"Type", "Title", "Status", "Detail", "Instance", "Extensions"}


def test_a_token_works_until_its_last_second() -> None:
    made = firm()
    made.later(seconds=1799)
    assert made.get("Organisation").status == 200


@pytest.mark.parametrize("header", [None, "Bearer x.y.z", "Bearer nothing", "Basic abc"])
def test_a_bad_token_is_unsuccessful_authentication(header: str | None) -> None:
    answer = firm().get("Organisation", {"authorization": header})
    assert (answer.status, read(answer)["Detail"]) == (401, "AuthenticationUnsuccessful")


def test_an_id_token_opens_nothing() -> None:
    made = firm()
    assert made.get("Organisation", {"authorization": f"Bearer {made.tokens['id_token']}"}).status == 401


def test_a_missing_scope_is_unsuccessful_authorization_and_names_it_in_a_challenge() -> None:
    made = firm(connected=False)
    made.connect(scope="accounting.settings.read")
    answer = made.get("Contacts")
    assert (answer.status, read(answer)["Detail"]) == (401, "AuthorizationUnsuccessful")
    assert "insufficent_scope" in answer.headers["WWW-Authenticate"]


def test_the_challenge_can_be_missing_by_switch() -> None:
    made = firm(connected=False, insufficient_scope_challenge=False)
    made.connect(scope="accounting.settings.read")
    assert "WWW-Authenticate" not in made.get("Contacts").headers


def test_a_read_scope_does_not_write() -> None:
    made = firm(connected=False)
    made.connect(scope="accounting.contacts.read")
    assert made.get("Contacts").status == 200
    assert made.put({"Name": "New"}).status == 401


@pytest.mark.parametrize("header", [None, "00000000-0000-0000-0000-000000000009"])
def test_a_missing_or_wrong_organisation_is_forbidden(header: str | None) -> None:
    answer = firm().get("Organisation", {"xero-tenant-id": header})
    assert answer.status == 403
    assert (read(answer)["Title"], read(answer)["Detail"]) == ("Forbidden", "AuthenticationUnsuccessful")


def test_an_organisation_that_the_user_did_not_open_is_forbidden() -> None:
    made = firm()
    other = xero.add_organisation(made.state, name="Other", now=made.now)
    assert made.get("Organisation", {"xero-tenant-id": other}).status == 403


def test_the_organisation_may_be_named_in_capitals() -> None:
    made = firm()
    assert made.get("Organisation", {"xero-tenant-id": made.tenant_id.upper()}).status == 200


def test_disconnecting_in_xero_is_found_out_by_a_403() -> None:
    made = firm()
    xero.disconnect_app(made.state, made.tenant_id, made.app.client_id, made.now)
    assert made.get("Organisation").status == 403


@pytest.mark.parametrize(
    ("scopes", "scope", "status"),
    [
        ("both", "accounting.transactions", 501),
        ("both", "accounting.transactions.read", 501),
        ("granular", "accounting.invoices", 501),
        ("granular", "accounting.payments", 401),
    ],
)
def test_what_the_sandbox_does_not_model_yet_still_checks_the_scope(
    scopes: str, scope: str, status: int
) -> None:
    made = firm(connected=False, scopes=scopes)
    made.connect(scope=scope)
    assert made.get("CreditNotes").status == status


def test_a_method_that_is_not_modelled_is_not_implemented() -> None:
    answer = firm().send("DELETE", "/api.xro/2.0/Contacts")
    assert answer.status == 501
    assert (read(answer)["ErrorNumber"], read(answer)["Type"]) == (20, "ApiMethodNotImplementedException")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api.xro/2.0/Nothing"])
def test_an_unknown_address_is_answered_with_html(path: str) -> None:
    answer = firm().send("GET", path)
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.body == b"The resource you're looking for cannot be found"


def test_an_offline_organisation_is_told_as_plain_text() -> None:
    made = firm()
    xero.set_offline(made.state, made.tenant_id, offline=True)
    answer = made.get("Organisation")
    assert (answer.status, answer.body) == (503, b"The organisation is offline")
