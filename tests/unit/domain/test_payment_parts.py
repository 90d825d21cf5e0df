"""What came in in parts goes in parts: each its own way and of its own day, and none with another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hold import Cause
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentId, DocumentStatus, LedgerDocument
from domain.meant_parts import open_of
from domain.money import ZERO, to_cents
from domain.payment_outcome import PaymentCase
from domain.payment_plan import plan_payment
from domain.payment_record import PartWord, PaymentRecord, Word
from domain.payment_rises import open_rises, with_recorded, with_rises
from domain.settings import ASK, BANK_FEED
from tests.unit.domain.paying import (
    PAID_AT,
    case,
    ours,
    paid,
    payment,
    planned,
    post_of,
    posted,
    settings,
    there,
    with_organisation,
    word,
)
from tests.unit.domain.properties import tried

CARD, TRANSFER, PAYPAL = "bank_card", "bank_transfer", "paypal"
LAST_YEAR = datetime(2025, 11, 3, 15, 0, tzinfo=UTC)


def came(*parts: tuple[str, str], at: Sequence[datetime] = ()) -> PaymentRecord:
    """These came in one after the other, each read by itself, and nothing was agreed on before."""
    record, sum_ = payment(), ZERO
    for number, (amount, method) in enumerate(parts):
        sum_ += Decimal(amount)
        day = at[number] if at else PAID_AT
        record = with_rises(record, paid(sum_, payment_method=method, paid_at=day))
    return record


def in_parts(*parts: tuple[str, str], document: LedgerDocument | None = None, **said: object) -> PaymentCase:
    """The case of them: the portal tells the sum, and the way and the day of the last one."""
    record = came(*parts)
    total = sum((Decimal(amount) for amount, _ in parts), ZERO)
    given = case(
        paid(total, payment_method=parts[-1][1]), document or there(), payment=record, settings=settings()
    )
    return replace(given, **said)  # type: ignore[arg-type]  # by name


WAYS = {
    "two equal ones are posted one by one": (in_parts(("40", CARD), ("40", CARD)), "post 40.00 to Clearing"),
    "by transfer and then by card": (in_parts(("40", TRANSFER), ("68", CARD)), "post 68.00 to Clearing"),
    "by card and then by transfer": (in_parts(("40", CARD), ("68", TRANSFER)), "post 40.00 to Clearing"),
    "what waits for the bank waits alone": (
        in_parts(
            ("40", TRANSFER),
            ("68", CARD),
            document=there(ours("68", "68")),
        ),
        "waits-for-bank-feed",
    ),
    "a question about one is not passed by the next": (
        in_parts(("40", PAYPAL), ("68", CARD)),
        "payment-method",
    ),
}


@pytest.mark.parametrize(("given", "plan"), WAYS.values(), ids=WAYS)
def test_each_goes_its_own_way(given: PaymentCase, plan: str) -> None:
    if given.document is not None and given.document.payments:
        mine = replace(posted("68"), id=given.document.payments[0].id, rise=given.payment.rises[1].upto)
        given = replace(given, payment=replace(given.payment, posted=(mine,)))

    assert planned(given) == plan


def test_a_part_of_an_earlier_tax_period_is_asked_about_and_not_taken_along() -> None:
    record = came(("40", CARD), ("10", CARD), at=(LAST_YEAR, PAID_AT))
    books = with_organisation(tax_basis="CASH", tax_period="MONTHLY")
    given = case(paid("50"), there(), payment=record, books=books)

    assert planned(given) == "payment-tax-period"
    plan = plan_payment(given)
    assert isinstance(plan, Cause)
    assert (plan.facts["paid"], plan.facts["part"]) == ("40.00", "40.00")
    nothing = replace(word("0", "50"), excused=Decimal(40), rise=Decimal("40.00"))
    assert planned(replace(given, payment=replace(record, word=nothing))) == "post 10.00 to Clearing"
    all_of_it = replace(word("40", "50"), excused=ZERO, rise=Decimal("40.00"))
    assert planned(replace(given, payment=replace(record, word=all_of_it))) == "post 40.00 to Clearing"


def test_what_is_left_of_any_part_that_was_said_is_asked_about_when_the_document_is_gone() -> None:
    """Nothing of the last one that was asked about; but of the one before, 30."""
    record = in_parts(("40", CARD), ("60", PAYPAL)).payment
    first, last = (one.upto for one in record.rises)
    before = PartWord(rise=first, amount=Decimal(30), account="")
    said = replace(word("0", "100"), excused=Decimal(70), rise=last, also=(before,))
    voided = there(status=DocumentStatus.VOIDED)

    def told(one: Word) -> str:
        return planned(case(paid("100"), voided, payment=replace(record, word=one)))

    assert told(said) == "payment-document-gone"
    assert told(replace(said, also=(replace(before, amount=ZERO),))) == "left by-word"


def test_what_a_person_excused_is_not_taken_along_by_what_comes_in_later() -> None:
    excused = replace(came(("40", CARD)), word=word("0", "40"))
    given = case(paid("40", InvoiceStatus.ISSUED), there(), payment=excused)
    assert planned(given) == "left by-word"

    more = paid("50", InvoiceStatus.ISSUED)
    assert planned(case(more, there(), payment=with_rises(excused, more))) == "payment-after-word"


def test_a_word_about_all_of_it_posts_each_part_its_own_way() -> None:
    said = replace(in_parts(("40", CARD), ("20", CARD)), settings=settings({"payments-card": ASK}))
    spoken = replace(said, payment=replace(said.payment, word=word("60", "60", account="615")))

    assert planned(spoken) == "post 40.00 to Clearing"


def test_a_word_that_names_one_part_means_that_one() -> None:
    record = replace(came(("40", PAYPAL), ("20", CARD)), word=word("20", "60"))
    given = case(paid("60"), there(), payment=record)

    assert post_of(plan_payment(given)).rise == Decimal("60.00")
    assert planned(given) == "post 20.00 to Clearing"


def test_a_word_about_another_document_says_nothing() -> None:
    elsewhere = replace(word("0"), document_id=DocumentId("d-2"))

    assert planned(case(payment=payment(word=elsewhere))) == "payment-after-word"


def test_a_word_that_is_used_up_does_not_excuse_what_was_voided_later() -> None:
    used = replace(word("0", counted="120"), excused=ZERO)
    voided = there(status=DocumentStatus.VOIDED)

    assert planned(case(document=voided, payment=payment(word=used))) == "payment-document-gone"


def test_a_corrected_figure_is_a_correction_of_the_last_part() -> None:
    record = came(("40", CARD), ("30", TRANSFER))

    less = with_rises(record, paid("60", payment_method=TRANSFER))
    assert [(rise.upto, rise.method) for rise in less.rises] == [(Decimal(40), CARD), (Decimal(60), TRANSFER)]
    none = with_rises(record, paid("40", payment_method=CARD))
    assert [rise.upto for rise in none.rises] == [Decimal(40)]
    renamed = with_rises(record, paid("70", payment_method=PAYPAL))
    assert [rise.method for rise in renamed.rises] == [CARD, PAYPAL]


@given(
    st.lists(st.tuples(st.integers(1, 3_000), st.sampled_from([CARD, TRANSFER, PAYPAL])), max_size=5),
    st.data(),
)
@tried
def test_what_is_open_adds_up_to_what_is_missing(parts: list[tuple[int, str]], data: st.DataObject) -> None:
    record, sum_ = payment(), ZERO
    for cents, method in parts:
        sum_ += Decimal(cents) / 100
        record = with_rises(record, paid(sum_, payment_method=method))
    counted = Decimal(data.draw(st.integers(0, int(sum_ * 100)))) / 100

    rises = open_rises(record, paid(sum_), there(amount_paid=counted), ())

    assert sum((left for _, left in rises), ZERO) == sum_ - counted
    assert all(left > 0 for _, left in rises)


@given(st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 3), st.booleans()), min_size=1, max_size=6))
@tried
def test_whatever_is_corrected_and_posted_meanwhile_what_is_open_is_what_is_missing(
    figures: list[tuple[int, int, bool]],
) -> None:
    """The portal says one figure after the other, of our making or not, and of what is open then one part
    may be posted.
    """
    record, document, before = payment(), there(), ZERO
    for number, (figure, which, is_recorded) in enumerate(figures):
        invoice = paid(Decimal(figure) / 100, payment_method=f"way {number}")
        if is_recorded and invoice.paid_amount > before:
            record = with_recorded(record, invoice, before, invoice.paid_amount - before)
        else:
            record = with_rises(record, invoice)
        before = invoice.paid_amount
        for rise, left in open_rises(record, invoice, document, {one.id for one in record.posted})[
            which : which + 1
        ]:
            made = replace(posted(left, f"p-{number}"), rise=rise.upto)
            record = replace(record, posted=(*record.posted, made))
            document = replace(document, amount_paid=document.amount_paid + left)

        rises = open_rises(record, invoice, document, {one.id for one in record.posted})

        missing = max(ZERO, to_cents(invoice.paid_amount) - document.counted)
        assert sum((left for _, left in rises), ZERO) == missing
        assert all(left > 0 for _, left in rises)


def test_a_way_that_is_left_to_the_bank_keeps_no_other_waiting() -> None:
    feed = settings({"payments-card": BANK_FEED, "payments-transfer": "615"})
    given = replace(in_parts(("40", CARD), ("68", TRANSFER)), settings=feed)

    assert planned(given) == "post 68.00 to Clearing"


def test_a_document_that_does_not_list_its_payments_tells_nothing_of_whose_are_gone() -> None:
    """50 were agreed on and count; ours of 70 that we posted since do not."""
    record = came(("50", CARD), ("70", PAYPAL))
    record = replace(record, agreed=Decimal(50), posted=(replace(posted("70"), rise=Decimal(120)),))
    document = replace(there(), amount_paid=Decimal(50), amount_due=Decimal(70))

    left = open_of(case(paid("120", payment_method=PAYPAL), document, payment=record), document)

    assert [(int(rise.upto), int(amount)) for rise, amount in left] == [(120, 70)]
