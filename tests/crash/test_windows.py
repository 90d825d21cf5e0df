"""A selection of the windows; `python -m tests.crash windows` lives through all of them."""

from collections.abc import Iterator

import pytest

from tests.crash.windows import DIAGONAL, JUMPS, MATRIX, WINDOWS, Act, Cell, Trouble
from tests.crash.windows_lived import Windows
from tests.support.billing import BillingInstallation


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """A firm that bills, switched on."""
    installation = BillingInstallation(tmp_path_factory.mktemp("windows"))
    yield Windows(installation)
    installation.close()


@pytest.mark.parametrize("cell", DIAGONAL, ids=str)
def test_what_is_lost_or_late_is_there_once(windows: Windows, cell: Cell) -> None:
    outcome = windows.lived(cell)

    assert cell.is_met_by(outcome), outcome


def test_the_selection_has_something_of_everything() -> None:
    assert set(DIAGONAL) <= set(MATRIX)
    assert {cell.act for cell in DIAGONAL} == set(Act)
    assert {cell.trouble for cell in DIAGONAL} == set(Trouble)
    assert {cell.window for cell in DIAGONAL} == set(WINDOWS)
    assert {(cell.clock, cell.seconds) for cell in DIAGONAL} == set(JUMPS)
