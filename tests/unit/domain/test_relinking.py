"""What an invoice is linked to again, by the marks on both sides, and when a person must say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hold import Cause
from domain.invoice import InvoiceId, InvoiceStatus
from domain.invoice_record import InvoiceRecord
from domain.ledger_document import DocumentId, DocumentKind, DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.numbering import mark_in_reference, placeholder
from domain.relinking import AskFor, Found, LinkAgain, Traces, found_again, is_near, looked_up_by, marks_of
from tests.support.invoices import INVOICE
from tests.unit.domain.invoicing import DAY, answered, cancelled, document_of, issued, record_of, sent_of
from tests.unit.domain.properties import tried

FIRST, SECOND = (DocumentId(f"7d9a4c10-0000-4000-8000-00000000000{n}") for n in (1, 2))
OURS = document_of(sent_of(), id=FIRST)
"""It bears the invoice's mark by its number alone."""
ANOTHERS = InvoiceId("11111111-2222-4333-8444-555555555555")
TYPED = replace(OURS, id=SECOND, number="INV-0042", reference="by hand")
"""Nothing of ours, and it agrees with the invoice in total and currency."""
REMOVED = replace(OURS, status=DocumentStatus.VOIDED)


def naming(text: str, **more: Any) -> InvoiceRecord:
    """The record of an invoice whose accounting reference says that."""
    return record_of(replace(issued(), accounting_id=text), **more)


def traces(*marked: LedgerDocument, named: LedgerDocument | None = None, **more: Any) -> Traces:
    """What both sides show; whoever is named was asked for."""
    return Traces(marked=marked, named=named, **{"asked": True, **more})


def again(found: Found | None) -> LinkAgain:
    """It is linked again."""
    assert isinstance(found, LinkAgain), found
    return found


def clash(found: Found | None) -> Mapping[str, str]:
    """The marks contradict one another: the facts of the question."""
    assert isinstance(found, Cause), found
    assert found.code == "marks-contradict"
    return found.facts


@pytest.mark.parametrize("text", ["", FIRST, FIRST.upper(), "some other text"])
def test_one_marked_document_is_it(text: str) -> None:
    named = OURS if text.lower() == FIRST else None

    found = again(found_again(naming(text), traces(OURS, named=named)))

    assert (found.document.id, found.generation, found.left) == (FIRST, 0, frozenset())


def test_what_the_accountant_renumbered_is_told_by_its_link() -> None:
    renumbered = replace(OURS, number="INV-77", address=f"https://hubflo.example/{INVOICE}")

    assert marks_of(renumbered) == {INVOICE}
    assert again(found_again(naming(FIRST), traces(renumbered, named=renumbered))).document == renumbered


@pytest.mark.parametrize("stage", [Stage.SEEN, Stage.DUE, Stage.SKIPPED, Stage.REMOVED])
def test_what_old_books_know_nothing_of_is_linked_from_wherever_it_was(stage: Stage) -> None:
    assert again(found_again(naming("", stage=stage), traces(OURS))).document == OURS


def test_held_in_front_of_its_sending_is_linked_too() -> None:
    held = naming("", stage=Stage.HELD, before_hold=Stage.DUE)

    assert again(found_again(held, traces(OURS))).document == OURS


@pytest.mark.parametrize(
    "stage", [Stage.DISPATCHED, Stage.UNKNOWN, Stage.CREATED, Stage.PROVEN, Stage.CANCELLED]
)
def test_what_is_on_its_way_or_over_is_left_to_what_settles_it(stage: Stage) -> None:
    other = replace(OURS, id=SECOND)

    assert found_again(naming(SECOND, stage=stage, document_id=FIRST), traces(OURS, named=other)) is None


def test_a_cancelled_invoice_is_linked_before_its_cancelling_is_told() -> None:
    record = record_of(cancelled(issued()))

    assert again(found_again(record, traces(OURS))).document == OURS


def test_its_removal_was_an_answer() -> None:
    found = again(found_again(naming(FIRST), traces(REMOVED, named=REMOVED)))

    assert (found.document, found.generation) == (REMOVED, 0)


@pytest.mark.parametrize("stage", [Stage.SKIPPED, Stage.REMOVED])
def test_what_is_not_to_be_sent_stays_so_where_nothing_stands_there(stage: Stage) -> None:
    record = naming(FIRST, stage=stage, document_id=FIRST if stage is Stage.REMOVED else None)

    assert found_again(record, traces(REMOVED, named=REMOVED)) is None


@pytest.mark.parametrize("named", [None, REMOVED])
def test_what_was_sent_anew_is_it_and_the_next_one_gets_the_next_number(named: LedgerDocument | None) -> None:
    newer = replace(OURS, id=SECOND, number=placeholder(INVOICE, 1))
    record = naming(FIRST if named is not None else "")

    found = again(found_again(record, traces(REMOVED, newer, named=named)))

    assert (found.document.id, found.generation, found.left) == (SECOND, 1, frozenset({FIRST}))


def test_numbers_that_were_replaced_still_count() -> None:
    newer = replace(OURS, id=SECOND, number="INV-9", address=f"x/{INVOICE}")

    assert again(found_again(naming(""), traces(REMOVED, newer))).generation == 1


def test_of_several_removals_the_newest_is_it() -> None:
    newer = replace(REMOVED, id=SECOND, number=placeholder(INVOICE, 1))

    found = again(found_again(naming(""), traces(newer, REMOVED)))

    assert (found.document.id, found.generation) == (SECOND, 1)


def test_two_that_stand_there_are_a_question() -> None:
    facts = clash(found_again(naming(FIRST), traces(OURS, replace(OURS, id=SECOND), named=OURS)))

    assert (facts["why"], facts["count"], facts["reference"]) == ("several", "2", FIRST)
    assert FIRST in facts["documents"]
    assert SECOND in facts["documents"]


def test_a_document_that_a_person_parted_it_from_does_not_count() -> None:
    answers = answered(unlinked_from=FIRST)
    second = replace(OURS, id=SECOND, number=placeholder(INVOICE, 1))

    assert (
        again(found_again(naming(FIRST, answers=answers), traces(OURS, second, named=OURS))).document
        == second
    )
    assert found_again(naming(FIRST, answers=answers), traces(OURS, named=OURS)) is None


def test_named_by_the_portal_and_marked_are_two_documents() -> None:
    assert clash(found_again(naming(SECOND), traces(OURS, named=TYPED)))["why"] == "elsewhere"


def test_what_it_would_be_is_another_invoice() -> None:
    taken = traces(OURS, owners={FIRST: "Another"})

    assert clash(found_again(naming(""), taken))["why"] == "other-invoice"


def test_the_portal_names_what_was_made_for_another_invoice() -> None:
    number = placeholder(ANOTHERS, 0)
    marked = [replace(TYPED, number=number), replace(TYPED, reference=f"x {mark_in_reference(ANOTHERS)}")]

    for document in marked:
        assert clash(found_again(naming(SECOND), traces(named=document)))["why"] == "other-invoice"


def test_the_portal_names_what_is_not_there() -> None:
    assert clash(found_again(naming(SECOND), traces(OURS)))["why"] == "absent"


def test_who_is_named_and_not_in_our_copy_is_asked_for_first() -> None:
    record = naming(SECOND)

    assert found_again(record, traces(OURS, asked=False)) == AskFor(document_id=SECOND)
    assert found_again(replace(record, stage=Stage.SKIPPED), traces(asked=False)) is None


def test_what_a_person_linked_bears_no_mark_and_agrees_in_total() -> None:
    assert again(found_again(naming(SECOND), traces(named=TYPED))).document == TYPED


def test_a_credit_note_says_without_a_sign_what_it_takes_back() -> None:
    credit = replace(issued(), net_total=Decimal(-100), tax_total=Decimal(-20), accounting_id=SECOND)
    note = replace(TYPED, kind=DocumentKind.CREDIT_NOTE, total=Decimal("120.00"))

    assert again(found_again(record_of(credit), traces(named=note))).document == note


@pytest.mark.parametrize("field", [{"total": Decimal("119.99")}, {"currency": "GBP"}])
def test_unmarked_and_of_another_amount_is_a_question(field: Mapping[str, Any]) -> None:
    assert clash(found_again(naming(SECOND), traces(named=replace(TYPED, **field))))["why"] == "differs"


def test_a_link_that_old_books_have_otherwise_is_a_question() -> None:
    linked = naming(SECOND, stage=Stage.LINKED, document_id=FIRST)

    assert clash(found_again(linked, traces(OURS, named=TYPED)))["why"] == "elsewhere"
    kept = replace(linked, answers=answered(keep_reference="mine"))
    assert found_again(kept, traces(OURS, named=TYPED)) is None
    assert found_again(naming(FIRST, stage=Stage.LINKED, document_id=FIRST), traces(OURS, named=OURS)) is None


def test_what_could_be_it_is_a_question() -> None:
    found = found_again(naming(""), traces(alike=(TYPED,)))

    assert isinstance(found, Cause)
    assert (found.code, found.facts["count"]) == ("looks-already-there", "1")
    assert "INV-0042" in found.facts["documents"]


@pytest.mark.parametrize(
    "record",
    [
        record_of(replace(issued(), status=InvoiceStatus.DRAFT)),
        record_of(replace(issued(), issued_at=None)),
        record_of(cancelled(issued())),
        naming("", stage=Stage.SKIPPED),
        naming("", answers=answered(not_a_double="it is not")),
    ],
)
def test_who_cannot_become_a_second_one_is_not_asked_about(record: InvoiceRecord) -> None:
    assert found_again(record, traces(alike=(TYPED,))) is None


def test_without_a_trace_it_is_nothing_of_ours() -> None:
    assert found_again(naming(""), traces()) is None
    assert found_again(naming("paid in cash"), traces()) is None


@pytest.mark.parametrize(("days", "near"), [(0, True), (7, True), (-7, True), (8, False)])
def test_near_is_a_week(days: int, near: bool) -> None:
    assert is_near(replace(TYPED, dated=date.fromordinal(DAY.toordinal() + days)), DAY) is near
    assert not is_near(replace(TYPED, dated=None), DAY)


@tried
@given(st.uuids(version=4), st.integers(min_value=0, max_value=800))
def test_every_mark_of_ours_leads_to_its_invoice(guid: Any, generation: int) -> None:
    invoice_id = InvoiceId(str(guid))
    by_number = replace(TYPED, number=placeholder(invoice_id, generation))
    by_reference = replace(TYPED, reference=f"PO 7 {mark_in_reference(invoice_id)}")
    by_link = replace(TYPED, address=f"https://hubflo.example/invoices/{invoice_id}?x=1")

    for document in (by_number, by_reference, by_link):
        assert marks_of(document) & {*looked_up_by(invoice_id)}
    assert marks_of(TYPED) == frozenset()
