"""What was delivered while nobody listened is found in the portal's own list."""

from datetime import timedelta

import pytest

from adapters.sandbox.deliveries import hand_over
from adapters.sandbox.faults import FaultKind
from domain.errors import Unavailable
from domain.nudge import Delivery, Hook
from domain.services.hooking import fill_gap, register_hook
from tests.unit.hooks.desk import BASE, EVENT, Desk

LINE = {"title": "Work", "quantity": 1, "vat": 20, "unit_price_excluding_tax": 100}


def hook_of(desk: Desk) -> Hook:
    """A hook that is there."""
    register_hook(desk.turn(), EVENT, BASE)
    [hook] = desk.hooks()
    return hook


def issue(desk: Desk, *, is_heard: bool) -> str:
    """An invoice is issued; what is told of it reaches us, or nobody."""
    customer = next(iter(desk.firm.people.values()))
    invoice_id = str(desk.act("add_invoice", title="Work", recipient_id=customer, lines=[LINE], issue=True))
    [theirs] = desk.theirs().values()
    hand_over(desk.house.world, lambda *_: 200 if is_heard else None, "hubflo")
    if is_heard:
        heard = Delivery(
            connection_id=desk.connection.id,
            hook=theirs.url.rpartition("/")[2],
            id=theirs.entries[-1].id,
            at=desk.house.clock.now(),
        )
        desk.house.container.storage().intake.record([heard])
    return invoice_id


def wanted(desk: Desk) -> set[str]:
    """Invoices that are to be read."""
    with desk.house.container.storage().store.reading(desk.connection.id) as books:
        return set(books.invoices.unseen(1000))


def causes(desk: Desk) -> int:
    """How many causes to look there were."""
    with desk.house.container.storage().store.reading(desk.connection.id) as books:
        return books.wanted


def test_only_what_never_came_in_is_read_and_it_is_told_once(desk: Desk) -> None:
    hook = hook_of(desk)
    issue(desk, is_heard=True)
    missed = issue(desk, is_heard=False)
    before = causes(desk)

    assert fill_gap(desk.turn(), hook) == 1

    assert (wanted(desk), causes(desk)) == ({missed}, before + 1)
    told = desk.story()[-1]
    assert (told.code, told.facts["count"]) == ("gap-filled", "1")
    [checked] = desk.hooks()
    assert checked.checked_at == desk.house.clock.now()


def test_the_next_comparison_goes_back_to_the_last_one_and_no_further(desk: Desk) -> None:
    hook = hook_of(desk)
    issue(desk, is_heard=False)
    desk.house.clock.advance(3600)
    assert fill_gap(desk.turn(), hook) == 1
    desk.house.clock.advance(3600)
    [checked] = desk.hooks()

    later = issue(desk, is_heard=False)

    assert fill_gap(desk.turn(), checked) == 1
    assert later in wanted(desk)


def test_many_pages_are_read_back_to_the_last_comparison(desk: Desk) -> None:
    hook = hook_of(desk)
    missed = {issue(desk, is_heard=False) for _ in range(120)}

    assert fill_gap(desk.turn(), hook) == 120
    assert wanted(desk) == missed


def test_nothing_missing_is_noted_and_not_told(desk: Desk) -> None:
    hook = hook_of(desk)
    issue(desk, is_heard=True)

    assert fill_gap(desk.turn(), hook) == 0

    assert wanted(desk) == set()
    assert [event.code for event in desk.story()] == ["hook-made"]
    [checked] = desk.hooks()
    assert checked.checked_at is not None
    assert checked.checked_at > checked.made_at + timedelta(seconds=30)


def test_a_list_that_cannot_be_read_now_is_compared_another_time(desk: Desk) -> None:
    hook = hook_of(desk)
    issue(desk, is_heard=False)
    desk.fault(FaultKind.UNAVAILABLE, path="webhook_deliveries", count=None)

    with pytest.raises(Unavailable):
        fill_gap(desk.turn(), hook)

    [unchecked] = desk.hooks()
    assert unchecked.checked_at is None
    desk.house.world.faults.clear()
    assert fill_gap(desk.turn(), unchecked) == 1


def test_a_hook_that_somebody_deleted_is_noticed(desk: Desk) -> None:
    hook = hook_of(desk)
    organization = desk.house.world.hubflo.organizations[desk.firm.organization_id]
    organization.webhooks.clear()

    assert fill_gap(desk.turn(), hook) == 0

    assert desk.hooks() == ()
    assert desk.story()[-1].code == "hook-gone"
