"""One undisturbed run for all that is compared with it."""

from collections.abc import Iterator

import pytest

from tests.crash.billing_campaign import BillingCampaign
from tests.crash.campaign import Campaign
from tests.support.billing import BillingInstallation
from tests.support.lives import Installation


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The undisturbed run of a small firm, and what it is like to be killed at each of its points."""
    installation = Installation(tmp_path_factory.mktemp("lives"))
    yield Campaign(installation)
    installation.close()


@pytest.fixture(scope="session")
def billing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BillingCampaign]:
    """The undisturbed run of a firm that sends invoices, in the same way."""
    installation = BillingInstallation(tmp_path_factory.mktemp("billing"))
    yield BillingCampaign(installation)
    installation.close()
