"""A clerk's turn over books with payments."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.storage_fixtures import open_rig, sqlite_template
from tests.unit.paying.desk import PaymentDesk

__all__ = ["desk", "sqlite_template"]


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[PaymentDesk]:
    """A connection, and nobody else's turn."""
    shutil.copy(sqlite_template, tmp_path / "store.db")
    rig = open_rig(f"sqlite:///{tmp_path / 'store.db'}", tmp_path)
    yield PaymentDesk(rig=rig, connection=rig.connect())
    rig.engine.dispose()
