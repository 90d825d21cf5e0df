"""How facts are shown: times in the books' own zone, counts in words, text from outside as text."""

from datetime import UTC, date, datetime

import pytest
from rich.text import Text

from entrypoints.catalogue import date_words, for_markup, moment_words, outside
from entrypoints.catalogue.text import (
    Reader,
    argument,
    count,
    day,
    listed,
    person_in_list,
    quoted,
    reader,
    time,
)

NOON = datetime(2026, 5, 3, 11, 0, tzinfo=UTC)


def test_a_day_is_spelled_out() -> None:
    assert day(date(2026, 5, 3)) == "3 May 2026"
    assert day(date(2026, 12, 31), with_year=False) == "31 December"


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        (datetime(2026, 5, 3, 8, 14, tzinfo=UTC), "Europe/London", "9:14 today"),
        (datetime(2026, 5, 3, 0, 5, tzinfo=UTC), "Europe/London", "1:05 today"),
        (datetime(2026, 5, 2, 23, 30, tzinfo=UTC), "Europe/London", "0:30 today"),
        (datetime(2026, 5, 2, 22, 30, tzinfo=UTC), "Europe/London", "23:30 on 2 May"),
        (datetime(2026, 5, 2, 22, 30, tzinfo=UTC), "Australia/Sydney", "8:30 today"),
        (datetime(2026, 5, 3, 15, 0, tzinfo=UTC), "Pacific/Auckland", "3:00 on 4 May"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "Pacific/Auckland", "12:30 on 1 January"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "America/New_York", "18:30 on 31 December 2025"),
        (datetime(2026, 5, 3, 8, 14, tzinfo=UTC), "", "8:14 UTC today"),
        (datetime(2026, 5, 3, 8, 14, tzinfo=UTC), "Mars/Olympus_Mons", "8:14 UTC today"),
        (datetime(2026, 5, 3, 8, 14, tzinfo=UTC), "../../etc/passwd", "8:14 UTC today"),
    ],
)
def test_a_time_is_that_of_the_books(at: datetime, zone: str, said: str) -> None:
    assert time(at, reader(zone, NOON)) == said


def test_without_a_today_every_day_is_named_in_full() -> None:
    assert time(NOON, Reader(zone="Europe/London", now=None)) == "12:00 on 3 May 2026"
    assert moment_words(NOON, "Europe/London") == "3 May 2026, 12:00"
    assert date_words(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), "Europe/London") == "4 May 2026"


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "contact", "0 contacts"),
        (1, "contact", "1 contact"),
        (37, "contact", "37 contacts"),
        (1, "company", "1 company"),
        (2, "company", "2 companies"),
        (100_000, "customer", "100,000 customers"),
        (1, "time", "1 time"),
    ],
)
def test_counts_have_the_right_plural(number: int, noun: str, said: str) -> None:
    assert count(number, noun) == said


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Zoë O'Neill & Søn", "Zoë O'Neill & Søn"),
        ("王小明", "王小明"),
        ("कमल", "कमल"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
        ("  spaces\taround\nand lines ", "spaces around and lines"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("two\x00one\x07\x7f", "two\\x00one\\x07\\x7f"),
        ("turned \u202egnp.exe", "turned \\u202egnp.exe"),
        ("line\u2028separator", "line\\u2028separator"),
        ("lone \ud800", "lone \\ud800"),
        ("[bold]not bold[/bold]", "[bold]not bold[/bold]"),
    ],
)
def test_text_from_outside_is_shown_as_text(raw: str, shown: str) -> None:
    assert outside(raw) == shown
    assert quoted(raw) == f'"{shown}"'


@pytest.mark.parametrize(
    "sentence",
    [
        "A hold. [period-locked]",
        "[bold red]Acme[/] [link=https://evil.example]here[/link]",
        "a backslash \\[bold] and \\\\[bold]",
        "[@click=app.quit]x[/]",
        "1 [2] [] [A]",
    ],
)
def test_a_printer_of_markup_shows_the_sentence_as_it_is(sentence: str) -> None:
    assert Text.from_markup(for_markup(sentence)).plain == sentence


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Jane Smith", '"Jane Smith"'),
        ("Jane", "Jane"),
        ("jane.smith@acme-books.example", "jane.smith@acme-books.example"),
        ("Zoë & Søn (Århus), 3/4", '"Zoë & Søn (Århus), 3/4"'),
        ("O'Neill", '"O\'Neill"'),
        ("1041", "1041"),
        ('The "Best" Shop', "c-1"),
        ("$(reboot)", "c-1"),
        ("`reboot`", "c-1"),
        ("50 % off %PATH%", "c-1"),
        ("back\\slash", "c-1"),
        ("hey!", "c-1"),
        ("semi; colon", "c-1"),
        ("“curly”", "c-1"),
        ("two\nlines", "c-1"),
        ("--leave-out", "c-1"),
        ("", "c-1"),
    ],
)
def test_a_command_to_copy_holds_nothing_that_a_shell_would_carry_out(name: str, word: str) -> None:
    assert argument(name, "c-1") == word


def test_a_command_without_any_safe_word_names_nobody() -> None:
    assert argument("$(reboot)", "`id`") == "WHO"
    assert argument("$(reboot)", "") == "WHO"


def test_a_long_list_is_cut_and_counted() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c, d, e"
    assert listed([f"n{n}" for n in range(1_205)], between="; ") == "n0; n1; n2; n3; n4 and 1,200 more"


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("Jane Smith <jane@acme.example> Acme Ltd (1041)", "Jane Smith, jane@acme.example, Acme Ltd (1041)"),
        ("Jane Smith <-> - (1041)", "Jane Smith (1041)"),
        ("Jane Smith <jane@acme.example> (c-1)", "Jane Smith, jane@acme.example (c-1)"),
        ("Acme Ltd (31)", "Acme Ltd (31)"),
        ("Acme <b> Ltd", "Acme <b> Ltd"),
        ("A \x1b[2J <a@b.example> - (1)", "A \\x1b[2J, a@b.example (1)"),
    ],
)
def test_people_of_a_list_are_named_before_their_ids(entry: str, shown: str) -> None:
    assert person_in_list(entry) == shown
