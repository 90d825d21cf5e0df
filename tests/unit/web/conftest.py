"""A gate that is open: a connected firm, one hook, one key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.web.gate import Gate, open_gate


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """A store of its own."""
    with open_gate(tmp_path) as opened:
        yield opened
