"""A day's reserve is for what was sent and is unknown; what else there is to do waits for tomorrow."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.dispatch import Act, OpenElement
from domain.invoice import InvoiceId
from domain.invoice_record import Step
from domain.outage import Side
from domain.units import SendDocuments, SettleDispatch
from domain.work import next_look, next_unit
from domain.workload import InvoiceLoad
from tests.support.clock import NOON
from tests.unit.domain.workloads import MINUTE, QUIET, element

TOMORROW = NOON + timedelta(hours=20)
ISSUED = InvoiceId("0f3e9a61-5c1d-4b7e-9d2a-3c4b5a697887")
SENDABLE = replace(
    QUIET, invoices=InvoiceLoad(are_sent=True, agenda={Step.SEND: (ISSUED,)}, books_read_at=NOON)
)


def unknown(look_at: datetime) -> OpenElement:
    """A document that was sent, and nobody knows whether it arrived."""
    found = element(f"invoice:{ISSUED}", look_at=look_at)
    return replace(found, element=replace(found.element, act=Act.CREATE_DOCUMENT))


def test_what_can_be_sent_is_sent_while_the_day_has_calls() -> None:
    assert isinstance(next_unit(SENDABLE, NOON), SendDocuments)


def test_nothing_is_sent_from_the_reserve_of_a_day() -> None:
    spent = replace(SENDABLE, spent={Side.LEDGER: TOMORROW})

    assert next_unit(spent, NOON) is None


def test_an_unknown_outcome_is_looked_for_from_the_reserve() -> None:
    spent = replace(SENDABLE, spent={Side.LEDGER: TOMORROW}, elements=(unknown(NOON),))

    assert isinstance(next_unit(spent, NOON), SettleDispatch)


def test_the_next_look_for_it_does_not_wait_for_tomorrow() -> None:
    soon = NOON + 3 * MINUTE
    idle = replace(QUIET, spent={Side.LEDGER: TOMORROW}, elements=(unknown(soon),))

    assert next_look(idle, NOON + MINUTE) == soon
