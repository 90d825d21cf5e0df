"""Where a payment goes, on which day, and when it is not for us to post it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.books import Account, AccountClass, can_take
from domain.drafts import PaymentDraft
from domain.invoice import InvoiceStatus, PortalInvoice
from domain.ledger_document import DocumentStatus, LedgerDocument
from domain.life import Stage
from domain.payment_balances import picture_of
from domain.payment_outcome import PaymentCase, Wait
from domain.payment_plan import plan_payment
from domain.settings import ASK, BANK_FEED
from tests.unit.domain.invoicing import SALES, cause_of
from tests.unit.domain.paying import (
    APPROVED,
    BANK,
    BOOKS,
    CLEARING,
    CLOSED,
    SENT,
    case,
    kept,
    paid,
    payment,
    planned,
    post_of,
    settings,
    theirs,
    there,
    with_organisation,
    word,
)

WAITS = there(status=DocumentStatus.AWAITING_APPROVAL)

# --- Accounts ---


@pytest.mark.parametrize(
    ("route", "plan"),
    [
        (ASK, "payment-method"),
        (BANK_FEED, "waits-for-bank-feed"),
        ("615", "post 120.00 to Clearing"),
        ("b-1", "post 120.00 to Clearing"),
        ("b-2", "post 120.00 to Bank"),
        ("091", "payment-account-unusable"),
        ("b-3", "payment-account-unusable"),
        ("706", "payment-account-unusable"),
        ("a-1", "payment-account-unusable"),
        ("999", "payment-account-unusable"),
    ],
)
def test_a_route_is_a_word_or_an_account_by_code_or_id(route: str, plan: str) -> None:
    assert planned(case(settings=settings({"payments-card": route}))) == plan


@pytest.mark.parametrize(
    ("account", "takes"),
    [
        (CLEARING, True),
        (BANK, True),
        (CLOSED, False),
        (SALES, False),
        (replace(SALES, takes_payments=True), True),
        (replace(CLEARING, is_active=False), False),
    ],
)
def test_payments_go_to_a_bank_or_to_what_takes_them(account: Account, takes: bool) -> None:
    assert can_take(account) is takes


def test_an_id_that_reads_like_another_ones_code_is_that_code() -> None:
    odd = Account(id="615", code="700", name="Odd", kind=AccountClass.BANK, is_active=True)

    assert replace(BOOKS, accounts=(odd, CLEARING)).account_named("615") is CLEARING
    assert BOOKS.account_named("") is None


def test_all_of_one_method_are_one_question_and_all_of_one_account_too() -> None:
    asked = cause_of(plan_payment(case(settings=settings({"payments-card": ASK}))))
    unusable = cause_of(plan_payment(case(settings=settings({"payments-card": "091"}))))

    assert asked.key == "payment-method:payments-card"
    assert unusable.key == "payment-account-unusable:091"
    assert (unusable.facts["account"], unusable.facts["name"]) == ("091", "Old bank")
    assert unusable.facts["setting"] == asked.facts["setting"] == "payments-card"
    assert asked.facts["accounts"] == unusable.facts["accounts"] == "615 Clearing; b-2 Bank"


@pytest.mark.parametrize(
    ("document", "plan"), [(WAITS, "waits-for-approval"), (APPROVED, "waits-for-bank-feed")]
)
def test_what_the_bank_shows_waits_for_approval_first(document: LedgerDocument, plan: str) -> None:
    given = case(paid(payment_method="bank_transfer"), document)

    assert planned(given) == plan


def test_what_others_paid_is_no_question_for_the_bank_feed() -> None:
    given = case(paid(payment_method="bank_transfer"), there(theirs("40")))

    plan = plan_payment(given)
    assert isinstance(plan, Wait)
    assert (plan.stage, plan.facts) == ("waits-for-bank-feed", {"open": "80.00"})


# --- Days ---

LATE = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # 1 April, half past midnight, in Paris


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Europe/Paris", date(2026, 4, 1)), ("UTC", date(2026, 3, 31)), ("Pacific/Auckland", date(2026, 4, 1))],
)
def test_a_payment_is_dated_in_the_zone_of_the_books(zone: str, day: date) -> None:
    assert post_of(plan_payment(case(paid(paid_at=LATE), time_zone=zone))).draft.dated == day


@pytest.mark.parametrize(
    ("lock", "plan"),
    [
        ({"period_lock_date": date(2026, 3, 2)}, "post 120.00 to Clearing"),
        ({"period_lock_date": date(2026, 3, 3)}, "payment-period-locked"),
        ({"year_end_lock_date": date(2026, 3, 3)}, "payment-period-locked"),
        (
            {"period_lock_date": date(2026, 1, 1), "year_end_lock_date": date(2026, 3, 31)},
            "payment-period-locked",
        ),
    ],
)
def test_a_locked_day_is_asked_about(lock: dict[str, date], plan: str) -> None:
    assert planned(case(books=with_organisation(**lock))) == plan
    if plan == "payment-period-locked":
        answered = payment(word=word("120"))
        assert planned(case(books=with_organisation(**lock), payment=answered)) == plan


FEBRUARY = datetime(2026, 2, 28, 12, tzinfo=UTC)
CASH = {"tax_basis": "CASH", "tax_period": "MONTHLY"}


@pytest.mark.parametrize(
    ("organisation", "paid_at", "plan"),
    [
        (CASH, FEBRUARY, "payment-tax-period"),
        (CASH, FEBRUARY.replace(hour=23, minute=30), "post 120.00 to Clearing"),  # March in Paris
        ({**CASH, "tax_period": "QUARTERLY"}, FEBRUARY, "post 120.00 to Clearing"),
        ({**CASH, "tax_period": "QUARTERLY2"}, FEBRUARY, "payment-tax-period"),
        ({"tax_basis": "ACCRUALS", "tax_period": "MONTHLY"}, FEBRUARY, "post 120.00 to Clearing"),
        ({}, FEBRUARY, "post 120.00 to Clearing"),
    ],
)
def test_on_cash_basis_a_day_of_a_period_that_is_over_is_asked_about(
    organisation: dict[str, str], paid_at: datetime, plan: str
) -> None:
    assert planned(case(paid(paid_at=paid_at), books=with_organisation(**organisation))) == plan


def test_the_question_tells_when_the_period_began_and_a_person_may_say_so_all_the_same() -> None:
    given = case(paid(paid_at=FEBRUARY), books=with_organisation(**CASH))

    facts = cause_of(plan_payment(given)).facts
    assert (facts["dated"], facts["period_began"]) == ("2026-02-28", "2026-03-01")
    assert planned(replace(given, payment=payment(word=word("120")))) == "post 120.00 to Clearing"


# --- Approving ---

APPROVES = settings(approves=True)
MAY = case(document=WAITS, record=kept(sent=SENT), settings=APPROVES)
EDITED = replace(WAITS, reference="Another")
MAY_NOT = {
    "it is not set": replace(MAY, settings=settings()),
    "the invoice waits for a person": replace(MAY, asked=True),
    "it was paid in part": replace(MAY, record=kept(paid("119.99"), sent=SENT)),
    "it is not linked": replace(MAY, record=kept(stage=Stage.PROVEN, sent=SENT)),
    "it is held": replace(MAY, record=kept(stage=Stage.HELD, before_hold=Stage.LINKED, sent=SENT)),
    "somebody changed it": replace(MAY, document=EDITED),
    "somebody numbered it": replace(MAY, document=replace(WAITS, number="INV-1")),
    "somebody sent it back to draft": replace(MAY, document=replace(WAITS, status=DocumentStatus.DRAFT)),
    "somebody else made it, and it was linked": replace(MAY, record=kept()),
    "nobody read it back": replace(MAY, record=kept(receipt=None, sent=SENT)),
}


def test_what_is_untouched_and_paid_in_full_is_approved_where_that_is_set() -> None:
    assert planned(MAY) == "waits-for-approval approves"


@pytest.mark.parametrize("given", MAY_NOT.values(), ids=MAY_NOT)
def test_nothing_else_is_approved(given: PaymentCase) -> None:
    assert planned(given) == "waits-for-approval"


def test_it_is_approved_for_the_bank_feed_too() -> None:
    assert (
        planned(replace(MAY, record=kept(paid(payment_method="cash"), sent=SENT)))
        == "waits-for-approval approves"
    )


@pytest.mark.parametrize(
    "given",
    [
        replace(MAY, settings=settings({"payments-card": ASK}, approves=True)),
        replace(MAY, record=kept(paid("120.01"))),
        replace(MAY, record=kept(paid(currency="GBP"))),
        replace(MAY, books=with_organisation(period_lock_date=date(2026, 3, 3))),
    ],
    ids=["method", "more than due", "currency", "locked"],
)
def test_a_question_is_never_passed_by_approving(given: PaymentCase) -> None:
    cause_of(plan_payment(given))


def test_what_was_approved_is_posted() -> None:
    assert planned(replace(MAY, document=APPROVED)) == "post 120.00 to Clearing"


# --- What was refused is not sent again unchanged ---

SAME = case()
DRAFT = post_of(plan_payment(SAME)).draft


@pytest.mark.parametrize(
    ("other", "draft"),
    [
        (case(paid("130")), DRAFT),
        (case(document=there(theirs("40"))), DRAFT),
        (case(document=WAITS), DRAFT),
        (case(document=replace(APPROVED, total=Decimal(130))), DRAFT),
        (case(document=None), DRAFT),
        (SAME, replace(DRAFT, amount=Decimal(110))),
        (SAME, replace(DRAFT, account_id=BANK.id)),
        (SAME, replace(DRAFT, dated=FEBRUARY.date())),
    ],
    ids=["paid", "counted", "status", "total", "no document", "amount", "account", "day"],
)
def test_a_picture_differs_as_soon_as_anything_does_that_it_rests_on(
    other: PaymentCase, draft: PaymentDraft
) -> None:
    assert picture_of(other, draft) != picture_of(SAME, DRAFT)
    assert picture_of(case(), DRAFT) == picture_of(SAME, DRAFT)


def unpaid(status: InvoiceStatus) -> PortalInvoice:
    """Nothing came in."""
    return paid("0", status)


@pytest.mark.parametrize("status", [one for one in InvoiceStatus if one is not InvoiceStatus.PAID])
@pytest.mark.parametrize("document", [APPROVED, WAITS], ids=["approved", "waits"])
def test_where_nothing_came_in_nothing_is_asked_or_done(
    status: InvoiceStatus, document: LedgerDocument
) -> None:
    assert planned(case(unpaid(status), document, settings=settings(approves=True, back=True))) == "settled"
