"""What anybody does to the payments of one invoice: in the ledger, by command, and what a wire does."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from domain.drafts import PaymentDraft, Refusal
from domain.errors import Invalid, OutcomeUnknown
from domain.ledger_document import (
    NOT_APPROVED,
    DocumentId,
    DocumentStatus,
    LedgerDocument,
    LedgerPayment,
)
from domain.life import Stage
from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.services.payment_steps import begin_anew, stir
from domain.services.read_documents import note_documents
from domain.settings import ASK
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import APPROVED, CLEARING, theirs, there
from tests.unit.paying.ledger import Answers
from tests.unit.paying.paid_in import DEBIT, SETTINGS, TEN, PaidIn, Said
from tests.unit.paying.parting import PAYPAL, question, set_routes


@dataclass(slots=True)
class Anybody(PaidIn, ABC):
    """Acts take two numbers, which decide what they leave open."""

    @abstractmethod
    def go_on(self) -> None:
        """Until nothing is left to do."""

    @abstractmethod
    def check_draft(self, draft: PaymentDraft) -> None:
        """Whether that may be sent. Raises AssertionError."""

    def begin(self, first: int, second: int) -> None:
        """Some ways have an account from the beginning; the document may await approval."""
        self.route(0, first)
        if first % 2:
            self.route(1, first // 4)
        if second % 3 == 0:
            self.show(replace(self.document, status=DocumentStatus.AWAITING_APPROVAL))

    # What is done in the ledger.

    def show(self, document: LedgerDocument) -> None:
        """The ledger has it so, and it is read."""
        self.desk.ledger.document = document
        with self.desk.books() as books:
            note_documents(books, [document], asked_at=self.desk.now, now=self.desk.now)
            books.payments.look_anew(None, self.desk.now)

    def with_money(self, *payments: LedgerPayment, credited: Decimal | None = None) -> LedgerDocument:
        """The present document with that."""
        taken_off = self.document.amount_credited if credited is None else credited
        return there(*payments, credited=f"{taken_off}", id=self.document.id, number=self.document.number)

    def entered(self, first: int, second: int) -> None:
        """Somebody enters money: what waits for the bank feed, if anything does, or any other."""
        left = self.known.facts.get("open", "") if self.known is not None and second % 2 else ""
        amount = min(Decimal(left or TEN * (1 + first % 4)), self.document.amount_due)
        if self.is_live and amount:
            self.show(self.with_money(*self.document.payments, theirs(amount, self.new("theirs"))))

    def credited(self, first: int, _second: int) -> None:
        """A credit note is set against it, or taken off again."""
        off = ZERO if self.document.amount_credited else min(TEN * (1 + first % 3), self.document.amount_due)
        if self.is_live:
            self.show(self.with_money(*self.document.payments, credited=off))

    def deleted(self, first: int, _second: int) -> None:
        """Somebody deletes a payment, ours or not, also one that we have not seen yet."""
        if there_are := self.document.payments:
            self.desk.ledger.delete(there_are[first % len(there_are)])
            self.show(self.document)

    def approved(self, _first: int, _second: int) -> None:
        """A person approves it."""
        if self.document.status in NOT_APPROVED:
            self.show(self.with_money())

    def voided(self, _first: int, _second: int) -> None:
        """A person takes off what is paid, and voids it."""
        for one in self.document.payments:
            self.desk.ledger.delete(one)
        self.show(replace(self.with_money(credited=ZERO), status=DocumentStatus.VOIDED))

    def sent_anew(self, first: int, _second: int) -> None:
        """What is gone is sent anew, on another document."""
        if self.document.is_gone:
            self.join(self.another(first), anew=True)

    def joined(self, first: int, second: int) -> None:
        """A person joins the invoice to another document, or back to one that it had."""
        if second % 4 == 0 and self.others:
            self.join(list(self.others.values())[first % len(self.others)])
        else:
            document = self.another(first)
            if second % 4 == 1:
                document = there(theirs(TEN * 4, self.new("theirs")), id=document.id, number=document.number)
            self.join(document)

    def another(self, which: int) -> LedgerDocument:
        """A document that is new, approved or not."""
        status = DocumentStatus.AWAITING_APPROVAL if which % 3 == 0 else DocumentStatus.APPROVED
        return replace(APPROVED, id=DocumentId(self.new("document")), number=f"X-{self.made}", status=status)

    def join(self, document: LedgerDocument, *, anew: bool = False) -> None:
        """It is the present one from now on."""
        if self.is_unknown:
            return  # nothing is joined while a write is open
        self.others[self.document.id] = self.document
        self.others.pop(document.id, None)
        self.desk.ledger.document, self.desk.ledger.also = document, tuple(self.others.values())
        with self.desk.books() as books:
            if anew:
                begin_anew(books, INVOICE)
            record = books.invoices.get(INVOICE)
            assert record is not None
            books.documents.put([document], self.desk.now)
            record = replace(record, document_id=document.id, stage=Stage.LINKED)
            books.invoices.put(record)
            stir(books, record, self.desk.now)

    # What a person says.

    def release(self, first: int, second: int) -> None:
        """Nothing, what the question names, or all that is open; an account is named or not."""
        held = self.desk.held()
        everything = max(ZERO, self.came - self.document.counted)
        facts = held.cause.facts if held is not None else {}
        named = Decimal(facts.get("paid" if facts.get("part") else "open") or everything)
        amount = min([ZERO, named, everything][first % 3], self.document.amount_due)
        account = ["", "", "615", "b-2"][second % 4] if amount else ""
        before = (question(self.desk), facts.get("part"))
        books = self.desk.connection.id
        if self.known is None or self.known.stage is PaymentStage.UNKNOWN:
            with pytest.raises(Invalid):
                self.desk.steering.release(books, INVOICE, amount, actor="person:ada")
            return
        try:
            self.desk.steering.release(books, INVOICE, amount, account=account, actor="person:ada")
        except Invalid:
            if amount and (facts.get("part") or self.document.is_gone):
                return  # all that is open is more than the part that is asked about
            raise
        about = (self.document.id, self.came, self.document.counted)
        to = "b-1" if account == CLEARING.code else account
        ways = frozenset(one.way for one in self.slots)
        self.said.append(Said(to, amount, about, ways))
        self.go_on()
        asked = self.desk.held()
        after = (question(self.desk), asked.cause.facts.get("part") if asked is not None else None)
        assert amount or not before[0] or before != after, f"nothing was said to end it: {before}"

    def retry(self, _first: int, _second: int) -> None:
        """Both sides are read, and it is decided anew."""
        if self.known is not None:
            self.desk.steering.retry(self.desk.connection.id, INVOICE, actor="person:ada")

    def route(self, first: int, second: int) -> None:
        """A person says where a way goes from now on."""
        way, to = [PAYPAL, DEBIT][first % 2], ["615", "b-2", "b-2", ASK][second % 4]
        self.routes[way] = to
        set_routes(self.desk, **{SETTINGS[way]: to})

    # What the ledger does to what we send.

    def refuse(self, _first: int, _second: int) -> None:
        """The next payment is refused."""
        self.refuses = True

    def lose(self, first: int, second: int) -> None:
        """The next answer is lost; it is looked for at once, or when something else has happened."""
        self.loses, self.lands, self.looks_later = True, bool(first % 2), bool(second % 2)

    def answer(self, draft: PaymentDraft) -> Answers:
        """As the ledger would, once it is checked that this may be sent."""
        self.check_draft(draft)
        if self.refuses:
            self.refuses = False
            return {draft.invoice_id: Refusal(sentences=("No.",))}
        if self.loses:
            self.loses = False
            if self.lands:
                self.move_on(draft)
                self.desk.ledger.take(draft)
            raise OutcomeUnknown
        self.move_on(draft)
        return self.desk.ledger.well(draft)

    def move_on(self, draft: PaymentDraft) -> None:
        """A word moves on with what is posted."""
        for said in self.said:
            document_id, came, counted = said.about
            said.about = (document_id, came, counted + draft.amount)
