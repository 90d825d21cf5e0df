"""Whether an element of a write was refused, and why."""

from typing import Any

import pytest

from adapters.xero.verdicts import refusal
from domain.drafts import Refusal
from tests.unit.xero_adapter.drafts import NOBODY, element, refused

ACCOUNT = "Account code '999' is not a valid code for this document."
TAKEN = "Invoice # must be unique."
NAME_TAKEN = (
    "The contact name Acme is already assigned to another contact. "
    "The contact name must be unique across all active contacts."
)


def verdict(one: dict[str, Any]) -> Refusal | None:
    return refusal(one, "InvoiceID")


@pytest.mark.parametrize(
    "good",
    [
        element(),
        element(StatusAttributeString="WARNING", Warnings=[{"Message": "The rate may differ."}]),
        element(ValidationErrors=[]),
        element(StatusAttributeString=None, HasErrors=None),
    ],
)
def test_what_was_taken_is_not_refused(good: dict[str, Any]) -> None:
    assert verdict(good) is None


@pytest.mark.parametrize("key", ["Message", "Description"])
def test_xeros_own_sentences_are_told_each_once(key: str) -> None:
    one = refused(1, ACCOUNT, "Tax rate must be valid.", ACCOUNT, key=key)

    assert verdict(one) == Refusal(sentences=(ACCOUNT, "Tax rate must be valid."))


@pytest.mark.parametrize(
    "sign",
    [
        {"HasErrors": True},
        {"HasValidationErrors": True},
        {"StatusAttributeString": "ERROR"},
        {"StatusAttributeString": "Error"},
        {"ValidationErrors": [{"Message": ACCOUNT}]},
    ],
)
def test_any_sign_of_a_refusal_is_one_also_with_an_id_and_a_200(sign: dict[str, Any]) -> None:
    assert isinstance(verdict(element(**sign)), Refusal)


def test_sentences_may_stand_at_a_line_or_the_contact() -> None:
    line = {"Description": "Work", "ValidationErrors": [{"Message": ACCOUNT}]}
    contact = {"ContactID": "x", "ValidationErrors": [{"Message": "A contact is archived."}]}

    found = verdict(refused(1, LineItems=[line], Contact=contact))

    assert found is not None
    assert set(found.sentences) == {ACCOUNT, "A contact is archived."}


def test_a_sentence_at_a_part_refuses_only_what_has_no_id() -> None:
    contact = {"ValidationErrors": [{"Message": "Email address must be valid."}]}

    assert verdict(element(Contact=contact)) is None
    assert verdict(element(InvoiceID=NOBODY, Contact=contact)) is not None


@pytest.mark.parametrize(
    ("sentences", "taken"),
    [
        ((TAKEN,), True),
        ((NAME_TAKEN,), True),
        ((TAKEN, NAME_TAKEN), True),
        ((TAKEN, ACCOUNT), False),
        ((ACCOUNT,), False),
        ((), False),
    ],
)
def test_taken_is_only_what_nothing_else_is_wrong_with(sentences: tuple[str, ...], taken: bool) -> None:
    assert verdict(refused(1, *sentences)) == Refusal(sentences=sentences, is_taken=taken)


@pytest.mark.parametrize("errors", [None, "none", 7, [7, None, {"Message": 3}, {}], {"Message": ACCOUNT}])
def test_errors_of_a_shape_that_nobody_has_seen_say_nothing(errors: Any) -> None:
    assert verdict(refused(1) | {"ValidationErrors": errors}) == Refusal(sentences=())


def test_a_sentence_is_one_line_of_a_bearable_length() -> None:
    found = verdict(refused(1, "Account\r\n  must\tbe valid.", "x" * 400))

    assert found is not None
    assert found.sentences == ("Account must be valid.", "x" * 300)
