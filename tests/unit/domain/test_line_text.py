"""The words of a ledger line: never empty, never too long, and it says so where something is missing."""

import pytest

from domain.line_text import LONGEST, LineText, line_text
from tests.support.invoices import portal_line


@pytest.mark.parametrize(
    ("title", "description", "text"),
    [
        ("Advice", "", "Advice"),
        ("Advice", " by phone ", "Advice\nby phone"),
        ("", "by phone", "by phone"),
        (" ", "", "-"),
        ("\x00", "\x1f", "-"),
        ("Advice", "one\r\ntwo\rthree\tfour", "Advice\none\ntwo\nthree\tfour"),
        ("Ad\x07vice\ud83d", "Être à l'heure €", "Advice\nÊtre à l'heure €"),
    ],
)
def test_a_description_is_never_empty_and_can_be_written(title: str, description: str, text: str) -> None:
    assert line_text(portal_line(title=title, description=description)) == LineText(text, is_cut=False)


def test_a_breakdown_follows_in_brackets() -> None:
    assert line_text(portal_line(title=""), "3 x 33.33") == LineText("- (3 x 33.33)", is_cut=False)


def test_what_just_fits_is_not_cut() -> None:
    whole = "x" * LONGEST

    assert line_text(portal_line(title=whole)) == LineText(whole, is_cut=False)


@pytest.mark.parametrize("breakdown", ["", "300 x 0.333333 - 10 %"])
def test_what_is_cut_says_how_much_is_left_and_keeps_its_breakdown(breakdown: str) -> None:
    end = f" ({breakdown})" if breakdown else ""

    cut = line_text(portal_line(title="x" * 5000), breakdown)

    mark = f" [... 4000/{5000 + len(end)}]{end}"
    assert cut == LineText("x" * (LONGEST - len(mark)) + mark, is_cut=True)


@pytest.mark.parametrize("before", ["", "x"])
def test_an_emoji_counts_twice_and_is_never_halved(before: str) -> None:
    cut = line_text(portal_line(title=before + "🎉" * 2500))

    assert cut.is_cut
    assert f"4000/{5000 + len(before)}]" in cut.text
    assert LONGEST - 2 < len(cut.text.encode("utf-16-le")) // 2 <= LONGEST


def test_a_few_long_characters_at_the_end_of_many_short_ones() -> None:
    cut = line_text(portal_line(title="x" * 3990 + "🎉" * 10))

    assert len(cut.text.encode("utf-16-le")) // 2 == LONGEST
    assert cut.text.startswith("x" * 3980)


def test_no_spaces_are_left_before_the_mark() -> None:
    cut = line_text(portal_line(title="x" * 3000 + " " * 2000 + "y"))

    assert cut.text == "x" * 3000 + " [... 4000/5001]"
