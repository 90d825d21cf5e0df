"""The table of an invoice's life is what the services do, and what the documents draw."""

import ast
import re
from itertools import product

from domain.life import LIFE, Arrow, Happening, Stage, Who
from tests.architecture.source import ROOT

SERVICES = ROOT / "domain" / "services"
DRAWN = ROOT / "docs" / "design.md"
BEFORE_ITS_HOLD = "where it was"
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| (clerk|person)[^|]* \|$", re.MULTILINE)


def moves(source: str) -> set[tuple[Happening, Who]]:
    """What is moved by whom in a module: every call of `move` and `moved` that names its happening."""
    found = set[tuple[Happening, Who]]()
    for call in ast.walk(ast.parse(source)):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ("move", "moved")
        ):
            named = _named(call, "Happening")
            people = _named(call, "Who") or {Who.CLERK.name}
            found |= {(Happening[by], Who[who]) for by in named for who in people}
    return found


def happenings(source: str) -> set[Happening]:
    """Every happening that a module names, wherever it hands it on."""
    return {Happening[name] for name in _named(ast.parse(source), "Happening")}


def drawn(text: str) -> list[Arrow]:
    """The arrows of the table under the drawing."""
    section = text.partition("## The life of an invoice")[2].partition("\n## ")[0]
    return [
        Arrow(Stage(start), Happening(by), None if to == BEFORE_ITS_HOLD else Stage(to), Who(who))
        for starts, bys, to, who in _ROW.findall(section)
        for start, by in product(starts.split(", "), bys.split(", "))
    ]


def _named(tree: ast.AST, enum: str) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == enum
    }


def test_every_move_of_the_services_is_an_arrow_of_the_table() -> None:
    arrows = {(arrow.by, arrow.who) for arrow in LIFE}
    made = {move for path in SERVICES.glob("*.py") for move in moves(path.read_text())}

    assert len(made) > 10
    assert made - arrows == set()


def test_every_happening_of_the_table_is_moved_by_in_the_services() -> None:
    used = {by for path in SERVICES.glob("*.py") for by in happenings(path.read_text())}

    assert used == {arrow.by for arrow in LIFE} == set(Happening)


def test_the_drawn_table_is_the_table() -> None:
    found = drawn(DRAWN.read_text())

    assert len(found) == len(set(found))
    assert set(found) == set(LIFE)


def test_a_move_that_is_no_arrow_is_found() -> None:
    source = (
        "record = move(record, Happening.RESEND, now)\nother = move(record, Happening.SKIP, now, Who.PERSON)"
    )

    assert moves(source) == {(Happening.RESEND, Who.CLERK), (Happening.SKIP, Who.PERSON)}
