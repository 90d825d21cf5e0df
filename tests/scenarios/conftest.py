"""What every scenario begins with: the real house over a sandbox with two sides, and the steps."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.calls import Calls
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.invoice_office import conserved, stuck
from tests.scenarios.pair import Pair
from tests.scenarios.steps.calls import *  # noqa: F403 - a step is found where its module is taken in
from tests.scenarios.steps.clock import *  # noqa: F403
from tests.scenarios.steps.connection import *  # noqa: F403
from tests.scenarios.steps.consent import *  # noqa: F403
from tests.scenarios.steps.forgetting import *  # noqa: F403
from tests.scenarios.steps.hubflo import *  # noqa: F403
from tests.scenarios.steps.importing import *  # noqa: F403
from tests.scenarios.steps.invoices import *  # noqa: F403
from tests.scenarios.steps.invoices_begin import *  # noqa: F403
from tests.scenarios.steps.invoices_commands import *  # noqa: F403
from tests.scenarios.steps.invoices_customers import *  # noqa: F403
from tests.scenarios.steps.invoices_line import *  # noqa: F403
from tests.scenarios.steps.invoices_standing import *  # noqa: F403
from tests.scenarios.steps.invoices_xero import *  # noqa: F403
from tests.scenarios.steps.line import *  # noqa: F403
from tests.scenarios.steps.payments import *  # noqa: F403
from tests.scenarios.steps.questions import *  # noqa: F403
from tests.scenarios.steps.rebuilding import *  # noqa: F403
from tests.scenarios.steps.refusals import *  # noqa: F403
from tests.scenarios.steps.standing import *  # noqa: F403
from tests.scenarios.steps.store import *  # noqa: F403
from tests.scenarios.steps.terminal import *  # noqa: F403
from tests.scenarios.steps.xero import *  # noqa: F403
from tests.scenarios.terminal import Terminal
from tests.scenarios.xero_bills import XeroBills
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House, open_house

LEDGER = "Hartley & Moss Consulting Ltd"
PORTAL = "Hartley & Moss"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its tables and its key, nothing in it: to be copied, for making one takes its time."""
    folder = tmp_path_factory.mktemp("store")
    with open_house(folder) as opened:
        opened.container.storage()
        opened.container.vault().current_key_id.strip()
    return folder


@pytest.fixture
def house(tmp_path: Path, empty_store: Path) -> Iterator[House]:
    """The house; whatever a scenario does, every contact and invoice that was seen is somewhere at its end.

    And no invoice is in work with nothing due and nothing open: so after quiet none is in work.
    """
    shutil.copytree(empty_store, tmp_path, dirs_exist_ok=True)
    with open_house(tmp_path) as opened:
        yield opened
        for connection in opened.container.storage().connections.all(with_ended=True):
            assert conserved(opened, connection)
            assert stuck(opened, connection) == []


@pytest.fixture
def xero(house: House) -> XeroSide:
    """The Xero organisation of the scenario."""
    return XeroSide.opened(house.world, LEDGER)


@pytest.fixture
def hubflo(house: House) -> HubfloSide:
    """The Hubflo organization of the scenario."""
    return HubfloSide.opened(house.world, PORTAL)


@pytest.fixture
def bills(hubflo: HubfloSide) -> HubfloBills:
    """The invoices of the Hubflo organization."""
    return HubfloBills(side=hubflo)


@pytest.fixture
def xero_bills(xero: XeroSide, bills: HubfloBills) -> XeroBills:
    """The sales invoices of the Xero organisation."""
    return XeroBills(side=xero, hubflo=bills)


@pytest.fixture
def pair(hubflo: HubfloSide, xero: XeroSide) -> Pair:
    """The two that are joined."""
    return Pair(hubflo=hubflo, xero=xero)


@pytest.fixture
def calls(house: House) -> Calls:
    """Every call of the scenario, unless a step says from when on they count."""
    return Calls(house.world, 0, 0)


@pytest.fixture
def terminal(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Where commands are typed, in the folder of the scenario."""
    monkeypatch.chdir(tmp_path)
    return Terminal.over(house, monkeypatch)
