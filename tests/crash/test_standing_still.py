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


def twice(writes: tuple[Write, ...]) -> list[tuple[Write, Stop]]:
    """Each write of which a second one would stand beside the first, sent again meanwhile."""
    return [(write, STOPS[-1]) for write in writes if write.can_be_twice]


def in_turn(writes: tuple[Write, ...]) -> list[tuple[Write, Stop]]:
    """Each write with one of the stops."""
    return [(write, STOPS[nth % len(STOPS)]) for nth, write in enumerate(writes)]


def named(value: Write | Stop) -> str:
    """As a test is called."""
    return value.name


@pytest.mark.parametrize(("write", "stop"), [*in_turn(WRITES), *twice(WRITES)], ids=named)
def test_an_import_that_stood_still(campaign: Campaign, write: Write, stop: Stop) -> None:
    outcome = stood(partial(campaign.disturbed, write=write), campaign.installation, write, stop)

    assert wrong_with(write, stop, outcome) == []


@pytest.mark.parametrize(("write", "stop"), [*in_turn(BILLING_WRITES), *twice(BILLING_WRITES)], ids=named)
def test_invoices_that_stood_still(billing: BillingCampaign, write: Write, stop: Stop) -> None:
    outcome = stood(billing.disturbed, billing.installation, write, stop)

    assert wrong_with(write, stop, outcome) == []
