"""Acts of people by name, and what can be looked at from outside."""

import json
from typing import Any

import pytest

from adapters.sandbox import observe
from adapters.sandbox.control import ACTS, BadAct, described, perform
from adapters.sandbox.faults import SIDES, Fault, FaultKind
from adapters.sandbox.seeds import firm
from tests.unit.sandbox_frame.town import ADA, START, Town, outcomes


def test_an_act_is_done_now_and_written_down_as_a_persons() -> None:
    town = Town()
    organization_id = town.organization.id
    contact_id = perform(town.world, "hubflo.add_contact", organization_id=organization_id, **ADA)

    perform(
        town.world,
        "hubflo.edit_contact",
        organization_id=organization_id,
        contact_id=contact_id,
        city="Leeds",
    )

    (change,) = observe.changes(town.world, "hubflo")
    assert (change["id"], change["new"], change["who"]) == (contact_id, {"city": "Leeds"}, "person")
    assert change["at"] == START.isoformat()


def test_people_act_in_xero_too() -> None:
    town = Town()
    seeded = firm(town.world, START)
    contact_id = seeded.ledger["not-customer"]

    perform(town.world, "xero.make_customer", tenant_id=seeded.tenant_id, contact_id=contact_id)

    contact = observe.records(town.world, "xero")[seeded.tenant_id]["contacts"][contact_id]
    assert contact["IsCustomer"] is True
    assert observe.changes(town.world, "xero")[-1]["who"] == "person"


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("hubflo.delete_contact", {}, "no act"),
        ("hubflo.add_contact", {}, "organization_id"),
        ("hubflo.add_contact", {"organization_id": "nobody"}, "nobody"),
        ("hubflo.rotate_api_key", {"organization_id": "x", "key": "mine"}, "key"),
        ("xero.make_customer", {"tenant_id": "nobody", "contact_id": "x"}, "nobody"),
        ("xero.consent", {"request_query": {}}, "unauthorized_client"),
    ],
)
def test_an_act_that_cannot_be_done_says_why(name: str, arguments: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadAct, match=sentence):
        perform(Town().world, name, **arguments)


def test_what_is_late_lands_before_an_act() -> None:
    town = Town(Fault(kind=FaultKind.LATE, side="hubflo", seconds=10))
    outcomes(town, 1)
    town.later(20)

    perform(town.world, "hubflo.add_company", organization_id=town.organization.id, name="C")

    assert len(town.world.landings) == 1


def test_every_act_belongs_to_a_side_and_takes_a_state() -> None:
    assert {name.partition(".")[0] for name in ACTS} == set(SIDES)


def test_requests_are_counted_by_point_and_status() -> None:
    town = Town()
    town.create()
    contact_id = town.organization.contacts.rows[0]["id"]
    outcomes(town, 2)
    town.portal.get(f"contacts/{contact_id}")

    assert observe.counts(town.world, "hubflo") == {
        "GET /api/v2/contacts/{id} 200": 1,
        "POST /api/v2/contacts 201": 1,
        "POST /api/v2/pings 201": 2,
    }
    assert [entry["status"] for entry in observe.requests(town.world, "hubflo")] == [201, 201, 201, 200]


def test_everything_to_look_at_is_plain_json() -> None:
    town = Town(Fault(kind=FaultKind.ERROR, side="hubflo"))
    firm(town.world, START)
    outcomes(town, 2)

    for side in SIDES:
        for view in (observe.requests, observe.changes, observe.counts, observe.records):
            json.dumps(view(town.world, side))
    assert observe.strikes(town.world) == [
        {"at": START.isoformat(), "side": "hubflo", "point": "POST /api/v2/pings", "kind": "500"}
    ]


def test_equal_worlds_show_equal_bytes() -> None:
    one, other = Town(), Town()
    firm(one.world, START)
    firm(other.world, START)

    for side in SIDES:
        shown = json.dumps(observe.records(one.world, side))
        assert shown == json.dumps(observe.records(other.world, side))
        assert len(shown) > 5000


def test_every_act_says_what_it_takes_and_does() -> None:
    acts = described()

    assert acts.keys() == ACTS.keys()
    assert [name for name, said in acts.items() if not said["does"].endswith(".")] == []
    assert acts["xero.renumber_invoice"]["takes"] == "tenant_id, invoice_id, *, number"
    assert acts["xero.reject_invoice"]["takes"] == "tenant_id, invoice_id, *, to='DRAFT'"
    assert acts["hubflo.add_contact"]["takes"] == "organization_id, **fields"
