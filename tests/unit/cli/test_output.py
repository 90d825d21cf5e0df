"""How sentences, JSON and tables look in a terminal of some width."""

import json

import pytest

from entrypoints.cli.output import as_json, bullets, say, wrapped
from entrypoints.cli.tables import fitted, table, width_of

COMMAND = '`hubflo-xero contacts match "Quayside Dental Practice" --new`'


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixty columns."""
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.parametrize("before", ["", "x " * 10, "word " * 11])
def test_a_command_is_never_torn(before: str) -> None:
    lines = wrapped(f"{before}Same person: {COMMAND}, and then it goes by itself.").splitlines()

    assert any(COMMAND in line for line in lines)
    assert all(len(line) <= 60 for line in lines if "`" not in line)


def test_a_bullet_hangs_under_its_mark(capsys: pytest.CaptureFixture[str]) -> None:
    bullets(["word " * 30], mark="note ")

    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("  note  word")
    assert second.startswith("        word")


def test_an_indented_line_stays_indented(capsys: pytest.CaptureFixture[str]) -> None:
    say("  " + "word " * 30)

    assert all(line.startswith("  word") for line in capsys.readouterr().out.splitlines())


def test_control_characters_are_shown_and_never_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\x1b[2Jb\x07c\u202ed\x9be")
    table([("a\x1b[2J", "b\u2028")])

    printed = capsys.readouterr().out
    assert not set(printed) & set("\x1b\x07\u202e\x9b\u2028")
    assert "\\x1b[2Jb" in printed


def test_json_holds_nothing_that_a_terminal_obeys_and_says_the_same() -> None:
    value = {"name": "a\x1b\x9b\u202e\u2028\x7f\ud800é"}

    text = as_json(value)

    assert not set(text) & set("\x1b\x9b\u202e\u2028\x7f\ud800")
    assert json.loads(text) == value


def test_where_nobody_looks_a_row_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    table([("x" * 50, "y" * 50), ("a", "b")])

    assert [len(line) for line in capsys.readouterr().out.splitlines()] == [104, 55]


def test_in_a_terminal_cells_are_broken_within_their_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    table([("Brightwater Surveyors Ltd", "owen@brightwater.example", "left out: not a customer in Xero")])

    lines = capsys.readouterr().out.splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert any("owen@brightwater.example" in line for line in lines)
    assert "customer" in " ".join(lines)


def test_numbers_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    table([("1,024", "new in Hubflo"), ("7", "left out")])

    assert capsys.readouterr().out == "  1,024  new in Hubflo\n      7  left out\n"


def test_wide_letters_take_two_columns_and_accents_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert (width_of("日本"), width_of("e\u0301"), width_of("é")) == (4, 1, 1)
    table([("日本", "x"), ("abcd", "x")])

    assert capsys.readouterr().out == "  日本  x\n  abcd  x\n"


def test_columns_are_narrowed_from_the_widest_and_no_further_than_they_must() -> None:
    assert fitted([30, 20, 10], [5, 5, 10], 40) == [15, 15, 10]
    assert fitted([30, 20], [28, 19], 10) == [28, 19]
    assert fitted([3, 4], [3, 4], 100) == [3, 4]


def test_an_empty_table_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    table([])

    assert capsys.readouterr().out == ""


def test_amounts_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    table([("a", "1,200.00 GBP", "7"), ("b", "-3.50 GBP", "1,001")])

    assert capsys.readouterr().out.splitlines() == [
        "  a  1,200.00 GBP      7",
        "  b     -3.50 GBP  1,001",
    ]
