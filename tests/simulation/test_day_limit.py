"""Xero's limit of a day, met by each kind of call: it is waited for, and then everything goes on."""

from decimal import Decimal
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from domain.life import Stage
from domain.payment_life import PaymentStage
from tests.support.billing_firm import PAYMENTS, SETTINGS
from tests.support.billing_house import NEW, BillingHouse, billing_house

A_WHILE, HOUR = 300.0, 3_600.0
REST_OF_THE_DAY = 3 * HOUR
SELDOM = 900.0
MOST_CALLS = 12
"""What is called in vain while the day lasts: nothing but what was on its way when it was met."""
CALLS = [
    "PUT /Contacts",
    "PUT /Invoices",
    "POST /Invoices",
    "PUT /Payments",
    "GET /Invoices",
    "GET /Contacts",
]


def stands(here: BillingHouse) -> list[tuple[str, Decimal, Decimal]]:
    """Every document: its status, what is paid, and what is due."""
    return [
        (one["Status"], Decimal(str(one["AmountPaid"])), Decimal(str(one["AmountDue"])))
        for one in here.documents().values()
    ]


@pytest.mark.parametrize("call", CALLS)
def test_a_day_s_limit_is_waited_for_and_nothing_is_there_twice(tmp_path: Path, call: str) -> None:
    method, path = call.split()
    settings = {**SETTINGS, **PAYMENTS, "approve-on-payment": "on"}
    with billing_house(tmp_path, settings=settings) as here:
        faults = here.house.world.faults
        faults.add(
            Fault(
                kind=FaultKind.LIMIT_DAY, side="xero", method=method, path=f"{path}$", seconds=REST_OF_THE_DAY
            )
        )
        issued = here.issue("Website", to=NEW)
        here.in_hubflo("pay_invoice", invoice_id=issued, method="bank_card")
        here.run_for(A_WHILE)
        assert len(faults.strikes) == 1
        before = here.xero_calls()

        here.run_for(2 * HOUR, tick_seconds=SELDOM)

        assert here.xero_calls() - before <= MOST_CALLS
        assert here.cause(issued) is None

        here.run_for(2 * HOUR, tick_seconds=SELDOM)

        assert here.record(issued).stage is Stage.LINKED
        assert stands(here) == [("PAID", Decimal(120), Decimal(0))]
        with here.house.container.storage().store.reading(here.connection.id) as books:
            payment = books.payments.get(issued)
        assert payment is not None
        assert payment.stage is PaymentStage.SETTLED
