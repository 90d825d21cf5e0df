"""Which engine is opened: the one that fits the database, or the one that the operator names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from dependency_injector import providers

from adapters.work.in_process import InProcessEngine
from adapters.work.queued.engine import QueuedEngine
from domain.ports.engine import Engine
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings


@contextmanager
def opened(
    folder: Path, url: str, engine: Literal["by-database", "in-process"] = "by-database"
) -> Iterator[Engine]:
    """What an installation with these settings gets."""
    settings = OperatorSettings(
        data_folder=folder / "data", config_folder=folder / "config", database_url=url, engine=engine
    )
    container = Container()
    container.settings.override(providers.Object(settings))
    try:
        yield container.engine()
    finally:
        container.shutdown_resources()


def test_a_file_is_worked_on_in_process(tmp_path: Path) -> None:
    with opened(tmp_path, "") as engine:
        assert isinstance(engine, InProcessEngine)


def test_postgresql_is_shared(tmp_path: Path, postgres_url: str) -> None:
    with opened(tmp_path, postgres_url) as engine:
        assert isinstance(engine, QueuedEngine)


def test_an_operator_may_keep_one_process_alone_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with opened(tmp_path, postgres_url, "in-process") as engine:
        assert isinstance(engine, InProcessEngine)
