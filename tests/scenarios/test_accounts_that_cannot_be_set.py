"""An account that cannot be used is refused in a sentence that says why, and what there is instead."""

from pathlib import Path

import pytest

from domain.errors import Invalid
from entrypoints.catalogue import problem_sentence
from tests.support.billing_house import ACTOR, billing_house


@pytest.mark.parametrize(
    ("given", "trouble"),
    [
        ("999", 'Xero has no account with the code "999"'),
        ("Other Revenue", 'Xero has no account with the code "Other Revenue"'),
        ("200 - Sales of\nthings", "Xero has no account with the code"),
        ("090", "is not of a kind that sales may be booked on"),
    ],
)
def test_the_refusal_says_why_and_what_there_is(tmp_path: Path, given: str, trouble: str) -> None:
    with billing_house(tmp_path) as here, pytest.raises(Invalid) as refused:
        here.house.container.adjusting().change(here.connection, "revenue-account", given, actor=ACTOR)

    told = problem_sentence(refused.value, "UTC", now=here.house.clock.now())
    assert trouble in told
    assert "Give the code of another one; for sales there are: " in told
