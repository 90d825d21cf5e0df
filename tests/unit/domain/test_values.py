"""Values that are made quickly are the same values."""

from dataclasses import FrozenInstanceError

import pytest

from domain.contact import Address, new_address
from domain.reasons import Reason
from domain.values import quick

new_reason = quick(Reason)


@pytest.mark.parametrize(
    ("quickly", "plainly"),
    [
        (new_address(), Address()),
        (new_address(city="Leeds", country="UK"), Address(city="Leeds", country="UK")),
        (new_reason(code="merged"), Reason(code="merged")),
        (new_reason(code="merged", facts={"into": "c-2"}), Reason(code="merged", facts={"into": "c-2"})),
    ],
)
def test_it_is_the_value_that_its_class_makes(quickly: object, plainly: object) -> None:
    assert type(quickly) is type(plainly)
    assert quickly == plainly
    assert repr(quickly) == repr(plainly)


def test_it_is_as_frozen_as_any() -> None:
    with pytest.raises(FrozenInstanceError):
        new_address(city="Leeds").city = "York"  # type: ignore[misc]  # what must be refused


def test_it_can_be_looked_up_by() -> None:
    assert hash(new_address(city="Leeds")) == hash(Address(city="Leeds"))


def test_no_two_share_what_a_field_begins_with() -> None:
    assert new_reason(code="merged").facts is not new_reason(code="merged").facts


def test_it_takes_what_its_class_takes() -> None:
    with pytest.raises(TypeError):
        new_reason()  # type: ignore[call-arg]  # what must be refused
    with pytest.raises(TypeError):
        new_reason(code="merged", cause="none")  # type: ignore[call-arg]  # what must be refused
    with pytest.raises(TypeError):
        new_reason("merged")  # type: ignore[call-arg]  # what must be refused
