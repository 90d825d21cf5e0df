"""The tables of an invoice's and a payment's life are what the services do, and what the documents draw."""

import ast
import re
from itertools import product

from domain.life import LIFE, Arrow, Happening, Stage, Who
from domain.payment_life import PAYMENT_LIFE, PaymentArrow, PaymentHappening, PaymentStage
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


def drawn(text: str, of: str) -> list[tuple[str, str, str, Who]]:
    """The arrows of the table under a drawing: from, by, to, who."""
    section = text.partition(f"## The life of {of}")[2].partition("\n## ")[0]
    return [
        (start, by, to, Who(who))
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
    rows = drawn(DRAWN.read_text(), "an invoice")
    found = [
        Arrow(Stage(start), Happening(by), None if to == BEFORE_ITS_HOLD else Stage(to), who)
        for start, by, to, who in rows
    ]

    assert len(found) == len(set(found))
    assert set(found) == set(LIFE)


def test_the_drawn_table_of_payments_is_theirs() -> None:
    rows = drawn(DRAWN.read_text(), "a payment")
    found = [
        PaymentArrow(PaymentStage(start), PaymentHappening(by), PaymentStage(to), who)
        for start, by, to, who in rows
    ]

    assert len(found) == len(set(found))
    assert set(found) == set(PAYMENT_LIFE)


def test_every_happening_of_a_payment_is_moved_by_in_the_services() -> None:
    named = (_named(ast.parse(path.read_text()), "PaymentHappening") for path in SERVICES.glob("*.py"))

    assert {PaymentHappening[name] for names in named for name in names} == set(PaymentHappening)


def test_a_move_that_is_no_arrow_is_found() -> None:
    source = (
        "record = move(record, Happening.RESEND, now)\nother = move(record, Happening.SKIP, now, Who.PERSON)"
    )

    assert moves(source) == {(Happening.RESEND, Who.CLERK), (Happening.SKIP, Who.PERSON)}
