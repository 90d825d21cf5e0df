"""What counts right before a notice leaves: both sides are read, and a person may have said something."""

from datetime import timedelta
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest

from domain.dispatch import Envelope
from domain.errors import (
    AccessLost,
    Invalid,
    Problem,
    Rejected,
    Throttled,
    Unavailable,
)
from domain.outage import Side, subject_of
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.settings import Rhythm
from tests.support.clock import NOON
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.noticing import MATCHED, record, to_be_told


@pytest.fixture
def desk(desk: PaymentDesk) -> PaymentDesk:
    """Paid in the ledger by somebody, and set so that the portal is told."""
    return to_be_told(desk)


def test_a_match_that_was_taken_back_meanwhile_is_not_recorded(desk: PaymentDesk) -> None:
    """The portal was down for a while: the document is read in the same unit."""
    desk.ledger.document = there()

    record(desk)

    assert (desk.portal.sent, desk.tries()) == ([], [])
    assert (desk.payment().stage, desk.payment().step) == (PaymentStage.SETTLED, None)


def test_a_document_that_is_not_shown_is_tried_later_and_then_told(desk: PaymentDesk) -> None:
    desk.ledger.refused = {MATCHED.id}
    pauses = []
    for _ in range(5):
        record(desk)
        not_before = desk.payment().not_before
        assert not_before is not None
        pauses.append(not_before - desk.now)

    record(desk)

    pause = Rhythm().settle_pause
    assert pauses == [pause * 2**times for times in range(5)]
    held = desk.held()
    assert held is not None
    assert (held.cause.facts["problem"], desk.portal.sent) == ("document-not-shown", [])


@pytest.mark.parametrize(
    ("problem", "is_closed"),
    [
        (Throttled(until=NOON + timedelta(days=9), limit="day", service="xero"), False),
        (Unavailable(), True),
        (AccessLost(), True),
    ],
)
def test_while_the_ledger_does_not_answer_nothing_is_recorded_and_the_portal_is_not_blamed(
    desk: PaymentDesk, problem: Problem, is_closed: bool
) -> None:
    desk.ledger.down = problem

    record(desk)

    not_before = desk.payment().not_before
    assert not_before is not None
    assert not_before > desk.now
    if isinstance(problem, Throttled):
        assert not_before == problem.until
    with desk.books() as books:
        sides = [books.holds.of(subject_of(side)) is not None for side in (Side.LEDGER, Side.PORTAL)]
    assert (sides, desk.portal.sent) == ([is_closed, False], [])
    assert desk.payment().step is PaymentStep.RECORD


def test_a_word_said_while_it_is_being_sent_is_not_lost(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the plan and the write nobody gets a word in; after it they are told that it is on its way."""
    said: list[str] = []

    def release() -> None:
        try:
            desk.steering.release(desk.connection.id, INVOICE, Decimal(0), actor="person:ada")
        except Invalid as problem:
            said.append(problem.reason)

    person = Thread(target=release)
    envelope = desk.portal.payment_envelope

    def meanwhile(*what: Any) -> Envelope:
        person.start()
        person.join(0.3)
        return envelope(*what)

    monkeypatch.setattr(desk.portal, "payment_envelope", meanwhile)
    record(desk)
    person.join()

    assert (said, desk.payment().word) == (["payment-on-its-way"], None)
    assert len(desk.portal.sent) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_where_the_settings_were_never_read_it_is_decided_or_told(
    desk: PaymentDesk, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Else it would be on its way for ever, or be tried for ever."""

    def never_read() -> None:
        for module in ("record_payment", "payment_whys"):
            monkeypatch.setattr(f"domain.services.{module}.case_of", lambda *_: None)

    def refuse(amount: Decimal) -> None:
        never_read()
        raise Rejected("Not today")

    desk.portal.answers = refuse
    if when == "before":
        never_read()
    record(desk)

    held = desk.held()
    if when == "before":
        assert (held, desk.payment().step, desk.portal.sent) == (None, PaymentStep.DECIDE, [])
    else:
        assert held is not None
        assert held.cause.facts["said"] == "Not today"
