"""What a person may say about the payments of an invoice."""

from decimal import Decimal

import pytest

from domain.errors import Invalid
from domain.invoice import InvoiceStatus
from domain.ledger_document import DocumentStatus
from domain.payment_life import ON_ITS_WAY, PaymentStage
from domain.payment_record import PartWord, PaymentRecord, PaymentStep, Word
from domain.services.decide_payments import REFUSED_AS
from domain.services.payment_steps import hold
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, BANK, BOOKS, kept, paid, payment, theirs, there
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import question
from tests.unit.paying.test_stirring import WHY

PART = there(theirs("40"))


def held(desk: PaymentDesk, **facts: str) -> None:
    """Held, with the document paid in part by somebody else."""
    desk.put(payment(facts=facts), document=PART)
    with desk.books() as books:
        hold(books, payment(facts=facts), WHY, desk.now)


def release(desk: PaymentDesk, amount: str, account: str = "", which: str = INVOICE) -> PaymentRecord:
    """Say so."""
    return desk.steering.release(
        desk.connection.id, which, Decimal(amount), account=account, actor="person:ada"
    )


@pytest.mark.parametrize("amount", ["0", "0.00", "79.99", "80", "80.00"])
def test_a_word_is_kept_with_what_both_sides_said_then(desk: PaymentDesk, amount: str) -> None:
    held(desk)

    given = release(desk, amount)

    assert desk.payment() == given
    assert given.word == Word(
        amount=Decimal(0),
        paid=Decimal("120.00"),
        counted=Decimal("40.00"),
        document_id=APPROVED.id,
        excused=Decimal(80) - Decimal(amount),
        also=(PartWord(rise=Decimal("120.00"), amount=Decimal(amount), account=""),),
    )
    assert (given.stage, given.step, desk.held()) == (PaymentStage.DUE, PaymentStep.DECIDE, None)
    assert [code for code, _ in desk.story()] == ["held", "payment-released", "released"]


@pytest.mark.parametrize(("account", "kept_as"), [("615", "615"), (BANK.id, BANK.id), ("", "")])
def test_a_word_may_name_an_account_by_code_or_id(desk: PaymentDesk, account: str, kept_as: str) -> None:
    held(desk)

    word = release(desk, "80", account).word

    assert word is not None
    assert word.account == kept_as


@pytest.mark.parametrize(
    ("amount", "account", "reason"),
    [
        ("-0.01", "", "payment-amount"),
        ("0.001", "", "payment-amount"),
        ("80.01", "", "payment-amount-too-large"),
        ("10", "999", "account-not-there"),
        ("10", "706", "account-not-usable"),
        ("10", "091", "account-not-usable"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    desk: PaymentDesk, amount: str, account: str, reason: str
) -> None:
    held(desk)
    before = desk.payment()

    with pytest.raises(Invalid) as refused:
        release(desk, amount, account)

    assert refused.value.reason == reason
    assert desk.payment() == before
    assert desk.held() is not None


@pytest.mark.parametrize("stage", sorted(ON_ITS_WAY))
def test_what_is_on_its_way_takes_no_word_and_goes_on(desk: PaymentDesk, stage: PaymentStage) -> None:
    flying = payment(stage=stage, is_open=False)
    desk.put(flying)

    with pytest.raises(Invalid, match="payment-on-its-way"):
        release(desk, "10")
    desk.steering.retry(desk.connection.id, INVOICE, actor="person:ada")

    assert desk.payment() == flying


def test_an_invoice_without_payments_has_nothing_to_steer(desk: PaymentDesk) -> None:
    desk.put(record=kept(paid("0", InvoiceStatus.ISSUED)))

    for which, reason in ((INVOICE, "payment-none"), ("nothing", "invoice-unknown")):
        with pytest.raises(Invalid, match=reason):
            release(desk, "0", which=which)
        with pytest.raises(Invalid, match=reason):
            desk.steering.retry(desk.connection.id, which, actor="person:ada")


def test_on_what_is_gone_only_nothing_can_be_posted(desk: PaymentDesk) -> None:
    desk.put(payment(), document=there(status=DocumentStatus.VOIDED))

    with pytest.raises(Invalid, match="payment-amount-too-large"):
        release(desk, "0.01")
    assert release(desk, "0").word is not None


def test_trying_again_forgets_what_was_refused_and_reads_both_sides(desk: PaymentDesk) -> None:
    held(desk, **{REFUSED_AS: "a picture", "more": "fact"})

    desk.steering.retry(desk.connection.id, INVOICE, actor="person:ada")

    assert desk.payment().facts == {"more": "fact"}
    assert desk.payment().step is PaymentStep.DECIDE
    with desk.books() as books:
        record = books.invoices.get(INVOICE)
    assert record is not None
    assert record.wants_read
    assert [code for code, _ in desk.story()] == ["held", "payment-retried"]


def test_an_account_may_be_named_before_the_ledgers_settings_were_read(desk: PaymentDesk) -> None:
    """The plan looks at it when they are."""
    with desk.books() as books:
        books.invoices.put(kept())
        books.documents.put([APPROVED], desk.now)
        books.payments.put(payment())

    steering, connection_id = desk.steering, desk.connection.id
    steering.release(connection_id, INVOICE, Decimal(120), account="nowhere", actor="person:ada")
    assert desk.payment().word is not None

    with desk.books() as books:
        books.findings.put_ledger_books(BOOKS)
    desk.decide()
    assert question(desk) == "payment-account-unusable"
