"""Where invoices stand in a word or two, and what is said while nothing is asked of anybody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.dispatch import Act
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from domain.invoice_record import InvoiceRecord, Readiness, Step
from domain.ledger_document import DocumentStatus
from domain.life import Stage
from entrypoints.catalogue import (
    document_label,
    gone_line,
    rung_words,
    skip_label,
    stage_label,
    step_label,
    unknown_sentence,
    waiting_line,
)
from tests.unit.catalogue.people import INVOICE_ID, NOON, PLACEHOLDER, ZONE
from tests.unit.catalogue.test_lists import TYPED

SENT = datetime(2026, 5, 3, 9, 2, tzinfo=UTC)
INVOICE = PortalInvoice(
    id=InvoiceId(INVOICE_ID),
    title="Logo",
    status=InvoiceStatus.ISSUED,
    status_word="issued",
    currency="GBP",
    net_total=Decimal(1200),
    tax_total=Decimal(200),
    paid_amount=Decimal(0),
    lines=(),
)
RECORD = InvoiceRecord(invoice=INVOICE, stage=Stage.DUE, seen_at=NOON, read_at=NOON, step_since=NOON)
IN_XERO = replace(
    RECORD, readiness=Readiness.SETTLED, number=PLACEHOLDER, receipt=TYPED, dated=date(2026, 4, 2)
)


def test_labels() -> None:
    assert stage_label(Stage.UNKNOWN) == "sent, and its answer was lost"
    assert step_label(Step.PROVE) == "it is read back from Xero and compared"
    assert document_label(DocumentStatus.AWAITING_APPROVAL) == "awaiting approval"
    assert skip_label("before-start") == "older than the start date"
    assert skip_label("moon-phase") == "another reason (moon-phase)"
    assert rung_words("b") == "with prices that include the tax"
    assert rung_words("z") == "in another way (z)"


@pytest.mark.parametrize("status", ["voided", "deleted"])
def test_what_was_taken_away_says_how_it_is_sent_again(status: str) -> None:
    record = replace(IN_XERO, stage=Stage.REMOVED, reason=status)

    assert gone_line(record, ZONE) == (
        f'"Logo" (Acme Ltd, 1,200.00 GBP, 2 April 2026) was {status} in Xero. It is not sent again by '
        'itself. To send it once more: `hubflo-xero invoices resend Logo --because "why"`.'
    )


def test_what_is_cancelled_as_well_is_not_sent_again() -> None:
    cancelled = replace(INVOICE, status=InvoiceStatus.CANCELLED)
    record = replace(IN_XERO, invoice=cancelled, stage=Stage.REMOVED, reason="voided")

    assert gone_line(record, ZONE).endswith(
        " was voided in Xero. It is cancelled in Hubflo too. Nothing to do."
    )


def test_an_unknown_outcome_is_nobodys_question() -> None:
    said = unknown_sentence("Logo", SENT, ZONE, settled_by=SENT + timedelta(minutes=10), now=NOON)

    assert said == (
        'We sent "Logo" at 10:02 today and the line broke before the answer. It may be in Xero already, so '
        "we look for it instead of sending it again. Nothing to do. By 10:12 today it is linked or sent; if "
        "we cannot tell, we ask you. [unknown-outcome]"
    )


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (Act.CREATE_DOCUMENT, "Within minutes it is linked or sent; if we cannot tell, we ask you."),
        (Act.CREATE_CUSTOMER, 'We asked Xero to create the contact "Logo" at 10:02 today'),
        (Act.CHANGE_DOCUMENT, 'We sent the change of "Logo" that you asked for at 10:02 today'),
        (Act.WRITE_LINK, 'We noted in Hubflo which document "Logo" is in Xero at 10:02 today'),
        (Act.REGISTER_HOOK, 'We sent "Logo" at 10:02 today and no clear answer came.'),
    ],
)
def test_an_unknown_outcome_says_of_what(act: Act, said: str) -> None:
    whole = unknown_sentence("Logo", SENT, ZONE, act=act, now=NOON)

    assert said in whole
    assert "Nothing to do" in whole
    assert whole.endswith(" [unknown-outcome]")


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (replace(RECORD, wants_read=True), " is about to be read in Hubflo."),
        (
            RECORD,
            (
                " waits to be decided. Nothing to do: that comes by itself, once Xero's contacts, invoices "
                "and settings have been read."
            ),
        ),
        (
            replace(RECORD, readiness=Readiness.LOOK),
            " waits until Xero was asked for the document that Hubflo names. Nothing to do.",
        ),
        (
            replace(RECORD, readiness=Readiness.CONTACT),
            " waits until its customer is created in Xero. Nothing to do.",
        ),
        (
            replace(RECORD, readiness=Readiness.CONTACT, not_before=NOON + timedelta(minutes=10)),
            " waits until its customer is created in Xero; the next try is at 12:10 today. Nothing to do.",
        ),
        (
            replace(RECORD, readiness=Readiness.READY, not_before=NOON - timedelta(minutes=10)),
            " is sent to Xero next. Nothing to do.",
        ),
        (replace(RECORD, stage=Stage.DISPATCHED), " is on its way to Xero. Nothing to do."),
        (
            replace(RECORD, stage=Stage.UNKNOWN),
            (
                " was sent, and no clear answer came. It may be in Xero already, so we look for it instead "
                "of sending it again. Nothing to do."
            ),
        ),
    ],
)
def test_what_waits_before_it_is_in_xero(record: InvoiceRecord, line: str) -> None:
    assert waiting_line(record, ZONE, now=NOON) == f'"Logo" (1,200.00 GBP){line}'


@pytest.mark.parametrize(
    ("stage", "line"),
    [
        (Stage.CREATED, " and is read back to prove it. Nothing to do."),
        (Stage.PROVEN, " and proven; Hubflo is told next. Nothing to do."),
        (
            Stage.LINKED,
            " and waits for your approval: in Xero under Invoices, Awaiting approval. Nothing else to do.",
        ),
    ],
)
def test_what_waits_in_xero(stage: Stage, line: str) -> None:
    assert waiting_line(replace(IN_XERO, stage=stage), ZONE, now=NOON) == (
        f'"Logo" (Acme Ltd, 1,200.00 GBP, 2 April 2026) is in Xero as {PLACEHOLDER}{line}'
    )


def test_a_draft_waits_for_its_owner() -> None:
    draft = replace(TYPED, status=DocumentStatus.DRAFT)

    assert waiting_line(replace(IN_XERO, stage=Stage.LINKED, receipt=draft), ZONE, now=NOON).endswith(
        f" is in Xero as {PLACEHOLDER}, as a draft: submit or approve it in Xero under Invoices, Draft. "
        "Nothing else to do."
    )


@pytest.mark.parametrize("stage", [Stage.HELD, Stage.SKIPPED, Stage.REMOVED, Stage.CANCELLED])
def test_what_is_held_or_at_an_end_waits_for_nothing(stage: Stage) -> None:
    record = replace(IN_XERO, stage=stage, before_hold=Stage.DUE if stage is Stage.HELD else None)

    assert waiting_line(record, ZONE, now=NOON) == ""
