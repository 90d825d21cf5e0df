"""JSON read without a float, and kept word for word."""

import json
from decimal import Decimal

import pytest

from adapters.hubflo.json_text import document, rows


@pytest.mark.parametrize(
    "digits", ["0.1", "12345678901234567.89", "1.10", "-0.005", "100", "1E+2", "33.333333333333333333"]
)
def test_a_number_has_the_digits_that_were_sent(digits: str) -> None:
    value = document(f'{{"n": {digits}}}'.encode()).value["n"]

    assert isinstance(value, Decimal)
    assert str(value) == digits


def test_a_number_beyond_all_measure_is_none() -> None:
    value = document(b'{"n": 1e99999999999999999999, "m": 2}').value

    assert value["n"].is_nan()
    assert value["m"] == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" ",
        b"{",
        b'{"a": 1',
        b'{"a": NaN}',
        b"[Infinity]",
        b'{"a": 1} {"b": 2}',
        b'"\xff"',
        b"<html></html>",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_no_document_is_refused_without_repeating_it(body: bytes) -> None:
    for read in (document, rows):
        with pytest.raises(ValueError, match=r".*") as caught:
            read(body)
        assert len(str(caught.value)) < 200


@pytest.mark.parametrize("body", [b"{}", b"7", b'"[]"', b"null", b"[1,]", b"[1 2]", b"[1", b"[,1]", b"[] []"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        rows(body)


def test_the_rows_of_a_list_keep_their_words_but_no_blanks_between_them() -> None:
    body = b' [ {"a" : 1.50,\n "b": "two  words, \\"quoted\\" \\\\", "c": [ ] } ,\t"x  y", 1.0 ]\n'

    found = rows(body)

    assert [row.text for row in found] == [
        '{"a":1.50,"b":"two  words, \\"quoted\\" \\\\","c":[]}',
        '"x  y"',
        "1.0",
    ]
    assert found[0].value == {"a": Decimal("1.50"), "b": 'two  words, "quoted" \\', "c": []}


@pytest.mark.parametrize("body", [b"[]", b" [ ]\n"])
def test_an_empty_list_has_no_rows(body: bytes) -> None:
    assert rows(body) == ()


def test_letters_of_every_script_survive() -> None:
    made = json.dumps({"title": "Zoë 😀 دفتر"}, ensure_ascii=False).encode()

    assert document(made).value == {"title": "Zoë 😀 دفتر"}
    assert document(made).text == '{"title":"Zoë 😀 دفتر"}'


def test_what_was_read_does_not_show_itself() -> None:
    assert "secret" not in repr(document(b'{"a": "secret"}'))
