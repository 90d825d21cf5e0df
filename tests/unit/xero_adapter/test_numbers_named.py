"""Questions that find invoices by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from adapters.xero.numbers_named import questions
from adapters.xero.query import LONGEST_QUERY, addressed

MORE = {"page": "1", "pageSize": "1000", "includeArchived": "true", "unitdp": "4"}


def test_numbers_are_asked_for_in_one_list() -> None:
    (question,) = questions(["HF-1-A", "HF-2-A", "HF-1-A", " ", ""])

    assert question.query == {"InvoiceNumbers": "HF-1-A,HF-2-A"}


def test_fifty_at_a_time() -> None:
    asked = list(questions(f"HF-{number:012X}-A" for number in range(101)))

    assert [len(question.numbers) for question in asked] == [50, 50, 1]


def test_a_comma_does_not_make_two_numbers_of_one() -> None:
    plain, odd = questions(["INV-1", "INV-2, revised"])

    assert plain.query == {"InvoiceNumbers": "INV-1"}
    assert odd.query == {"where": 'Type=="ACCREC" AND InvoiceNumber=="INV-2, revised"'}


@pytest.mark.parametrize("number", ['7"', '"quoted, too"'])
def test_a_quotation_mark_is_searched_for(number: str) -> None:
    (question,) = questions([number])

    assert question.query == {"searchTerm": number}
    assert question.wants(number)
    assert not question.wants(f"{number} and more")


def test_an_answer_is_wanted_in_any_case_of_its_letters() -> None:
    (question,) = questions(["Inv-7"])

    assert question.wants("INV-7 ")
    assert not question.wants("INV-70")


NUMBERS = some.lists(some.text(min_size=1, max_size=255, alphabet='Aé0-/,"&# '), max_size=80)


@given(NUMBERS)
def test_whatever_the_numbers_each_is_asked_for_once_and_every_address_fits(numbers: list[str]) -> None:
    asked = list(questions(numbers))

    wanted = sorted({number.strip().casefold() for number in numbers} - {""})
    assert sorted(number for question in asked for number in question.numbers) == wanted
    for question in asked:
        if len(question.numbers) > 1:
            assert len(addressed("", {**question.query, **MORE})) <= LONGEST_QUERY
