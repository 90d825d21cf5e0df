"""A payment waits for its document, and none goes onto one that is gone."""

import pytest

from domain.invoice import GONE, InvoiceStatus
from domain.ledger_document import DocumentKind, DocumentStatus
from domain.life import Stage
from domain.payment_outcome import PaymentCase, Wait
from domain.payment_plan import plan_payment
from tests.unit.domain.paying import case, kept, paid, planned, there

IN_PART = InvoiceStatus.ISSUED


BEFORE = {
    stage: stage in (Stage.PROVEN, Stage.LINKED)
    for stage in Stage
    if stage not in (Stage.SKIPPED, Stage.REMOVED, Stage.HELD, Stage.CANCELLED)
}


@pytest.mark.parametrize(("stage", "stands"), BEFORE.items(), ids=str)
def test_a_payment_waits_for_its_document(stage: Stage, stands: bool) -> None:
    given = case(record=kept(stage=stage))

    assert planned(given) == ("post 120.00 to Clearing" if stands else "waits-for-document")


@pytest.mark.parametrize(
    ("place", "plan"),
    [(Stage.LINKED, "post 120.00 to Clearing"), (Stage.CREATED, "waits-for-document")],
)
def test_a_hold_of_the_invoice_says_only_where_it_would_be(place: Stage, plan: str) -> None:
    assert planned(case(record=kept(stage=Stage.HELD, before_hold=place))) == plan


WAITING = {
    "no document yet": case(document=None, record=kept(document_id=None)),
    "a bill": case(document=there(kind=DocumentKind.OTHER)),
    "in a status that nobody knows": case(document=there(status=DocumentStatus.UNKNOWN)),
}


@pytest.mark.parametrize("given", WAITING.values(), ids=WAITING)
def test_what_nobody_knows_yet_is_waited_for(given: PaymentCase) -> None:
    assert planned(given) == "waits-for-document"


def test_what_the_portal_does_not_tell_any_more_is_asked_about() -> None:
    for told in (paid(unreadable=("paid_amount",)), paid(status_word=GONE)):
        assert planned(case(told)) == "payment-unexpected"


def test_for_a_cancelled_invoice_nothing_more_is_posted() -> None:
    assert planned(case(record=kept(stage=Stage.CANCELLED))) == "left invoice-cancelled"
    assert (
        planned(case(document=None, record=kept(stage=Stage.CANCELLED, document_id=None)))
        == "left invoice-cancelled"
    )


GONE_CASES = {
    "voided, and paid": (case(document=there(status=DocumentStatus.VOIDED)), "payment-document-gone"),
    "deleted, and paid": (case(document=there(status=DocumentStatus.DELETED)), "payment-document-gone"),
    "removed, and paid": (case(record=kept(stage=Stage.REMOVED, reason="voided")), "payment-document-gone"),
    "voided, and nothing was paid": (
        case(paid("0", IN_PART), there(status=DocumentStatus.VOIDED)),
        "left document-gone",
    ),
    "voided, and cancelled in the portal": (
        case(paid(status=InvoiceStatus.CANCELLED), there(status=DocumentStatus.VOIDED)),
        "left document-gone",
    ),
    "voided, and paid without an amount": (
        case(paid("0"), there(status=DocumentStatus.VOIDED)),
        "payment-document-gone",
    ),
    "skipped": (case(record=kept(stage=Stage.SKIPPED)), "left invoice-skipped"),
    "skipped for a reason": (
        case(record=kept(stage=Stage.SKIPPED, reason="too-old")),
        "left invoice-too-old",
    ),
}


@pytest.mark.parametrize(("given", "plan"), GONE_CASES.values(), ids=GONE_CASES)
def test_what_is_gone_gets_no_payment(given: PaymentCase, plan: str) -> None:
    assert planned(given) == plan


@pytest.mark.parametrize("status", [DocumentStatus.DRAFT, DocumentStatus.AWAITING_APPROVAL])
def test_a_payment_waits_for_approval_and_tells_what_goes_then(status: DocumentStatus) -> None:
    plan = plan_payment(case(document=there(status=status)))

    assert isinstance(plan, Wait)
    assert plan.stage == "waits-for-approval"
    assert plan.facts == {"open": "120.00", "account": "Clearing", "dated": "2026-03-03"}
    assert not plan.approves
