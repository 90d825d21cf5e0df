"""Random invoices: as they were ordered, varied, and the same for the same seed."""

import time
from collections import Counter
from decimal import Decimal

import pytest

from adapters.sandbox import hubflo, observe
from adapters.sandbox.deliveries import hand_over
from adapters.sandbox.hubflo import Switches
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.webhooks.record import Webhook
from adapters.sandbox.seeds import Firm, crowd, firm, issue
from adapters.sandbox.seeds.invoice_lines import RATES, Country
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START


def seeded(
    n: int, seed: int = 1, *, country: Country | None = None, new_customers: int = 0
) -> tuple[World, Firm, list[str]]:
    world = World(now=lambda: START)
    books = firm(world, START)
    ids = issue(world, books, n, START, seed, country=country, new_customers=new_customers)
    return world, books, ids


def lines_of(world: World, books: Firm) -> list[list[Line]]:
    return list(world.hubflo.organizations[books.organization_id].lines.values())


def places(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def test_so_many_are_issued_to_the_firms_contacts_and_nothing_is_logged() -> None:
    world, books, ids = seeded(300)

    invoices = observe.records(world, "hubflo")[books.organization_id]["invoices"]

    assert set(ids) == set(invoices)
    assert len(ids) == 300
    assert {one["status"] for one in invoices.values()} == {"issued"}
    assert {one["issued_at"] for one in invoices.values()} == {"2026-11-02T09:30:00Z"}
    assert {one["recipient_id"] for one in invoices.values()} <= set(books.people.values())
    assert len({one["recipient_id"] for one in invoices.values()}) > 10
    assert world.hubflo.changes == []


def test_they_have_every_variety() -> None:
    world, books, _ = seeded(3000)
    invoices = lines_of(world, books)
    money = [[line for line in lines if line.carries_money] for lines in invoices]
    lines = [line for each in invoices for line in each]

    assert {len(each) for each in money} == set(range(1, 13))
    assert {places(line.unit_price_excluding_tax) for line in lines} == set(range(7))
    assert {"deposit", "discount", "subtotal", "hour"} <= {line.kind for line in lines}
    assert any(line.role == "section" for line in lines)
    assert any(places(line.quantity) for line in lines)
    assert any(line.discount_percentage for line in lines)
    assert any(len({line.vat for line in each}) > 1 for each in money)
    organization = world.hubflo.organizations[books.organization_id]
    assert min(hubflo.sums_of(world.hubflo, organization, one).net for one in organization.lines) == 0


@pytest.mark.parametrize("country", ["GB", "FR", "AU", "US"])
def test_rates_are_the_countrys(country: Country) -> None:
    world, books, _ = seeded(200, country=country)

    rates = {line.vat for lines in lines_of(world, books) for line in lines if line.carries_money}

    assert rates == set(RATES[country])


def test_the_same_seed_gives_the_same_invoices() -> None:
    one, same, other = (observe.records(seeded(20, seed)[0], "hubflo") for seed in (5, 5, 6))

    assert one == same
    assert one != other


def test_new_customers_come_first_and_each_gets_an_invoice() -> None:
    world, books, ids = seeded(30, new_customers=10)
    organization = world.hubflo.organizations[books.organization_id]

    recipients = [organization.invoices[one]["recipient_id"] for one in ids]

    new = [row["id"] for row in organization.contacts if row["id"] not in books.people.values()]
    assert len(new) == 10
    assert recipients[:10] == new


def test_a_crowd_without_contacts_gets_somebody_to_bill() -> None:
    world = World(now=lambda: START)
    books = crowd(world, 3, START)

    ids = issue(world, books, 5, START)

    organization = world.hubflo.organizations[books.organization_id]
    assert Counter(organization.invoices[one]["recipient_id"] for one in ids).total() == 5
    assert len(organization.contacts) == 1


def test_places_are_those_of_the_switches() -> None:
    world = World(now=lambda: START)
    world.hubflo.switches = Switches(price_places=2, quantity_places=0)
    books = firm(world, START)
    issue(world, books, 300, START)

    lines = [line for each in lines_of(world, books) for line in each]

    assert {places(line.unit_price_excluding_tax) for line in lines} == {0, 1, 2}


def test_webhooks_that_listen_are_told() -> None:
    world = World(now=lambda: START)
    books = firm(world, START)
    organization = world.hubflo.organizations[books.organization_id]
    organization.webhooks["hook"] = Webhook(
        id="hook",
        event_names=("invoice_created", "invoice_issued"),
        url="http://127.0.0.1/",
        secret="secret",
        created_at="",
    )
    issue(world, books, 10, START)

    assert hand_over(world, lambda *_: 200, "hubflo") == 20


def test_many_are_made_fast_enough_to_wait_for() -> None:
    """A hundred thousand take seconds, not minutes; the bound leaves room for a busy machine."""
    begun = time.process_time()

    seeded(2000)

    assert time.process_time() - begun < 4
