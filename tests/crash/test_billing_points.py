"""Killed at any point while invoices are sent, and at any point again: one invoice each, and one link.

A usual run visits every few states, and all in which a write is on its way; `python -m tests.crash billing`
visits them all.
"""

import pytest

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import ONLY_COUNTS
from tests.support.billing_firm import BILLS, NUMBERED
from tests.support.lives import Snapshot

PARTS = 4
EVERY = 6
PAIRS = 2
WRITES = (
    "xero PUT /api.xro/2.0/Contacts",
    "xero PUT /api.xro/2.0/Invoices",
    "xero POST /api.xro/2.0/Invoices",
    "hubflo PATCH /api/v2/invoices/{id}",
)


def chosen(billing: BillingCampaign) -> list[Snapshot]:
    """Every few states, and of every kind of write one in which it was carried out and nobody knows."""
    states = [dead for dead in billing.dead if ONLY_COUNTS not in dead.point]
    on_their_way = {
        write: next(dead for dead in states if dead.point == f"carried out {write}") for write in WRITES
    }
    wanted = {dead.number for dead in (*states[::EVERY], *on_their_way.values())}
    return [dead for dead in states if dead.number in wanted]


def test_the_undisturbed_run_passes_every_kind_of_point(billing: BillingCampaign) -> None:
    """Else the campaign would prove less than it says."""
    for write in WRITES:
        for point in ("before sending", "carried out", "answered"):
            assert f"{point} {write}" in billing.points
    for unit in (
        "read_walk.read_walk",
        "read_invoice.read_invoice",
        "decide_invoices.decide_invoices",
        "create_customers._prepare",
        "send_documents._prepare",
        "prove.prove",
        "dispatching._record",
        "link_invoice._linked",
        "change_documents._prepare",
        "read_documents.read_documents",
    ):
        assert f"before commit of {unit}" in billing.points


def test_nothing_that_was_there_is_changed_but_the_reference_and_the_named_number(
    billing: BillingCampaign,
) -> None:
    in_hubflo, in_xero = billing.good["hubflo changes by us"], billing.good["xero changes by us"]
    sent = len(BILLS) - 2  # one is held, one is older than the start date

    assert len([line for line in in_hubflo if '"new": {"accounting_id"' in line]) == len(in_hubflo) == sent
    by_us = [line for line in in_xero if '"who": "api"' in line]
    assert [NUMBERED in line and '"fields": {"InvoiceNumber"' in line for line in by_us] == [True]


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_point(billing: BillingCampaign, part: int) -> None:
    for dead in chosen(billing)[part::PARTS]:
        outcome = billing.killed_at(dead)

        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())


def test_killed_at_any_point_and_again(billing: BillingCampaign) -> None:
    for outcome in billing.pairs(seed=11, count=PAIRS):
        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())
