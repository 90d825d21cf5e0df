"""Whatever both sides say: never more than is missing, never more than is due, and never twice."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentStatus, LedgerDocument, LedgerPayment, PaymentId
from domain.life import Stage
from domain.money import to_cents
from domain.payment_balances import others_of
from domain.payment_balances import ours as ours_of
from domain.payment_outcome import Leave, PaymentCase, PaymentPlan, Post, Record, Settle
from domain.payment_plan import plan_payment
from domain.payment_record import Posted, Word
from domain.services.payment_words import shared_out
from domain.services.posted_payments import with_posted
from domain.settings import ASK, BANK_FEED
from tests.unit.domain.paying import DUE, case, kept, ours, paid, payment, posted, settings, theirs, there
from tests.unit.domain.properties import tried

ZERO = Decimal("0.00")


def cents(most: int) -> st.SearchStrategy[Decimal]:
    """An amount of up to so many cents."""
    return st.integers(0, most).map(lambda number: Decimal(number).scaleb(-2))


@st.composite
def cases(draw: st.DrawFn) -> PaymentCase:
    """Any portal's word, any payments of anybody, any state of both, with and without a person's word."""
    shares = draw(st.lists(st.tuples(cents(4_000), st.booleans()), max_size=3))
    counted, payments, known = ZERO, list[LedgerPayment](), list[Posted]()
    for number, (amount, is_ours) in enumerate(shares):
        counted += amount
        payments.append(ours(amount, counted, f"p-{number}") if is_ours else theirs(amount, f"p-{number}"))
        if is_ours and draw(st.booleans()):
            known.append(posted(amount, f"p-{number}"))
    if draw(st.integers(0, 9)) == 0:
        known.append(posted(draw(cents(4_000)), "gone"))
    credited = draw(st.sampled_from([ZERO, ZERO, Decimal("5.00")]))
    document = there(*payments, credited=str(credited))
    if draw(st.integers(0, 4)) == 0:
        document = replace(document, status=draw(st.sampled_from(DocumentStatus)))
    if draw(st.integers(0, 4)) == 0:
        document = replace(document, payments=())
    status = draw(st.sampled_from(InvoiceStatus))
    said_of = draw(cents(15_000) | st.sampled_from([ZERO, DUE, document.counted]))
    invoice = paid(said_of, status)
    record = kept(invoice, stage=draw(st.sampled_from([*[Stage.LINKED] * 5, *Stage])))
    left = draw(st.none() | cents(13_000))
    route = draw(st.sampled_from(["615", "615", "615", ASK, BANK_FEED, "091"]))
    given_case = case(
        document=document,
        record=record,
        payment=payment(*known, highest=draw(st.sampled_from([ZERO, said_of, DUE]))),
        settings=settings({"payments-card": route}, back=draw(st.booleans()), approves=draw(st.booleans())),
    )
    return given_case if left is None else _said(given_case, document, left)


def _said(given_case: PaymentCase, document: LedgerDocument, left: Decimal) -> PaymentCase:
    """The case with a person's word: so much, or the most that may be said."""
    said_of = to_cents(given_case.record.invoice.paid_amount)
    most = said_of - sum(ours_of(given_case.payment, document).values(), ZERO)
    word = Word(amount=max(ZERO, min(left, most)), paid=said_of, counted=document.counted)
    word = shared_out(word, given_case, document)
    return replace(given_case, payment=replace(given_case.payment, word=word))


@st.composite
def postable(draw: st.DrawFn) -> PaymentCase:
    """Any case in which something is missing that can be posted, with and without a person's word."""
    counted, payments = ZERO, list[LedgerPayment]()
    speaks = draw(st.booleans())
    for number, amount in enumerate(draw(st.lists(cents(3_900), max_size=3))):
        counted += amount
        is_ours = draw(st.booleans()) or not speaks
        payments.append(ours(amount, counted, f"p-{number}") if is_ours else theirs(amount, f"p-{number}"))
    document = there(*payments)
    missing = draw(st.integers(1, int((DUE - counted) * 100)).map(lambda number: Decimal(number).scaleb(-2)))
    said_of = counted + missing
    left = draw(st.integers(1, int((DUE - counted) * 100)).map(lambda number: Decimal(number).scaleb(-2)))
    given_case = case(paid(said_of), document, payment=payment(highest=said_of))
    return _said(given_case, document, left) if speaks else given_case


CASES = cases() | postable()


def plan_and_document(given: PaymentCase) -> tuple[PaymentPlan, LedgerDocument]:
    """What is planned, and on what."""
    assert given.document is not None
    return plan_payment(given), given.document


def after(given: PaymentCase, post: Post, document: LedgerDocument) -> PaymentCase:
    """The case once the ledger has it and we have noted it."""
    amount = post.draft.amount
    made = LedgerPayment(
        id=PaymentId(post.draft.reference),
        amount=amount,
        dated=post.draft.dated,
        reference=post.draft.reference,
    )
    is_paid = document.counted + amount == document.total
    told = replace(
        document,
        payments=(*document.payments, made),
        amount_paid=document.amount_paid + amount,
        amount_due=document.amount_due - amount,
        status=DocumentStatus.PAID if is_paid else document.status,
    )
    noted = replace(posted(made.amount, made.id), rise=post.rise)
    return replace(given, document=told, payment=with_posted(given.payment, noted))


@given(postable())
@tried
def test_what_is_missing_and_can_be_posted_is_posted(given_case: PaymentCase) -> None:
    """So that the properties of what is posted are about something."""
    assert isinstance(plan_payment(given_case), Post)


@given(CASES)
@tried
def test_without_a_word_what_is_posted_is_exactly_what_is_missing(given_case: PaymentCase) -> None:
    given_case = replace(given_case, payment=replace(given_case.payment, word=None))
    plan, document = plan_and_document(given_case)

    if isinstance(plan, Post):
        assert plan.draft.amount == to_cents(given_case.record.invoice.paid_amount) - document.counted
        assert others_of(given_case, document) <= 0


@given(CASES)
@tried
def test_nothing_posted_is_more_than_is_due_or_not_above_nothing(given_case: PaymentCase) -> None:
    plan, document = plan_and_document(given_case)

    if isinstance(plan, Post):
        assert ZERO < plan.draft.amount <= document.total - document.counted
        assert plan.draft.amount == to_cents(plan.draft.amount)
        assert document.status is DocumentStatus.APPROVED
        assert (plan.draft.document_id, plan.draft.account_id) == (document.id, plan.account.id)


@given(CASES)
@tried
def test_what_was_posted_settles_it(given_case: PaymentCase) -> None:
    """Planning again once the ledger has it never posts again: it is settled, or left as a person said.

    Who said more than is open has what is of no part posted as well, and no more than was said.
    """
    word, went = given_case.payment.word, ZERO
    plan, document = plan_and_document(given_case)
    is_posted = isinstance(plan, Post)
    while isinstance(plan, Post) and (word is not None or not went):
        went += plan.draft.amount
        given_case = after(given_case, plan, document)
        plan, document = plan_and_document(given_case)

    if is_posted:
        assert isinstance(plan, Settle | Leave)
        assert isinstance(plan, Settle) or word is not None
        assert word is None or went == word.left


@given(CASES)
@tried
def test_a_payment_that_nobody_noted_is_not_posted_again(given_case: PaymentCase) -> None:
    """The answer was lost, and all that we see is the document: what counts there is enough."""
    given_case = replace(given_case, payment=replace(given_case.payment, word=None))
    plan, document = plan_and_document(given_case)

    if isinstance(plan, Post):
        there_now = after(given_case, plan, document).document
        assert isinstance(plan_payment(replace(given_case, document=there_now)), Settle)


@given(CASES)
@tried
def test_a_word_that_nobody_noted_as_done_is_not_done_again(given_case: PaymentCase) -> None:
    """The document counts more than when it was said: what goes then is what is missing, or it is asked."""
    plan, document = plan_and_document(given_case)

    if isinstance(plan, Post):
        there_now = after(given_case, plan, document).document
        assert there_now is not None
        again = plan_payment(replace(given_case, document=there_now))
        if isinstance(again, Post):
            missing = to_cents(given_case.record.invoice.paid_amount) - there_now.counted
            assert again.draft.amount == missing
            assert again.draft.reference != plan.draft.reference


@given(cents(11_999), st.sampled_from(InvoiceStatus))
@tried
def test_what_is_recorded_in_the_portal_makes_both_equal(said_of: Decimal, status: InvoiceStatus) -> None:
    given_case = case(paid(said_of, status), there(theirs(DUE)), settings=settings(back=True))
    plan, document = plan_and_document(given_case)

    if isinstance(plan, Record):
        assert plan.amount > 0
        assert plan.paid_before + plan.amount == document.counted
        told = replace(given_case.record.invoice, paid_amount=plan.paid_before + plan.amount)
        equal = plan_payment(replace(given_case, record=replace(given_case.record, invoice=told)))
        assert equal == Settle(ahead=ZERO)
    else:
        assert status not in (InvoiceStatus.ISSUED, InvoiceStatus.OVERDUE)
        assert said_of == 0 or status is not InvoiceStatus.PAID


@st.composite
def parts(draw: st.DrawFn) -> list[Decimal]:
    """Payments of one invoice in their order, some of them equal."""
    one = draw(st.integers(1, 3_000).map(lambda number: Decimal(number).scaleb(-2)))
    return draw(
        st.lists(st.sampled_from([one, one, Decimal("0.01"), Decimal("30.00")]), min_size=1, max_size=4)
    )


@given(parts())
@tried
def test_every_part_of_a_payment_arrives_once(amounts: list[Decimal]) -> None:
    """Equal ones too: after each of them the ledger counts what the portal says, under as many marks."""
    document, known, total = there(), payment(), ZERO
    for amount in amounts:
        total += amount
        given_case = case(paid(total), document, payment=known)
        plan = plan_payment(given_case)
        assert isinstance(plan, Post)
        done = after(given_case, plan, document)
        assert done.document is not None
        document, known = done.document, replace(done.payment, highest=total)
        assert document.counted == total

    assert [one.amount for one in document.payments] == amounts
    assert len({one.reference for one in document.payments}) == len(amounts)
