"""docs/sandbox.md names every switch with its positions, every act and every control route."""

import dataclasses
import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from adapters.sandbox import hubflo, xero
from adapters.sandbox.control import ACTS
from adapters.sandbox.control_routes import control_routes
from adapters.sandbox.faults import SIDES, FaultKind, Side
from adapters.sandbox.world import World

TEXT = (Path(__file__).parents[3] / "docs" / "sandbox.md").read_text("utf-8")
SWITCHES = {"hubflo": hubflo.Switches, "xero": xero.Switches}
TITLES: dict[Side, str] = {"hubflo": "Hubflo", "xero": "Xero"}
WORDS: dict[object, str] = {True: "yes", False: "no", None: "none", "": "none", (): "none"}


def documented(side: Side) -> dict[str, list[str]]:
    """Positions by switch, from the table under the side's heading."""
    section = TEXT.partition("\n## Switches\n")[2].partition("\n## ")[0]
    table = section.partition(f"\n### {TITLES[side]}\n")[2].partition("\n### ")[0]
    found = {}
    for row in re.findall(r"^\| (`.+?) \| (.+?) \| .+ \|$", table, re.MULTILINE):
        names, positions = re.findall(r"`(\w+)`", row[0]), row[1].split(", ")
        for place, name in enumerate(names):
            assert name not in found, f"{name} stands there twice"
            found[name] = positions[place : place + 1] if len(names) > 1 else positions
    return found


def word(position: Any) -> str:
    """A position as the document writes it."""
    if isinstance(position, bool) or position in (None, "", ()):
        return WORDS[position]
    return f"`{position}`" if isinstance(position, str) else f"{position:g}"


@pytest.mark.parametrize("side", SIDES)
def test_every_switch_is_there_and_no_other(side: Side) -> None:
    assert documented(side).keys() == {one.name for one in dataclasses.fields(SWITCHES[side])}


@pytest.mark.parametrize("side", SIDES)
def test_the_first_position_is_the_one_that_it_is_in(side: Side) -> None:
    at_first = dataclasses.asdict(SWITCHES[side]())

    assert {name: positions[0] for name, positions in documented(side).items()} == {
        name: word(position) for name, position in at_first.items()
    }


@pytest.mark.parametrize("side", SIDES)
def test_words_that_can_be_chosen_are_all_there(side: Side) -> None:
    hints = get_type_hints(SWITCHES[side])
    choices = {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Literal}
    found = documented(side)

    assert {name: set(found[name]) for name in choices} == {
        name: {word(position) for position in positions} for name, positions in choices.items()
    }


def test_every_act_is_there_and_none_that_is_not() -> None:
    named = set(re.findall(r"`((?:hubflo|xero)\.[a-z_]+)`", TEXT))

    assert named == ACTS.keys()


def test_every_control_route_is_there() -> None:
    routes = {
        route.path.strip("/").partition("/")[0]
        for side in SIDES
        for route in control_routes(World(), side)
        if hasattr(route, "path")
    }

    assert routes == set(re.findall(r"`(?:GET|POST|DELETE) (\w+)", TEXT.partition("## Faults")[0]))


def test_every_kind_of_fault_is_there() -> None:
    table = TEXT.partition("\n## Faults\n")[2].partition("\n## ")[0]

    assert {kind.value for kind in FaultKind} <= set(re.findall(r"`([^`]+)`", table))
