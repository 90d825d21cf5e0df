"""Invoices by the Xero adapter over the sandbox, with both positions of what nobody can be sure of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero as sandbox
from domain.drafts import DocumentChange, Refusal
from domain.ids import LedgerContactId
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre, predicted
from tests.contracts.xero_scene import Scene, by_id, office
from tests.unit.xero_adapter.drafts import draft, invoice_id, line

TAKEN = "Invoice # must be unique."
BOTH = [True, False]


# --- Created, and read back ---


@pytest.mark.parametrize("amounts_are", list(AmountsAre))
def test_an_invoice_arrives_whole_and_every_way_to_read_it_shows_the_same(amounts_are: AmountsAre) -> None:
    made, contact = office()
    one = draft(
        contact_id=contact,
        amounts_are=amounts_are,
        lines=(
            line(description="Été – 3 h", quantity=Decimal("0.3333"), unit_price=Decimal("33.3333")),
            line(
                discount=Decimal("12.5"), unit_price=Decimal("0.5055"), rate=Decimal(5), tax_type="RROUTPUT"
            ),
            line(quantity=Decimal(1), unit_price=Decimal("-25.00")),
        ),
    )

    (answered,) = made.made(one)
    (read,) = by_id(made, answered)

    assert (read.status, read.number, read.contact_id) == (
        DocumentStatus.AWAITING_APPROVAL,
        one.number,
        contact,
    )
    assert (read.dated, read.due, read.currency) == (date(2026, 11, 18), date(2026, 12, 18), "GBP")
    assert (read.reference, read.address, read.amounts_are) == ("PO 7", one.address, amounts_are)
    assert [(row.description, row.unit_price, row.discount) for row in read.lines] == [
        (row.description, row.unit_price, row.discount) for row in one.lines
    ]
    expected = predicted(one.lines, amounts_are)
    assert (read.total, read.tax) == (expected.total, sum(expected.tax_by_rate.values()))
    assert replace(answered, contact_name="") == replace(read, contact_name="")
    assert made.all_invoices() == [read]
    assert made.ledger.documents_numbered([one.number]) == (read,)
    assert made.of_ours(since=made.clock.now()) == (read,)


def test_a_draft_by_setting_stays_one() -> None:
    made, contact = office()

    (document,) = made.made(draft(contact_id=contact, for_approval=False))

    assert document.status is DocumentStatus.DRAFT


def test_a_full_batch_is_one_call_and_read_back_with_one_more() -> None:
    made, contact = office()
    drafts = [draft(number, contact_id=contact) for number in range(made.ledger.traits.batch)]

    documents = made.made(*drafts)
    read = by_id(made, *documents)

    assert {one.id for one in read} == {one.id for one in documents}
    assert made.calls("/Invoices") == 2


@pytest.mark.parametrize("level", ["AUTHORISED", "DRAFT"])
def test_all_that_approval_needs_is_sent(level: str) -> None:
    made, contact = office(submitted_validated_as=level)

    (document,) = made.made(draft(contact_id=contact))
    made.act(sandbox.approve_invoice, document.id)

    assert by_id(made, document)[0].status is DocumentStatus.APPROVED


@pytest.mark.parametrize("level", ["AUTHORISED", "DRAFT"])
def test_what_approval_lacks_is_refused_now_or_never_silently_added(level: str) -> None:
    made, contact = office(submitted_validated_as=level)

    (answered,) = made.send(draft(contact_id=contact, lines=(line(account=""),))).values()

    if level == "AUTHORISED":
        assert answered == Refusal(sentences=("Account must be valid.",))
    else:
        assert isinstance(answered, LedgerDocument)
        assert answered.lines[0].account == ""


@pytest.mark.parametrize("sent", ["accepted", "ignored"])
def test_a_tax_that_was_moved_by_a_cent_shows_in_the_answer(sent: str) -> None:
    made, contact = office(tax_amount=sent)

    (document,) = made.made(draft(contact_id=contact, lines=(line(tax=Decimal("199.91")),)))

    assert document.tax == Decimal("199.91" if sent == "accepted" else "199.90")


@pytest.mark.parametrize("warns", BOTH)
def test_a_warning_about_a_rate_is_no_refusal(warns: bool) -> None:
    made, contact = office(currency_rate_warns=warns)

    (document,) = made.made(draft(contact_id=contact, currency="EUR"))

    assert (document.currency, document.total) == ("EUR", Decimal("1199.40"))


# --- Each element by itself ---


@pytest.mark.parametrize("summarizes", BOTH)
@pytest.mark.parametrize("key", ["Message", "Description"])
def test_the_bad_ones_of_a_batch_are_told_and_the_good_ones_are_there(summarizes: bool, key: str) -> None:
    made, contact = office(summarize_errors_default=summarizes, validation_message_key=key)
    made.made(draft(1, contact_id=contact))
    batch = [
        draft(1, contact_id=contact),
        draft(2, contact_id=contact),
        draft(3, contact_id=contact, lines=(line(account="999"),)),
        draft(4, contact_id=contact, currency="CHF"),
    ]

    answers = made.send(*batch, dispatch="dispatch-2")

    assert isinstance(answers[invoice_id(2)], LedgerDocument)
    assert answers[invoice_id(1)] == Refusal(sentences=(TAKEN,), is_taken=True)
    assert answers[invoice_id(3)] == Refusal(
        sentences=("Account code '999' is not a valid code for this document.",)
    )
    assert answers[invoice_id(4)] == Refusal(sentences=("Organisation is not subscribed to currency CHF",))
    assert len(made.all_invoices()) == 2


def test_a_locked_day_and_an_archived_customer_are_told_in_xeros_words() -> None:
    made, contact = office()
    old = made.contact(Name="Old Client")
    made.act(sandbox.archive_contact, old)

    answers = made.send(
        draft(1, contact_id=contact, dated=date(2026, 1, 31)), draft(2, contact_id=LedgerContactId(old))
    )

    locked, archived = answers[invoice_id(1)], answers[invoice_id(2)]
    assert isinstance(locked, Refusal)
    assert locked.sentences[0].startswith("The document date cannot be before the")
    assert isinstance(archived, Refusal)
    assert not archived.is_taken


def test_who_may_not_create_is_told() -> None:
    made, contact = office()
    sandbox.permit(made.world.xero, made.tenant_id, "CreateDraftInvoice", made.clock.now(), allowed=False)

    assert isinstance(made.send(draft(contact_id=contact))[invoice_id(1)], Refusal)


# --- Named writes ---


def change(made: Scene, *changes: DocumentChange, dispatch: str = "change-1") -> Any:
    """Sent in one dispatch."""
    envelope = made.ledger.changes_envelope(changes)
    return made.ledger.send_changes(envelope, changes, dispatch_id=dispatch)  # type: ignore[arg-type]  # free test input


@pytest.mark.parametrize("summarizes", BOTH)
def test_numbers_are_set_and_nothing_else_of_an_invoice_moves(summarizes: bool) -> None:
    made, contact = office(summarize_errors_default=summarizes)
    first, second, third = made.made(*(draft(number, contact_id=contact) for number in (1, 2, 3)))

    answers = change(
        made,
        DocumentChange(document_id=first.id, number="F-2026-0001"),
        DocumentChange(document_id=second.id, number=third.number),
        DocumentChange(document_id=DocumentId("243216c5-369e-4056-ac67-ffffffffffff"), number="F-9"),
    )

    (read,) = by_id(made, first)
    assert answers[first.id] == replace(read, contact_name=answers[first.id].contact_name)
    assert read == replace(first, number="F-2026-0001", contact_name=read.contact_name)
    assert answers[second.id] == Refusal(sentences=(TAKEN,), is_taken=True)
    unknown = answers[DocumentId("243216c5-369e-4056-ac67-ffffffffffff")]
    assert isinstance(unknown, Refusal)
    assert len(made.all_invoices()) == 3


def test_a_removal_deletes_what_is_not_approved_and_nothing_else() -> None:
    made, contact = office()
    waiting, draft_, approved = made.made(*(draft(number, contact_id=contact) for number in (1, 2, 3)))
    made.act(sandbox.reject_invoice, draft_.id)
    made.act(sandbox.approve_invoice, approved.id)

    answers = change(
        made, *(DocumentChange(document_id=one.id, removes=True) for one in (waiting, draft_, approved))
    )

    assert [answers[one.id].status for one in (waiting, draft_)] == [DocumentStatus.DELETED] * 2
    assert answers[approved.id] == Refusal(sentences=("Invoice not of valid status for modification",))
    assert by_id(made, approved)[0].status is DocumentStatus.APPROVED
