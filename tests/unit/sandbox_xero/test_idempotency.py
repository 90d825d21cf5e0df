"""The memory of Idempotency-Keys."""

from typing import Any

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Response
from tests.unit.sandbox_xero.firm import START, Firm, firm, read


def put(made: Firm, key: str, name: str = "New", **more: Any) -> Response:
    body = {"Contacts": [{"Name": name}]}
    return made.send("PUT", "/api.xro/2.0/Contacts", body, {"idempotency-key": key, **more})


def count(made: Firm) -> int:
    return len(made.state.organisations[made.tenant_id].contacts)


def test_the_same_request_gets_the_same_bytes_and_creates_once() -> None:
    made = firm()
    first, second = put(made, "k"), put(made, "k")
    assert second.body == first.body
    assert second.headers["Xero-Correlation-Id"] == first.headers["Xero-Correlation-Id"]
    assert count(made) == 1


def test_a_replay_still_counts_against_the_limits() -> None:
    made = firm()
    put(made, "k")
    assert put(made, "k").headers["X-MinLimit-Remaining"] == "58"


def test_a_replay_is_marked_in_the_log() -> None:
    made = firm()
    put(made, "k")
    put(made, "k")
    assert [call.replayed for call in made.state.calls[-2:]] == [False, True]


def test_another_body_under_the_key_is_refused_with_its_sentence() -> None:
    made = firm()
    put(made, "k")
    answer = put(made, "k", name="Other")
    assert answer.status == 400
    assert "Idempotency Key: k is used with a different request." in answer.body.decode()
    assert count(made) == 1


def test_another_method_under_the_key_is_refused() -> None:
    made = firm()
    put(made, "k")
    body = {"Contacts": [{"Name": "New"}]}
    assert made.send("POST", "/api.xro/2.0/Contacts", body, {"idempotency-key": "k"}).status == 400


def test_an_error_is_remembered_and_replayed() -> None:
    made = firm()
    taken = made.add(Name="New")
    assert put(made, "k").status == 400
    xero.archive_contact(made.state, made.tenant_id, taken, made.now)
    assert put(made, "k").status == 400


def test_errors_can_be_forgotten_by_switch() -> None:
    made = firm(idempotency_caches_errors=False)
    taken = made.add(Name="New")
    put(made, "k")
    xero.archive_contact(made.state, made.tenant_id, taken, made.now)
    assert put(made, "k").status == 200


@pytest.mark.parametrize(("seconds", "status"), [(359, 200), (360, 400)])
def test_a_key_is_forgotten_six_minutes_after_its_first_use(seconds: int, status: int) -> None:
    """Then the request is new, and here the unique name refuses it."""
    made = firm()
    put(made, "k")
    made.later(seconds=seconds)
    assert put(made, "k").status == status


def test_the_memory_can_be_off() -> None:
    made = firm(idempotency_seconds=0)
    put(made, "k")
    assert put(made, "k").status == 400


def test_a_key_belongs_to_the_app_and_not_to_the_organisation() -> None:
    """Who leaves the organisation out of the key is answered for another one."""
    made = firm()
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    first = put(made, "k")
    second = put(made, "k", **{"xero-tenant-id": other})
    assert second.body == first.body
    assert len(made.state.organisations[other].contacts) == 0


@pytest.mark.parametrize(("length", "status"), [(128, 200), (129, 400)])
def test_a_key_has_at_most_128_characters(length: int, status: int) -> None:
    assert put(firm(), "k" * length).status == status


def test_a_read_ignores_the_key() -> None:
    made = firm()
    header = {"idempotency-key": "k"}
    first = read(made.get("Contacts", header))
    made.add(Name="New")
    assert len(read(made.get("Contacts", header))["Contacts"]) == len(first["Contacts"]) + 1


def test_while_the_store_is_down_keys_get_a_500() -> None:
    made = firm(idempotency_store_down=True)
    assert put(made, "k").status == 500
    assert made.put({"Name": "Without key"}).status == 200
