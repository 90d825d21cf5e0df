"""What is to be done next for an invoice follows from where it is, and from nothing else."""

from itertools import product

import pytest

from domain.invoice_record import InvoiceCounts, Readiness, Step, subject_of_invoice
from domain.life import FINAL, IN_WORK, Stage
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import record_of


@pytest.mark.parametrize(
    ("stage", "readiness", "step"),
    [
        (Stage.SEEN, Readiness.UNDECIDED, Step.DECIDE),
        (Stage.SEEN, Readiness.SETTLED, None),
        (Stage.DUE, Readiness.UNDECIDED, Step.DECIDE),
        (Stage.DUE, Readiness.LOOK, Step.LOOK),
        (Stage.DUE, Readiness.CONTACT, Step.CONTACT),
        (Stage.DUE, Readiness.READY, Step.SEND),
        (Stage.CREATED, Readiness.SETTLED, Step.PROVE),
        (Stage.PROVEN, Readiness.SETTLED, Step.LINK),
        (Stage.DISPATCHED, Readiness.SETTLED, None),
        (Stage.UNKNOWN, Readiness.SETTLED, None),
    ],
)
def test_the_next_step(stage: Stage, readiness: Readiness, step: Step | None) -> None:
    assert record_of(stage=stage, readiness=readiness).step is step


@pytest.mark.parametrize(("stage", "readiness"), list(product(sorted(FINAL), Readiness)))
def test_nothing_is_done_by_itself_for_what_is_final(stage: Stage, readiness: Readiness) -> None:
    assert record_of(stage=stage, readiness=readiness).step is None


@pytest.mark.parametrize(("stage", "readiness"), list(product(Stage, Readiness)))
def test_what_is_to_be_read_again_is_read_first(stage: Stage, readiness: Readiness) -> None:
    assert record_of(stage=stage, readiness=readiness, wants_read=True).step is Step.READ


def test_each_wish_to_read_it_is_another_one() -> None:
    once = record_of().to_be_read()

    assert once.wants_read
    assert once.to_be_read() != once
    assert once.to_be_read().as_read() == once.as_read() == record_of()
    assert once.as_read(again=True) == once


@pytest.mark.parametrize("before", sorted(IN_WORK))
def test_a_held_one_waits_until_it_is_looked_at_anew(before: Stage) -> None:
    held = record_of(stage=Stage.HELD, before_hold=before, readiness=Readiness.SETTLED)
    anew = record_of(stage=Stage.HELD, before_hold=before, readiness=Readiness.UNDECIDED)

    assert held.place is before
    assert held.step is None
    assert anew.step is {
        Stage.SEEN: Step.DECIDE,
        Stage.DUE: Step.DECIDE,
        Stage.CREATED: Step.PROVE,
        Stage.PROVEN: Step.LINK,
    }.get(before)


def test_its_name_in_the_story() -> None:
    assert record_of().subject == subject_of_invoice(INVOICE) == f"invoice:{INVOICE}"


def test_counts_are_conserved_only_if_every_invoice_is_somewhere() -> None:
    by_stage = {Stage.LINKED: 3, Stage.HELD: 1, Stage.SKIPPED: 2}

    assert InvoiceCounts(seen=6, by_stage=by_stage).conserved
    assert not InvoiceCounts(seen=7, by_stage=by_stage).conserved
    assert InvoiceCounts(seen=6, by_stage=by_stage).of(Stage.LINKED, Stage.HELD, Stage.DUE) == 4
