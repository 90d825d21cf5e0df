"""The three top-level names are ours: the package index has other packages of the same names."""

from importlib.metadata import packages_distributions

import pytest

from tests.architecture.source import LAYERS


@pytest.mark.parametrize("name", LAYERS)
def test_nobody_else_owns_the_name(name: str) -> None:
    others = sorted(set(packages_distributions().get(name, [])) - {"hubflo-xero"})

    assert others == [], (
        f"{' and '.join(others)} install a package called {name}, which hides ours: remove them"
    )


@pytest.mark.parametrize("name", LAYERS)
def test_the_name_leads_here(name: str) -> None:
    package = __import__(name)

    assert package.__file__ is not None
    assert package.__file__.endswith(f"{name}/__init__.py")
    assert "site-packages" not in package.__file__
