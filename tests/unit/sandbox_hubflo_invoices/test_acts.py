"""The acts by name, as the control routes and the tests of the whole call them."""

import json

import pytest

from adapters.sandbox import observe
from adapters.sandbox.control import ACTS, BadAct, perform
from tests.unit.sandbox_frame.town import Town
from tests.unit.sandbox_hubflo_invoices.desk import HOOK, PLAIN


def test_a_whole_life_by_name_and_all_of_it_is_plain_json() -> None:
    town = Town()
    organization = {"organization_id": town.organization.id}
    person = perform(town.world, "hubflo.add_contact", **organization, first_name="Ada", last_name="Moss")
    town.portal.post("webhooks", json={"event_names": ["invoice_issued"], "url": HOOK})
    fine = PLAIN | {"unit_price_excluding_tax": "0.123456"}
    first = perform(town.world, "hubflo.add_invoice", **organization, title="Website", lines=[PLAIN, fine])
    for name, more in (
        ("issue_invoice", {}),
        ("change_recipient", {"recipient_id": person}),
        ("set_accounting_id", {"accounting_id": "abc"}),
        ("pay_invoice_by_stripe", {"amount": 5}),
        ("pay_invoice", {"amount": 6, "method": "cash"}),
        ("correct_paid_amount", {"paid_amount": 10}),
        ("credit_invoice", {"percentage": 50}),
        ("duplicate_invoice", {}),
        ("generate_recurring", {}),
        ("set_invoice_status", {"status": "issued"}),
        ("cancel_invoice", {}),
        ("reissue_invoice", {}),
    ):
        perform(town.world, f"hubflo.{name}", **organization, invoice_id=first, **more)
    perform(
        town.world, "hubflo.import_invoice", **organization, title="Old", issued_at="2020-01-01T00:00:00Z"
    )
    delivery = observe.portal_webhooks(town.world)[0]["deliveries"][0]["id"]
    perform(town.world, "hubflo.lose_webhook", **organization, delivery_id=delivery)
    perform(town.world, "hubflo.redeliver_webhook", **organization, delivery_id=delivery, signed=False)

    records = observe.records(town.world, "hubflo")[town.organization.id]
    assert len(records["invoices"]) == 6
    shown = records["invoices"][first]
    assert (shown["status"], shown["net_total"], len(shown["line_items"])) == ("cancelled", 1200.14, 2)
    assert len(records["webhooks"]) == 1
    json.dumps([records, observe.changes(town.world, "hubflo"), observe.portal_webhooks(town.world)])
    changes = observe.changes(town.world, "hubflo")
    assert {change["who"] for change in changes if change["kind"] == "invoice"} == {"person"}


@pytest.mark.parametrize(
    "act", [name for name in ACTS if "invoice" in name and name.startswith("hubflo.") and "add" not in name]
)
def test_an_act_on_an_invoice_of_nobody_cannot_be_done(act: str) -> None:
    town = Town()

    with pytest.raises(BadAct):
        perform(town.world, act, organization_id=town.organization.id, invoice_id="nobody")


def test_equal_worlds_write_equal_invoices() -> None:
    worlds = [Town().world, Town().world]
    for world in worlds:
        (organization_id,) = world.hubflo.organizations
        perform(world, "hubflo.add_invoice", organization_id=organization_id, title="A", lines=[PLAIN])

    one, other = (json.dumps(observe.records(world, "hubflo")) for world in worlds)
    assert one == other
