"""Writing invoices and contacts in Xero when the line fails: what lands, and what a second try meets."""

from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest

from adapters.sandbox import xero
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.transport import XERO, SandboxTransport
from adapters.sandbox.world import World
from tests.unit.sandbox_xero_invoices.books import Books, books

TAKEN = (
    "The contact {0} {1} is already assigned to another contact. "
    "The contact {0} must be unique across all {2}."
)
DUPLICATE = {
    "Invoices": ["Invoice # must be unique."],
    "Contacts": [
        TAKEN.format("name", "Ada Ltd", "active contacts"),
        TAKEN.format("number", "H-1", "contacts"),
    ],
}
PLURALS = tuple(DUPLICATE)


@dataclass(kw_only=True)
class Line:
    """A client of one organisation whose requests meet faults."""

    made: Books
    world: World
    client: httpx.Client

    def put(self, plural: str, *, key: str = "k", **fields: Any) -> httpx.Response:
        """Create one record, with a number and a key of its own."""
        element = (
            self.made.draft(**({"InvoiceNumber": "H-1A"} | fields))
            if plural == "Invoices"
            else {"Name": "Ada Ltd", "ContactNumber": "H-1"} | fields
        )
        return self.client.put(
            plural,
            json={plural: [element]},
            params={"summarizeErrors": "false"},
            headers={"Idempotency-Key": key},
        )

    def stored(self, plural: str) -> int:
        """How many of them there really are."""
        organisation = self.made.state.organisations[self.made.tenant_id]
        if plural == "Invoices":
            return len(organisation.invoices)
        return sum(contact.name == "Ada Ltd" for contact in organisation.contacts)

    def later(self, seconds: float) -> None:
        """Time passes, and what is late lands."""
        self.made.later(seconds=seconds)
        self.world.tick()


def troubled(*faults: Fault, **switches: Any) -> Line:
    made = books(**switches)
    world = World(now=lambda: made.now, xero_state=made.state)
    for fault in faults:
        world.faults.add(fault)
    headers = {
        "Authorization": f"Bearer {made.tokens['access_token']}",
        "Xero-Tenant-Id": made.tenant_id,
        "Accept": "application/json",
    }
    client = httpx.Client(transport=SandboxTransport(world), base_url=f"{XERO}/api.xro/2.0/", headers=headers)
    return Line(made=made, world=world, client=client)


def against(answer: httpx.Response, plural: str) -> list[str]:
    """The sentences against the one element."""
    (row,) = answer.json()[plural]
    return [error["Message"] for error in row.get("ValidationErrors", [])]


def struck(kind: FaultKind, plural: str, seconds: float = 0) -> Fault:
    return Fault(kind=kind, side="xero", method="PUT", path=f"/{plural}$", seconds=seconds)


@pytest.mark.parametrize("plural", PLURALS)
def test_what_is_late_is_not_there_yet_and_then_it_is(plural: str) -> None:
    line = troubled(struck(FaultKind.LATE, plural, 400))

    with pytest.raises(httpx.ReadTimeout):
        line.put(plural)
    line.later(399)
    before = line.stored(plural)
    line.later(1)

    assert (before, line.stored(plural)) == (0, 1)
    assert [landing.status for landing in line.world.landings] == [200]


@pytest.mark.parametrize("plural", PLURALS)
@pytest.mark.parametrize("seconds", [0, 360, 86_400])
def test_a_second_try_before_the_late_one_lands_leaves_one_record(plural: str, seconds: int) -> None:
    """By the memory of keys, or without it by the number."""
    line = troubled(struck(FaultKind.LATE, plural, 30), idempotency_seconds=seconds)
    with pytest.raises(httpx.ReadTimeout):
        line.put(plural)

    second = line.put(plural)
    line.later(30)

    assert (second.status_code, line.stored(plural)) == (200, 1)
    assert line.made.state.calls[-1].replayed is (seconds > 0)


@pytest.mark.parametrize("plural", PLURALS)
@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize(
    ("switches", "second"),
    [({}, 500), ({"idempotency_seconds": 0}, 200), ({"idempotency_caches_errors": False}, 200)],
    ids=["kept", "no memory", "errors are not kept"],
)
def test_an_error_that_is_kept_under_its_key_is_answered_again(
    plural: str, carried_out: bool, switches: dict[str, Any], second: int
) -> None:
    fault = Fault(
        kind=FaultKind.ERROR,
        side="xero",
        method="PUT",
        path=f"/{plural}$",
        carried_out=carried_out,
        remembered=True,
    )
    line = troubled(fault, **switches)

    answers = [line.put(plural).status_code, line.put(plural).status_code]

    assert answers == [500, second]
    assert line.put(plural, key="another").status_code == 200
    assert line.stored(plural) == 1


def test_what_is_late_lands_now_if_it_is_hurried() -> None:
    line = troubled(struck(FaultKind.LATE, "Invoices", 400), struck(FaultKind.LATE, "Contacts", 90_000))
    for plural in PLURALS:
        with pytest.raises(httpx.ReadTimeout):
            line.put(plural, key=plural)

    assert line.world.hurry() == 2
    assert (line.stored("Invoices"), line.stored("Contacts"), line.world.late) == (1, 1, ())
    assert {landing.at for landing in line.world.landings} == {line.made.now}


def test_where_xero_numbers_nothing_but_the_memory_of_keys_prevents_a_twin() -> None:
    line = troubled(struck(FaultKind.LATE, "Invoices", 30), idempotency_seconds=0)
    with pytest.raises(httpx.ReadTimeout):
        line.put("Invoices", InvoiceNumber=None)

    line.put("Invoices", InvoiceNumber=None)
    line.later(30)

    assert line.stored("Invoices") == 2


@pytest.mark.parametrize("plural", PLURALS)
@pytest.mark.parametrize(
    ("remembered", "after", "replayed"),
    [(0, 0, False), (360, 359, True), (360, 360, False), (86_400, 1500, True)],
)
def test_the_answer_that_was_lost_is_given_again_as_long_as_it_is_remembered(
    plural: str, remembered: int, after: int, replayed: bool
) -> None:
    line = troubled(struck(FaultKind.LOST_AFTER, plural), idempotency_seconds=remembered)
    with pytest.raises(httpx.ReadTimeout):
        line.put(plural)
    line.later(after)

    again = line.put(plural)

    assert line.stored(plural) == 1
    assert line.made.state.calls[-1].replayed is replayed
    assert against(again, plural) == ([] if replayed else DUPLICATE[plural])


@pytest.mark.parametrize("plural", PLURALS)
def test_what_was_lost_on_its_way_there_is_carried_out_once_by_a_second_try(plural: str) -> None:
    line = troubled(struck(FaultKind.LOST_BEFORE, plural))
    with pytest.raises(httpx.RemoteProtocolError):
        line.put(plural)
    before = line.stored(plural)

    again = line.put(plural)

    assert (before, line.stored(plural), against(again, plural)) == (0, 1, [])


@pytest.mark.parametrize("cached", [True, False])
def test_whether_a_refused_request_is_answered_from_memory_is_a_switch(cached: bool) -> None:
    line = troubled(idempotency_caches_errors=cached)
    element = line.made.draft(DueDate=None)

    def put() -> int:
        answer = line.client.put("Invoices", json={"Invoices": [element]}, headers={"Idempotency-Key": "k"})
        return answer.status_code

    refused = put()
    line.made.state.switches = replace(line.made.state.switches, submitted_validated_as="DRAFT")

    assert (refused, put()) == (400, 400 if cached else 200)


def test_a_refused_element_in_a_200_is_always_answered_from_memory() -> None:
    line = troubled(idempotency_caches_errors=False)
    tenant_id, now = line.made.tenant_id, line.made.now
    xero.set_lock_dates(line.made.state, tenant_id, now, period="2026-12-31", end_of_year=None)
    first = line.put("Invoices")
    xero.set_lock_dates(line.made.state, tenant_id, now, period=None, end_of_year=None)

    same, other = line.put("Invoices"), line.put("Invoices", key="another")

    assert against(first, "Invoices") == against(same, "Invoices") != []
    assert (against(other, "Invoices"), line.stored("Invoices")) == ([], 1)


@pytest.mark.parametrize("plural", PLURALS)
@pytest.mark.parametrize("carried_out", [True, False])
def test_an_internal_error_tells_nothing_of_what_was_done(plural: str, carried_out: bool) -> None:
    fault = Fault(kind=FaultKind.ERROR, side="xero", path=f"/{plural}$", carried_out=carried_out)
    line = troubled(fault)

    answer = line.put(plural)

    assert (answer.status_code, line.stored(plural)) == (500, int(carried_out))


def test_a_cut_answer_leaves_a_whole_batch_behind() -> None:
    line = troubled(struck(FaultKind.CUT, "Invoices"))
    elements = [line.made.draft(InvoiceNumber=f"H-{number}A") for number in range(50)]

    answer = line.client.put("Invoices", json={"Invoices": elements}, params={"summarizeErrors": "false"})

    assert answer.text.startswith("{")
    assert not answer.text.endswith("}")
    assert line.stored("Invoices") == 50
