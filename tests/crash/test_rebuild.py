"""Stores that were lost, or put back from any moment of a life: rebuilt, nothing is there twice or changed.

A usual run rebuilds from a few of them and kills a few times; `python -m tests.crash rebuild` does all of it.
"""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest

from adapters.sandbox.control import perform
from tests.crash.campaign import ONLY_COUNTS, Outcome
from tests.crash.rebuild_campaign import RebuildCampaign
from tests.support.billing_firm import BILLS
from tests.support.rebuilds import RebuiltInstallation

OLD_STORES = 7
KILLS = 7


@pytest.fixture(scope="module")
def rebuild(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RebuildCampaign]:
    """The life that is to be found again."""
    installation = RebuiltInstallation(tmp_path_factory.mktemp("rebuilds"))
    yield RebuildCampaign(installation)
    installation.close()


def assert_well(outcome: Outcome) -> None:
    """Both sides are as they were, and linked as before."""
    assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())


def test_a_lost_store_is_found_again(rebuild: RebuildCampaign) -> None:
    linked = [pair for pair in rebuild.links["invoices"] if "linked" in pair]

    assert len(linked) == len(BILLS) - 3  # one is held, one called off, one older than the start date
    assert_well(rebuild.rebuilt(rebuild.lost))


def test_what_is_paid_meanwhile_is_posted_beside_what_was_posted(rebuild: RebuildCampaign) -> None:
    """Else the campaign would prove less than it says: two equal parts and a whole by us, one by hand."""
    posted = [json.loads(line) for line in rebuild.sides["xero payments"]]

    assert sorted(one["Amount"] for one in posted) == [144.12, 200.0, 200.0, 400.0]
    assert (
        len(rebuild.installation.finished.xero.organisations[rebuild.installation.firm.tenant_id].payments)
        == 3
    )


def test_so_is_an_old_one(rebuild: RebuildCampaign) -> None:
    every = max(1, len(rebuild.installation.older) // OLD_STORES)

    for outcome in rebuild.old_stores(every):
        assert_well(outcome)


def test_what_we_posted_and_was_deleted_meanwhile_is_asked_about(rebuild: RebuildCampaign) -> None:
    """By a store that knows nothing of it as by one that does."""
    here = rebuild.installation
    known = [older for older in here.older if older.point.endswith("post_payments.post_payments")]

    for begun in (rebuild.lost, here.with_store_of(known[-1])):
        here.set_back(begun)
        payments = here.world.xero.organisations[here.firm.tenant_id].payments
        (ours,) = (one for one in payments if one.amount == Decimal(400))
        perform(
            here.world,
            "xero.remove_payment",
            tenant_id=here.firm.tenant_id,
            invoice_id=ours.invoice_id,
            payment_id=ours.payment_id,
        )
        here.rebuild()

        assert [one.status for one in payments.of_invoice(ours.invoice_id)] == ["DELETED"], begun.point
        assert here.questions() == {"payment-removed"}, begun.point


def test_killed_while_it_is_rebuilt_and_after(rebuild: RebuildCampaign) -> None:
    states = [state for state in rebuild.states(rebuild.lost) if ONLY_COUNTS not in state.point]

    for state in states[:: max(1, len(states) // KILLS)]:
        assert_well(rebuild.killed_at(state))


def test_the_rebuild_passes_every_kind_of_point(rebuild: RebuildCampaign) -> None:
    passed = {state.point for state in rebuild.states(rebuild.lost)}

    for unit in ("rebuilding.begin", "read_documents.read_documents", "relink.relink", "rebuilding.accept"):
        assert f"after commit of {unit}" in passed
