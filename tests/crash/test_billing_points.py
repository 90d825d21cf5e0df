"""Killed at any point while invoices are sent, and at any point again: one invoice each, and one link.

A usual run visits every few states, and all in which a write is on its way; `python -m tests.crash billing`
visits them all.
"""

import pytest

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import ONLY_COUNTS
from tests.support.billing_firm import BILLS, CALLED_OFF, NUMBERED, PAID_EARLY, RENUMBERED
from tests.support.lives import Snapshot

PARTS = 4
EVERY = 12
PAIRS = 2
WRITES = (
    "xero PUT /api.xro/2.0/Contacts",
    "xero PUT /api.xro/2.0/Invoices",
    "xero POST /api.xro/2.0/Invoices",
    "hubflo PATCH /api/v2/invoices/{id}",
    "xero PUT /api.xro/2.0/Payments",
    "hubflo POST /api/v2/invoices/{id}/payment-notice",
)
CHANGE = "carried out xero POST /api.xro/2.0/Invoices"
"""The first of its kind sets a number, the second approves, the third removes."""


def chosen(billing: BillingCampaign) -> list[Snapshot]:
    """Every few states, and of every kind of write one in which it was carried out and nobody knows."""
    states = [dead for dead in billing.dead if ONLY_COUNTS not in dead.point]
    on_their_way = {
        write: next(dead for dead in states if dead.point == f"carried out {write}") for write in WRITES
    }
    _, approved, removed = (dead for dead in states if dead.point == CHANGE)
    wanted = {dead.number for dead in (*states[::EVERY], *on_their_way.values(), approved, removed)}
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
        "dispatching.send",
        "link_invoice._linked",
        "change_documents._prepare",
        "read_documents.read_documents",
        "decide_payments.decide_payments",
        "post_payments._prepare",
        "post_payments.post_payments",
        "record_payment.record_payment",
        "record_payment._send",
    ):
        assert f"before commit of {unit}" in billing.points


def test_nothing_that_was_there_is_changed_but_what_is_asked_for(billing: BillingCampaign) -> None:
    """In Hubflo the reference and one notice; in Xero a number, the approval of what is paid, a removal."""
    in_hubflo, in_xero = billing.good["hubflo changes by us"], billing.good["xero changes by us"]
    sent = len(BILLS) - 2  # one is held, one is older than the start date

    assert len([line for line in in_hubflo if '"new": {"accounting_id"' in line]) == sent
    (notice,) = (line for line in in_hubflo if "accounting_id" not in line)
    assert RENUMBERED in notice
    assert '"new": {"paid_amount": "144.12"' in notice
    numbered, approved, removed = (line for line in in_xero if '"who": "api"' in line)
    assert f"document {NUMBERED}" in numbered
    assert '"fields": {"InvoiceNumber"' in numbered
    assert f"document {PAID_EARLY}" in approved
    assert '"fields": {"Status": ["SUBMITTED", "AUTHORISED"]}' in approved
    assert f"document {CALLED_OFF}" in removed
    assert '"fields": {"Status": ["SUBMITTED", "DELETED"]}' in removed


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_point(billing: BillingCampaign, part: int) -> None:
    for dead in chosen(billing)[part::PARTS]:
        outcome = billing.killed_at(dead)

        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())


def test_killed_at_any_point_and_again(billing: BillingCampaign) -> None:
    for outcome in billing.pairs(seed=11, count=PAIRS):
        assert (outcome.what, outcome.wrong, outcome.twins) == (outcome.what, (), ())
