"""Whoever stands still behind the check of its lease sends late: that is caught as what is late is.

A usual run lets it stand at each kind of write, each time for another while; `python -m tests.crash still`
tries all.
"""

from functools import partial

import pytest

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import Campaign
from tests.crash.faults import BILLING_WRITES, WRITES, Write
from tests.crash.standing_still import STOPS, Stop, stood, wrong_with

TWICE = [(write, STOPS[-1]) for write in WRITES if write.creates]


def in_turn(writes: tuple[Write, ...]) -> list[tuple[Write, Stop]]:
    """Each write with one of the stops."""
    return [(write, STOPS[nth % len(STOPS)]) for nth, write in enumerate(writes)]


def named(value: Write | Stop) -> str:
    """As a test is called."""
    return value.name


@pytest.mark.parametrize(("write", "stop"), [*in_turn(WRITES), *TWICE], ids=named)
def test_an_import_that_stood_still(campaign: Campaign, write: Write, stop: Stop) -> None:
    outcome = stood(partial(campaign.disturbed, write=write), campaign.installation, write, stop)

    assert wrong_with(write, stop, outcome) == []


@pytest.mark.parametrize(("write", "stop"), in_turn(BILLING_WRITES), ids=named)
def test_invoices_that_stood_still(billing: BillingCampaign, write: Write, stop: Stop) -> None:
    outcome = stood(billing.disturbed, billing.installation, write, stop)

    assert wrong_with(write, stop, outcome) == []
