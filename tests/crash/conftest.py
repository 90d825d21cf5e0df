"""One undisturbed run for all that is compared with it."""

from collections.abc import Iterator

import pytest

from tests.crash.campaign import Campaign
from tests.support.lives import Installation


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Campaign]:
    """The undisturbed run of a small firm, and what it is like to be killed at each of its points."""
    installation = Installation(tmp_path_factory.mktemp("lives"))
    yield Campaign(installation)
    installation.close()
