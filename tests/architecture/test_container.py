"""The composition root: every provider of the container can be had.

`check_dependencies` does not see a wrong keyword for a constructor:
that shows only when the provider is called.
"""

import importlib
from pathlib import Path
from typing import Any

import pytest
from dependency_injector import containers, providers

# They hold values or other providers, which are visited themselves.
NOT_CALLED = (providers.Configuration, providers.ConfigurationOption, providers.Container)


class Planted(containers.DeclarativeContainer):
    """One provider that works, and one whose class takes no such argument."""

    good = providers.Factory(complex, real=1)
    bad = providers.Factory(complex, unreal=1)


def unresolved(container: containers.Container) -> list[str]:
    """Providers that cannot be called, and why."""
    found: list[str] = []
    every: list[Any] = list(container.traverse())
    for provider in every:
        if isinstance(provider, NOT_CALLED):
            continue
        try:
            provider()
        except Exception as error:  # noqa: BLE001 - any error is the finding
            found.append(f"{provider}: {error!r}")
    return sorted(found)


def test_every_provider_resolves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The container as an entrypoint makes it, for a user whose folders are all new and empty."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    container = importlib.import_module("entrypoints.container").Container()
    assert isinstance(container, containers.Container)

    try:
        assert len(list(container.traverse())) > 1, "the container holds nothing"
        assert unresolved(container) == []
    finally:
        container.shutdown_resources()


def test_an_unresolvable_provider_is_found() -> None:
    found = unresolved(Planted())

    assert len(found) == 1
    assert "unreal" in found[0]
