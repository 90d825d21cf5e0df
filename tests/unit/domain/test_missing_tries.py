"""Which tries of a write are still missing when it is sent again, and which a done one stands for."""

from dataclasses import dataclass, replace
from typing import cast

import pytest

from domain.dispatch import Act, ElementState, OpenElement
from domain.ids import DispatchId
from domain.ports.store import Books
from domain.services.dispatching import may_land_beside, missing_of
from tests.unit.domain.workloads import element

STATES = {state.value[0]: state for state in ElementState if state is not ElementState.DISPATCHED}
"""d(one), r(efused), n(ot sent), u(nknown), a(bsent)."""
SUBJECT = "contact:c-1"


@dataclass(frozen=True, slots=True)
class _Dispatches:
    """The tries of one subject, oldest first."""

    tries: tuple[OpenElement, ...]

    def of(self, subject: str) -> tuple[OpenElement, ...]:
        assert subject == SUBJECT
        return self.tries


@dataclass(frozen=True, slots=True)
class _Books:
    """Books of which nothing but the dispatches counts."""

    dispatches: _Dispatches


def books(tries: str) -> Books:
    """Tries that ended so; one in capitals is of another act."""
    made = []
    for number, letter in enumerate(tries):
        one = element(SUBJECT, state=STATES[letter.lower()])
        act = Act.CREATE_PERSON if letter.islower() else Act.UPDATE_PERSON
        made.append(replace(one, dispatch_id=DispatchId(str(number)), element=replace(one.element, act=act)))
    return cast("Books", _Books(_Dispatches(tuple(made))))


@pytest.mark.parametrize(
    ("tries", "missing"),
    [
        ("", ""),
        ("aa", "01"),
        ("aranu", "02"),
        ("aaD", "01"),
        ("Aa", "1"),
        ("aad", ""),
        ("aada", "3"),
        ("adaadaa", "56"),
        ("daA", "1"),
    ],
)
def test_what_is_missing_is_what_was_given_up_since_it_was_last_done(tries: str, missing: str) -> None:
    found = missing_of(books(tries), SUBJECT, Act.CREATE_PERSON)

    assert [one.dispatch_id for one in found] == [*missing]


@pytest.mark.parametrize(
    ("tries", "before", "missing"),
    [("aad", 2, "01"), ("aadaad", 5, "34"), ("aadaad", 2, "01"), ("dad", 0, "")],
)
def test_what_one_repeated_lies_between_it_and_the_one_done_before_it(
    tries: str, before: int, missing: str
) -> None:
    found = missing_of(books(tries), SUBJECT, Act.CREATE_PERSON, before=DispatchId(str(before)))

    assert [one.dispatch_id for one in found] == [*missing]


@pytest.mark.parametrize(
    ("tries", "made", "beside"), [("aad", 2, "01"), ("ada", 1, "02"), ("daa", 0, "12"), ("dad", 2, "1")]
)
def test_where_an_earlier_try_landed_after_all_a_later_one_may_land_beside_it(
    tries: str, made: int, beside: str
) -> None:
    kept = books(tries)

    found = may_land_beside(kept, kept.dispatches.of(SUBJECT)[made])

    assert [one.dispatch_id for one in found] == [*beside]
