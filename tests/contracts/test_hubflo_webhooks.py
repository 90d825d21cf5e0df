"""The portal's exam on webhooks, from their making to the list of what they delivered, over the sandbox."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from adapters.hubflo.webhooks import HubfloHooks
from adapters.sandbox import hubflo
from adapters.sandbox.faults import FaultKind
from adapters.sandbox.hubflo import Switches
from domain.budget import Purpose
from domain.errors import AccessLost, NotFound, OutcomeUnknown, Rejected, Unavailable
from domain.ports.hooks import HookEvent
from domain.ports.portal import RegisteredHook
from tests.contracts.hubflo_sandbox import Sandbox, sandbox_with

ADDRESS = "https://us.example/webhooks/hubflo/"
LINE = {"title": "Advice", "quantity": 1, "unit_price_excluding_tax": 100, "vat": 20}
SWITCHES = {
    "likeliest": Switches(),
    "numbers as strings": Switches(numbers="string"),
    "the record is the body": Switches(webhook_payload="id"),
    "the record under its noun": Switches(webhook_payload="invoice.id"),
    "the id alone": Switches(webhook_payload="invoice_id"),
    "no id": Switches(webhook_payload="none"),
    "the documented dummy": Switches(webhook_payload="dummy"),
    "in New York": Switches(webhook_zone="America/New_York"),
    "in UTC": Switches(webhook_zone="UTC"),
    "states never move": Switches(webhook_states="stay pending"),
    "shuffled": Switches(webhook_order="shuffled"),
    "overdue is a status": Switches(overdue_status="overdue"),
    "empty header for no next page": Switches(next_page_header="empty"),
}
NAMELESS = ("none", "dummy")

hooks = HubfloHooks()


@pytest.fixture(params=SWITCHES)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """The sandbox with each switch turned."""
    made = sandbox_with(SWITCHES[request.param])
    yield made
    made.portals.close()


@pytest.fixture
def likeliest() -> Iterator[Sandbox]:
    """The sandbox with every switch where it most likely is."""
    made = sandbox_with(Switches())
    yield made
    made.portals.close()


def register(sandbox: Sandbox, event: str = HookEvent.ISSUED) -> RegisteredHook:
    portal = sandbox.portal
    return portal.send_hook(portal.hook_envelope(event, f"{ADDRESS}{event}"))


def told_ids(sandbox: Sandbox, bills: list[Any]) -> list[Any]:
    """What deliveries about these invoices can tell of them under the sandbox's switches."""
    nameless = sandbox.world.hubflo.switches.webhook_payload in NAMELESS
    return [None for _ in bills] if nameless else bills


def test_each_event_reaches_the_address_of_its_hook_signed_with_its_secret(sandbox: Sandbox) -> None:
    made = {f"{ADDRESS}{event}": register(sandbox, event) for event in HookEvent}
    bill = sandbox.bills(LINE, payment_deadline_days=0)
    issued = sandbox.posts()
    sandbox.clock.advance(3 * 86400)
    overdue = sandbox.posts()
    sandbox.on_screen(hubflo.pay_invoice, bill)
    paid = sandbox.posts()

    posts = [*issued, *overdue, *paid]
    assert [post.address for post in posts] == [
        f"{ADDRESS}{event}" for event in (HookEvent.ISSUED, HookEvent.OVERDUE, HookEvent.PAID)
    ]
    for post in posts:
        assert hooks.is_signed(post.body, post.signature, made[post.address].secret)
        others = {hook.secret for address, hook in made.items() if address != post.address}
        assert not any(hooks.is_signed(post.body, post.signature, secret) for secret in others)
    assert [hooks.delivery(post.body).invoice_id for post in posts] == told_ids(sandbox, [bill] * 3)


def test_a_delivery_tells_its_id_and_when_it_was_made(sandbox: Sandbox) -> None:
    register(sandbox)
    sandbox.clock.advance(0.836)
    sandbox.bills(LINE)
    sandbox.bills(LINE)

    told = [hooks.delivery(post.body) for post in sandbox.posts()]

    assert len({delivery.id for delivery in told}) == 2
    assert {delivery.at for delivery in told} == {sandbox.clock.now()}


def test_the_list_of_deliveries_agrees_with_what_came(sandbox: Sandbox) -> None:
    made = register(sandbox)
    bills = []
    for _ in range(130):
        bills.append(sandbox.bills(LINE))
        sandbox.clock.advance(1)
    arrived = {(told.id, told.invoice_id) for told in (hooks.delivery(each.body) for each in sandbox.posts())}

    portal = sandbox.portal
    pages = [portal.deliveries_page(made.remote_id, n, purpose=Purpose.BACKGROUND) for n in (1, 2, 3)]

    assert [len(page) for page in pages] == [100, 30, 0]
    listed = [*pages[0], *pages[1]]
    assert {(past.id, past.invoice_id) for past in listed} == arrived
    assert [past.invoice_id for past in listed] == told_ids(sandbox, bills[::-1])
    times = [past.at for past in listed if past.at is not None]
    assert times == sorted(times, reverse=True)
    assert times[0] == sandbox.clock.now() - timedelta(seconds=1)


def test_a_draft_alone_is_told_to_nobody(sandbox: Sandbox) -> None:
    for event in HookEvent:
        register(sandbox, event)
    sandbox.bills(LINE, issue=False)

    assert sandbox.posts() == []


@pytest.mark.parametrize(("kind", "ids"), [("same id", 1), ("new id", 2)])
def test_an_event_that_comes_twice_names_the_same_invoice(kind: Any, ids: int) -> None:
    sandbox = sandbox_with(Switches(webhook_duplicates=kind))
    made = register(sandbox)
    bill = sandbox.bills(LINE)

    posts = sandbox.posts()

    told = [hooks.delivery(post.body) for post in posts]
    assert len(told) == 2
    assert {delivery.invoice_id for delivery in told} == {bill}
    assert len({delivery.id for delivery in told}) == ids
    assert all(hooks.is_signed(post.body, post.signature, made.secret) for post in posts)
    sandbox.portals.close()


def test_what_somebody_else_signed_is_not_signed() -> None:
    sandbox = sandbox_with(Switches(webhook_bad_signature_every=2))
    made = register(sandbox)
    sandbox.bills(LINE)
    sandbox.bills(LINE)

    signed = [hooks.is_signed(post.body, post.signature, made.secret) for post in sandbox.posts()]

    assert signed == [True, False]
    sandbox.portals.close()


def test_a_delivery_that_never_came_stands_in_the_list() -> None:
    sandbox = sandbox_with(Switches(webhook_lost_every=2))
    made = register(sandbox)
    bills = [sandbox.bills(LINE) for _ in range(4)]

    came = {hooks.delivery(post.body).id for post in sandbox.posts()}

    listed = sandbox.portal.deliveries_page(made.remote_id, 1, purpose=Purpose.WORK)
    assert {past.invoice_id for past in listed} == set(bills)
    assert {past.invoice_id for past in listed if past.id not in came} == {bills[1], bills[3]}
    sandbox.portals.close()


def test_a_hook_that_was_removed_delivers_nothing_more_and_may_be_removed_again(sandbox: Sandbox) -> None:
    made = register(sandbox)
    portal = sandbox.portal

    portal.remove_hook(made.remote_id)
    portal.remove_hook(made.remote_id)

    sandbox.bills(LINE)
    assert sandbox.posts() == []
    with pytest.raises(NotFound):
        portal.deliveries_page(made.remote_id, 1, purpose=Purpose.WORK)


def test_nothing_is_removed_under_the_key_of_another_organization(likeliest: Sandbox) -> None:
    made = register(likeliest)
    state = likeliest.world.hubflo
    other = hubflo.add_organization(state, name="Others", now=likeliest.clock.now())
    wrongly_keyed = Sandbox(likeliest.world, other, likeliest.portals, likeliest.clock, likeliest.permit)

    with pytest.raises(AccessLost) as caught:
        wrongly_keyed.portal.remove_hook(made.remote_id)

    assert caught.value.reason == "other-organization"

    assert made.remote_id in likeliest.organization.webhooks


def test_an_address_that_is_none_is_refused_in_hubflo_s_words(likeliest: Sandbox) -> None:
    portal = likeliest.portal

    with pytest.raises(Rejected) as caught:
        portal.send_hook(portal.hook_envelope(HookEvent.ISSUED, "nowhere"))

    assert caught.value.sentences == ("Validation failed: Url is not a valid URL",)
    assert not likeliest.organization.webhooks


@pytest.mark.parametrize(
    "kind", [FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.ERROR, FaultKind.CUT]
)
def test_a_hook_whose_answer_is_lost_is_unknown_and_not_made_twice(
    likeliest: Sandbox, kind: FaultKind
) -> None:
    likeliest.portal.organization()
    likeliest.strikes(kind, method="POST")

    with pytest.raises(OutcomeUnknown):
        register(likeliest)

    assert len(likeliest.organization.webhooks) == (kind in (FaultKind.LOST_AFTER, FaultKind.CUT))


@pytest.mark.parametrize("kind", [FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER, FaultKind.ERROR])
def test_a_removal_whose_answer_is_lost_is_done_again(likeliest: Sandbox, kind: FaultKind) -> None:
    made = register(likeliest)
    likeliest.strikes(kind, method="DELETE")

    with pytest.raises(Unavailable):
        likeliest.portal.remove_hook(made.remote_id)
    likeliest.portal.remove_hook(made.remote_id)

    assert not likeliest.organization.webhooks
