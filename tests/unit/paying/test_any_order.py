"""Any order of what people and both sides do to the payments of one invoice, and what holds all the time.

A story is a few steps drawn from a seed. PAYMENT_STORIES says how many are played instead of the few that a
usual run has time for.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

import pytest

from domain.drafts import PaymentDraft
from domain.errors import OutcomeUnknown
from domain.hold import twin_of
from domain.ledger_document import (
    NOT_APPROVED,
    DocumentStatus,
)
from domain.money import ZERO
from domain.payment_life import PAYMENT_WAITS, PaymentStage
from domain.payment_record import PaymentRecord, PaymentStep
from domain.settings import ASK
from tests.unit.domain.paying import PAID_AT, payment
from tests.unit.paying.anybody import Anybody
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.losing import WAIT
from tests.unit.paying.paid_in import TEN, WAYS
from tests.unit.paying.parting import TRANSFER, open_books, question

MOST_STEPS = 20
STEPS = 9
STORIES = int(os.environ.get("PAYMENT_STORIES", "16"))

Draw = tuple[str, int, int]


@dataclass(slots=True)
class Story(Anybody):
    """Watched at every payment, and wherever nothing is left to do."""

    def check_draft(self, draft: PaymentDraft) -> None:
        """No more than came in and is due, as what came in that way, and where that goes."""
        document = self.document
        assert (draft.document_id, document.status) == (document.id, DocumentStatus.APPROVED)
        assert ZERO < draft.amount <= document.amount_due
        assert document.counted + draft.amount <= self.came, "no more than the portal says came in"
        assert draft.dated in WAYS, "it carries the day that the portal told with it"
        way = WAYS[draft.dated]
        by_way = sum((one.amount for one in self.ours if one.dated == draft.dated), draft.amount)
        came = TEN * sum(way in ways for ways in self.ever)
        assert by_way <= came, f"{by_way} was posted as {way}, of which {came} came in"
        route = self.routes.get(way, ASK)
        if draft.account_id == {"615": "b-1"}.get(route, route):
            return
        about = (document.id, self.came, document.counted)
        to = (draft.account_id, about)
        words = [one for one in self.said if (one.account, one.about) == to and way in one.ways]
        assert sum((one.left for one in words), ZERO) >= draft.amount, f"{way} went to {draft.account_id}"

    def go_on(self) -> None:
        """Until nothing is left to do."""
        for _ in range(MOST_STEPS):
            known = self.known
            if known is None:
                return
            if known.stage is PaymentStage.UNKNOWN:
                if self.looks_later:
                    return
                self.desk.look()
                self.desk.look(after_seconds=WAIT)
            elif known.step is None:
                return
            else:
                assert known.step is not PaymentStep.RECORD
                with suppress(OutcomeUnknown):
                    getattr(self.desk, known.step.value)()
        raise AssertionError("it does not end")

    def check(self) -> None:
        """What must hold where nothing is left to do."""
        known = self.known
        if known is None:
            assert (self.slots, self.document.counted) == ([], ZERO)
            return
        if known.stage is PaymentStage.UNKNOWN:
            return
        now = (self.document.id, self.came, self.document.counted)
        self.said = [one for one in self.said if one.about == now]
        self.check_rest(known)
        before = (replace(known, step_since=PAID_AT), self.desk.held(), len(self.desk.ledger.sent))
        with self.desk.books() as books:
            books.payments.look_anew(None, self.desk.now)
            assert books.holds.of(twin_of(payment().subject)) is None
        self.go_on()
        after = self.known
        assert after is not None
        assert before == (replace(after, step_since=PAID_AT), self.desk.held(), len(self.desk.ledger.sent))

    def check_rest(self, known: PaymentRecord) -> None:
        """Nothing that came in is lost, and nothing is asked that needs no answer."""
        document, missing, asked = self.document, self.came - self.document.counted, question(self.desk)
        assert {one.id for one in self.ours} <= {one.id for one in known.posted}, "each of ours is known"
        assert bool(asked) == (known.stage is PaymentStage.HELD)
        if document.is_gone:
            assert known.stage in (PaymentStage.HELD, PaymentStage.LEFT)
            is_by_word = known.word is not None and not known.word.amount
            assert asked or is_by_word or self.is_cancelled or not self.slots
            return
        if missing == 0:
            assert (known.stage, asked) == (PaymentStage.SETTLED, "")
        if missing <= 0 or known.stage is PaymentStage.HELD:
            return
        if known.stage is PaymentStage.LEFT:
            assert self.is_cancelled or self.said, "a word counts until a side says something else"
            return
        assert known.stage in PAYMENT_WAITS
        if known.stage is PaymentStage.WAITS_APPROVAL:
            assert document.status in NOT_APPROVED
        if known.stage is PaymentStage.WAITS_BANK:
            waits = Decimal(known.facts["open"])
            by_bank = TEN * sum(slot.way == TRANSFER for slot in self.slots)
            excused = known.word.excused if known.word is not None else ZERO
            assert waits <= by_bank, "only what came by transfer is left to the bank feed"
            assert missing - excused <= waits <= missing


RULES: dict[str, tuple[int, Callable[[Story, int, int], None]]] = {
    "begin": (0, Story.begin),
    "more": (8, Story.more),
    "less": (3, Story.less),
    "other way": (2, Story.other_way),
    "cancelled": (1, Story.cancelled),
    "entered": (4, Story.entered),
    "credited": (1, Story.credited),
    "deleted": (3, Story.deleted),
    "approved": (2, Story.approved),
    "voided": (1, Story.voided),
    "sent anew": (4, Story.sent_anew),
    "joined": (1, Story.joined),
    "release": (6, Story.release),
    "retry": (1, Story.retry),
    "route": (2, Story.route),
    "refuse": (2, Story.refuse),
    "lose": (4, Story.lose),
}
"""What may happen, and how often in comparison."""


def steps_of(seed: int, count: int = STEPS) -> list[Draw]:
    """The same for the same seed."""
    random = Random(seed)
    names = random.choices([*RULES], weights=[weight for weight, _ in RULES.values()], k=count)
    return [(name, random.randrange(60), random.randrange(60)) for name in ("begin", "more", *names)]


def run(desk: PaymentDesk, steps: list[Draw]) -> Story:
    """Play it, and look after each step."""
    open_books(desk)
    story = Story(desk)
    desk.ledger.answers = story.answer
    for name, first, second in steps:
        looks_later, story.looks_later = story.looks_later, False
        RULES[name][1](story, first, second)
        story.looks_later = story.looks_later or (looks_later and story.loses)
        story.go_on()
        story.check()
    return story


@pytest.mark.parametrize("seed", range(STORIES))
def test_whatever_happens_no_money_is_lost_and_none_is_posted_twice(desk: PaymentDesk, seed: int) -> None:
    run(desk, steps_of(seed))
