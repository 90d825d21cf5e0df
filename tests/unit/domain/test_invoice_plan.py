"""What becomes of one invoice: the first thing in the way is told, and what is sent can be approved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.books import LedgerBooks, Permission
from domain.customers import CreateContact
from domain.drafts import LedgerContactDraft
from domain.errors import Invalid
from domain.invoice import InvoiceStatus, LineKind, PortalInvoice
from domain.invoice_answers import (
    DATE_IN_BOOKS,
    NOT_A_DOUBLE,
    SEND_ANYWAY,
    UNLINKED_FROM,
    tax_name,
    taxes_of,
)
from domain.invoice_outcome import Adopt, Cancel, Create, Look, NotIssued, Plan, Send, Skip
from domain.invoice_plan import plan_invoice, same_invoice
from domain.invoice_record import InvoiceRecord
from domain.invoice_settings import CentRounding, InvoiceSettings
from tests.support.invoices import portal_line
from tests.unit.domain.invoicing import (
    BOOKS,
    CONTACT,
    DAY,
    SETTINGS,
    answered,
    cancelled,
    cause_of,
    document_of,
    issued,
    known,
    record_of,
    sent_of,
)

NAMED = "7d9a4c10-0000-4000-8000-000000000001"
LOCKED = replace(BOOKS, organisation=replace(BOOKS.organisation, period_lock_date=date(2026, 3, 31)))
MAY_REDATE = replace(SETTINGS, may_redate=True)
REDATED = record_of(answers=answered(date_in_books="the auditor knows"))


def plan(
    invoice: PortalInvoice | None = None, settings: InvoiceSettings = SETTINGS, books: LedgerBooks = BOOKS
) -> Plan:
    return plan_invoice(record_of(invoice), settings, known(books=books))


def sent(record: InvoiceRecord, settings: InvoiceSettings = SETTINGS, books: LedgerBooks = BOOKS) -> Send:
    made = plan_invoice(record, settings, known(books=books))
    assert isinstance(made, Send), made
    return made


def test_an_issued_invoice_is_sent_with_every_field_that_an_approval_needs() -> None:
    draft = sent(record_of()).sent.draft

    assert (draft.contact_id, draft.dated, draft.due) == (CONTACT.id, DAY, DAY + timedelta(days=30))
    assert (draft.currency, draft.reference, draft.for_approval) == ("EUR", "Website, March", True)
    assert [(line.account, line.tax_type) for line in draft.lines] == [("706", "TVA20")]


def test_a_draft_of_the_portal_is_nothing_to_do() -> None:
    assert plan(replace(issued(), status=InvoiceStatus.DRAFT)) == NotIssued()
    assert plan(replace(issued(), issued_at=None)) == NotIssued()


def test_a_cancelled_one_is_cancelled_before_anything_else_is_asked() -> None:
    unreadable = replace(cancelled(issued()), unreadable=("vat",))

    assert plan(unreadable) == Cancel()
    assert plan(unreadable, replace(SETTINGS, start=None)) == Cancel()


def test_a_status_that_nobody_knows_is_one_question_for_each_word() -> None:
    cause = cause_of(plan(replace(issued(), status=InvoiceStatus.UNKNOWN, status_word="disputed")))

    assert (cause.code, cause.key) == ("status-unknown", "status-unknown:disputed")


def test_what_cannot_be_read_is_held_and_named() -> None:
    cause = cause_of(plan(replace(issued(), unreadable=("vat", "quantity"))))

    assert (cause.code, cause.facts["unreadable"]) == ("invoice-unreadable", "vat, quantity")


@pytest.mark.parametrize(("day", "skipped"), [(1, True), (2, False), (3, False)])
def test_what_is_older_than_the_start_date_is_skipped(day: int, skipped: bool) -> None:
    settings = replace(SETTINGS, start=DAY)
    made = plan(issued(issued_at=datetime(2026, 3, day, 9, tzinfo=UTC)), settings)

    assert (made == Skip(reason="before-start")) is skipped


def test_the_day_is_that_of_the_books_own_zone() -> None:
    """23:30 UTC on the last of the month is the first of the next one in Paris."""
    late = issued(issued_at=datetime(2026, 2, 28, 23, 30, tzinfo=UTC))

    assert sent(record_of(late)).day == date(2026, 3, 1)


def test_the_zone_of_the_first_dispatch_stays() -> None:
    late = issued(issued_at=datetime(2026, 2, 28, 23, 30, tzinfo=UTC))
    frozen = record_of(late, time_zone="UTC")

    assert plan_invoice(frozen, SETTINGS, known()) == Skip(reason="before-start")
    assert sent(record_of(late, dated=DAY, time_zone="UTC")).day == DAY


def test_no_zone_is_ever_guessed() -> None:
    with pytest.raises(Invalid) as refused:
        plan_invoice(record_of(), SETTINGS, known(time_zone=""))

    assert refused.value.reason == "zone-unknown"


def test_a_person_may_release_an_older_one() -> None:
    settings = replace(SETTINGS, start=date(2026, 4, 1))
    told = record_of(answers={SEND_ANYWAY: "forgotten"})

    assert sent(told, settings).day == DAY
    assert plan_invoice(record_of(), settings, known()) == Skip(reason="before-start")


@pytest.mark.parametrize(
    ("invoice", "books", "code"),
    [
        (replace(issued(), currency="JPY"), BOOKS, "currency-without-cents"),
        (replace(issued(), currency="GBP"), BOOKS, "currency-not-in-xero"),
        (issued(), replace(BOOKS, denied=frozenset({Permission.SUBMIT})), "not-permitted"),
        (issued(portal_line(kind=LineKind.SUBTOTAL)), BOOKS, "lines-missing"),
        (issued(net_total="1", tax_total="1"), BOOKS, "totals-unclear"),
        (issued(portal_line("-10")), BOOKS, "credit-note"),
        (issued(portal_line(rate="5.5")), BOOKS, "tax-rate-missing"),
        (issued(portal_line(rate="0")), BOOKS, "tax-choice-needed"),
        (issued(portal_line(kind=LineKind.DEPOSIT)), BOOKS, "account-needed"),
        (issued(), LOCKED, "period-locked"),
    ],
)
def test_what_the_ledger_could_not_take_is_held(
    invoice: PortalInvoice, books: LedgerBooks, code: str
) -> None:
    assert cause_of(plan(invoice, books=books)).code == code


def test_a_total_of_nothing_is_sent() -> None:
    assert sent(record_of(issued(portal_line("0")))).sent.total == Decimal("0.00")


def test_a_cause_speaks_of_the_invoice() -> None:
    facts = cause_of(plan(books=LOCKED)).facts

    assert (facts["invoice"], facts["customer"], facts["total"]) == ("Website, March", "Jane Smith", "120.00")
    assert (facts["currency"], facts["dated"], facts["locked_to"]) == ("EUR", "2026-03-02", "2026-03-31")


def test_both_lock_dates_count() -> None:
    of_year = replace(BOOKS, organisation=replace(BOOKS.organisation, year_end_lock_date=DAY))

    assert cause_of(plan(books=of_year)).code == "period-locked"
    open_again = replace(
        BOOKS, organisation=replace(BOOKS.organisation, year_end_lock_date=DAY - timedelta(1))
    )
    assert isinstance(plan(books=open_again), Send)


def test_it_is_dated_into_the_open_period_only_where_that_is_offered_and_asked_for() -> None:
    made = sent(REDATED, MAY_REDATE, LOCKED)

    assert made.sent.draft.dated == date(2026, 4, 1)
    assert made.sent.draft.due == made.sent.draft.dated
    assert made.day == DAY
    assert cause_of(plan_invoice(REDATED, SETTINGS, known(books=LOCKED))).code == "period-locked"
    assert cause_of(plan(settings=MAY_REDATE, books=LOCKED)).code == "period-locked"
    assert DATE_IN_BOOKS in REDATED.answers


def test_a_new_customer_is_created_after_everything_else_is_clear() -> None:
    new = CreateContact(draft=LedgerContactDraft(number="p-1", name="Jane Smith"))
    made = plan_invoice(record_of(), SETTINGS, known(customer=new))

    assert isinstance(made, Create)
    assert made.draft == new.draft
    assert (
        cause_of(plan_invoice(record_of(), SETTINGS, known(customer=new, books=LOCKED))).code
        == "period-locked"
    )


def test_what_may_be_there_already_is_asked_about_until_a_person_says_it_is_another() -> None:
    typed = document_of(sent_of(), number="INV-0412")
    cause = cause_of(plan_invoice(record_of(), SETTINGS, known(alike=(typed,))))

    assert cause.code == "looks-already-there"
    assert "INV-0412 Jane Smith 120.00 EUR 2026-03-02" in cause.facts["documents"]
    told = record_of(answers={NOT_A_DOUBLE: "another month"})
    assert isinstance(plan_invoice(told, SETTINGS, known(alike=(typed,))), Send)


def test_a_document_that_the_portal_names_is_looked_for_first() -> None:
    record = record_of(replace(issued(), accounting_id=NAMED))

    assert plan_invoice(record, SETTINGS, known()) == Look(document_id=document_of(sent_of()).id)


def test_a_named_document_of_ours_is_adopted_and_any_other_one_is_asked_about() -> None:
    record = record_of(replace(issued(), accounting_id=NAMED))
    ours = document_of(sent_of())
    typed = replace(ours, number="INV-0412", address="", reference="")

    assert plan_invoice(record, SETTINGS, known(named=ours, asked=True)) == Adopt(document=ours)
    for found in (typed, None):
        cause = cause_of(plan_invoice(record, SETTINGS, known(named=found, asked=True)))
        assert cause.code == "reference-taken"


@pytest.mark.parametrize(
    "record",
    [
        record_of(replace(issued(), accounting_id="see the blue folder")),
        record_of(replace(issued(), accounting_id=NAMED), generation=1),
        record_of(replace(issued(), accounting_id=NAMED), answers={UNLINKED_FROM: NAMED}),
    ],
    ids=["other text", "sent anew", "parted by a person"],
)
def test_what_stands_in_the_reference_does_not_always_count(record: InvoiceRecord) -> None:
    assert isinstance(plan_invoice(record, SETTINGS, known()), Send)


def test_a_persons_word_on_the_tax_counts_for_its_rate_alone() -> None:
    mixed = issued(portal_line("10"), portal_line("20", rate="0"))
    told = record_of(mixed, answers={tax_name(Decimal("0.00")): "EXPORT"})

    assert [line.tax_type for line in sent(told).sent.draft.lines] == ["TVA20", "EXPORT"]
    assert [each.rule for each in sent(told).sent.taxes] == ["rate-alone", "answer-for-invoice"]


@pytest.mark.parametrize("rate", ["0", "5.5", "20.00", "8.625", "100"])
def test_a_rate_comes_back_from_its_answer(rate: str) -> None:
    assert taxes_of({tax_name(Decimal(rate)): "T", SEND_ANYWAY: "x"}) == {Decimal(rate): "T"}


def test_a_cent_that_moving_would_solve_is_one_question_for_all() -> None:
    """Tax per rate on two lines of 0.03 and 0.03 at 20 %: 0.01 in all, 0.02 by line."""
    rounded = issued(
        portal_line("0.03", including="0.036"), portal_line("0.03", including="0.036"),
        net_total="0.07", tax_total="0.01",
    )  # fmt: skip
    asked, allowed = plan(rounded), plan(rounded, replace(SETTINGS, cents=CentRounding.ALLOW))
    refused = plan(rounded, replace(SETTINGS, cents=CentRounding.REFUSE))

    assert cause_of(asked).key == "totals-differ:cent-rounding"
    assert cause_of(refused).key == f"totals-differ:{rounded.id}"
    assert isinstance(allowed, Send)
    assert (allowed.sent.total, allowed.sent.tax) == (Decimal("0.07"), Decimal("0.01"))


def test_two_readings_are_one_invoice_unless_the_document_would_differ() -> None:
    invoice = issued()

    assert same_invoice(invoice, replace(invoice, status=InvoiceStatus.PAID, paid_amount=Decimal(120)))
    for changed in (
        replace(invoice, currency="GBP"),
        replace(invoice, lines=(portal_line("101"),)),
        replace(invoice, payment_days=14),
        replace(invoice, custom_issued_at=invoice.issued_at and invoice.issued_at + timedelta(days=1)),
        replace(invoice, recipient_id=None if invoice.recipient_id else record_of().invoice.recipient_id),
    ):
        assert same_invoice(invoice, changed) is (changed == invoice)
