"""Which tries are of one and the same payment: what is missing of a part, and what is sent for it next."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.dispatch import Act, ElementState, OpenElement
from domain.ids import DispatchId
from domain.payment_outcome import Post
from domain.payment_plan import plan_payment
from domain.services.payment_tries import FAMILY, family_of_next
from tests.unit.domain.paying import case, payment, post_of
from tests.unit.domain.workloads import element

STATES = {state.value: state for state in ElementState}


def tried(number: int, told: str) -> OpenElement:
    """One try: how it ended, what it was for (`amount^rise`), and whose repeat it was, if any's."""
    state, money, *family = told.split()
    amount, _, rise = money.partition("^")
    facts = {"amount": amount, FAMILY: "".join(family), **({"rise": rise} if rise else {})}
    one = element(payment().subject, state=STATES[state])
    return replace(
        one,
        dispatch_id=DispatchId(f"t{number}"),
        element=replace(one.element, act=Act.CREATE_PAYMENT, facts=facts),
    )


def post(amount: str, rise: str) -> Post:
    """So much is sent next, for the part that rises up to that."""
    planned = post_of(plan_payment(case()))
    return replace(planned, draft=replace(planned.draft, amount=Decimal(amount)), rise=Decimal(rise))


@pytest.mark.parametrize(
    ("tries", "sent", "family"),
    [
        ([], "40^40", ""),
        (["absent 40^40"], "40^40", "t0"),
        (["absent 40^40"], "20^40", "t0"),
        (["absent 20^40"], "40^40", "t0"),
        (["unknown 40^40"], "40^40", ""),
        (["done 40^40"], "40^40", ""),
        # Another part, as large or not; and the part itself, once another one was posted.
        (["absent 40^40"], "60^100", ""),
        (["absent 40^40"], "40^80", ""),
        (["absent 60^100"], "40^40", ""),
        (["absent 40^40", "done 60^100"], "40^40", "t0"),
        (["absent 40^40", "absent 60^100"], "40^40", "t0"),
        (["absent 40^40", "absent 60^100"], "60^100", "t1"),
        # The figure was corrected, and the part with it.
        (["absent 40^40"], "30^30", "t0"),
        (["absent 40^40"], "100^100", "t0"),
        (["absent 40^40", "absent 100^100 t0"], "60^100", "t0"),
        # One of them made it.
        (["absent 40^40", "done 40^40 t0"], "40^40", ""),
        (["absent 40^40", "done 40^40 t0", "absent 40^40"], "40^40", "t2"),
        # Of no part by itself; the books of before know of none.
        (["absent 40"], "60^100", "t0"),
        (["absent 40^0"], "60^100", "t0"),
        (["absent 40^40"], "60^0", "t0"),
    ],
)
def test_what_is_sent_next_repeats_what_is_missing_of_the_same_money(
    tries: list[str], sent: str, family: str
) -> None:
    amount, _, rise = sent.partition("^")

    known = [tried(number, told) for number, told in enumerate(tries)]

    still_open = {Decimal(one.element.facts.get("rise", "0")) for one in known}

    assert family_of_next(known, post(amount, rise), still_open) == family


def test_what_others_have_paid_since_may_come_in_place_of_what_is_sent() -> None:
    known = [tried(0, "absent 40^40")]

    assert family_of_next(known, post("40", "80"), still_open={Decimal(80)}) == "t0"
