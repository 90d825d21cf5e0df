"""A ledger that has one document, and answers each write as the test says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from domain.budget import Purpose
from domain.dispatch import Envelope
from domain.drafts import DocumentChange, PaymentDraft, Refusal
from domain.errors import Problem, Rejected
from domain.ids import DispatchId
from domain.invoice import InvoiceId
from domain.ledger_document import (
    DocumentId,
    DocumentStatus,
    LedgerDocument,
    LedgerPayment,
    PaymentId,
    PaymentReceipt,
)
from domain.ports.ledger import DocumentsPage, Ledger, LedgerTraits
from tests.support.clock import NOON
from tests.unit.domain.paying import APPROVED, there

Answers = Mapping[InvoiceId, PaymentReceipt | Refusal]
Answering = Callable[[PaymentDraft], Answers]


class ScriptedLedger:
    """Only what posting payments asks of a ledger.

    `sent` is the draft of every write, `deleted` what counts on a document no more, `asked` of which
    documents that was asked. `down` is what every request meets, `no_list` what that for deleted ones meets,
    where there are any `refused_lists` only that for one of those documents. `page` is what a page
    shows that was asked for before `meanwhile` happens.
    """

    traits = LedgerTraits()

    def __init__(self) -> None:
        """Nothing is paid, and every write is answered well."""
        self.document: LedgerDocument | None = APPROVED
        self.sent: list[PaymentDraft] = []
        self.changed: list[DocumentChange] = []
        self.purposes: list[Purpose] = []
        self.answers: Answering = self.well
        self.also: tuple[LedgerDocument, ...] = ()
        self.deleted: dict[DocumentId, tuple[LedgerPayment, ...]] = {}
        self.asked: list[DocumentId] = []
        self.refused: set[DocumentId] = set()
        self.down: Problem | None = None
        self.no_list: Problem | None = None
        self.refused_lists: set[DocumentId] = set()
        self.page: tuple[LedgerDocument, ...] = ()
        self.meanwhile: Callable[[], None] = lambda: None
        self._made = 0

    @property
    def port(self) -> Ledger:
        """As the domain sees it."""
        return cast("Ledger", self)

    @property
    def payments(self) -> tuple[LedgerPayment, ...]:
        """What counts on the document."""
        return self.document.payments if self.document is not None else ()

    def documents(self, ids: Sequence[DocumentId], *, purpose: Purpose) -> tuple[LedgerDocument, ...]:
        """What it shows; a request for what it refuses it refuses as a whole."""
        self.purposes.append(purpose)
        self.organisation()
        if self.refused.intersection(ids):
            raise Rejected("It could not be read")
        there_are = [*self.also, *([self.document] if self.document is not None else [])]
        return tuple(one for one in there_are if one.id in ids)

    def documents_page(self, page: int, *, since: datetime | None, purpose: Purpose) -> DocumentsPage:
        """The only one. What happens while it is on its way may say what it shows."""
        self.purposes.append(purpose)
        assert (page, since is not None) == (1, True)
        self.meanwhile()
        return DocumentsPage(documents=self.page, as_of=NOON, is_last=True)

    def deleted_payments(
        self, ids: Sequence[DocumentId], *, purpose: Purpose
    ) -> Mapping[DocumentId, tuple[LedgerPayment, ...]]:
        """What was deleted, as the list of payments shows it."""
        self.purposes.append(purpose)
        self.asked += ids
        if self.no_list is not None and (not self.refused_lists or self.refused_lists.intersection(ids)):
            raise self.no_list
        return {one: self.deleted[one] for one in ids if one in self.deleted}

    def delete(self, gone: LedgerPayment) -> None:
        """A person deletes it: it counts no more."""
        self.document = self._with([one for one in self.payments if one != gone])
        self.deleted[self.document.id] = (*self.deleted.get(self.document.id, ()), gone)

    def _with(self, payments: Sequence[LedgerPayment]) -> LedgerDocument:
        """The document with these, and what is credited on it."""
        before = self.document or APPROVED
        return there(*payments, credited=f"{before.amount_credited}", id=before.id, number=before.number)

    def organisation(self) -> None:
        """What is asked for where nothing else is answered."""
        if self.down is not None:
            raise self.down

    def payments_envelope(self, drafts: Sequence[PaymentDraft]) -> Envelope:
        """Something."""
        return Envelope(method="PUT", path="/Payments", body=repr(tuple(drafts)).encode())

    def send_payments(
        self, envelope: Envelope, drafts: Sequence[PaymentDraft], *, dispatch_id: DispatchId
    ) -> Answers:
        """As the test says."""
        (draft,) = drafts
        assert (envelope, bool(dispatch_id)) == (self.payments_envelope(drafts), True)
        self.sent.append(draft)
        return self.answers(draft)

    def changes_envelope(self, changes: Sequence[DocumentChange]) -> Envelope:
        """Something."""
        return Envelope(method="POST", path="/Invoices", body=repr(tuple(changes)).encode())

    def send_changes(
        self, envelope: Envelope, changes: Sequence[DocumentChange], *, dispatch_id: DispatchId
    ) -> Mapping[DocumentId, LedgerDocument | Refusal]:
        """Its document is approved."""
        assert (envelope, bool(dispatch_id)) == (self.changes_envelope(changes), True)
        assert self.document is not None
        self.changed += changes
        self.document = replace(self.document, status=DocumentStatus.APPROVED)
        return {self.document.id: self.document}

    def take(self, draft: PaymentDraft) -> LedgerPayment:
        """The payment is there from now on, under an id that none had before."""
        made = LedgerPayment(
            id=PaymentId(f"made-{self._made}"),
            amount=draft.amount,
            dated=draft.dated,
            reference=draft.reference,
        )
        self._made += 1
        self.document = self._with([*self.payments, made])
        return made

    def well(self, draft: PaymentDraft) -> Answers:
        """It is taken, and all is told."""
        made = self.take(draft)
        assert self.document is not None
        return {
            draft.invoice_id: PaymentReceipt(
                payment=made,
                status=self.document.status,
                status_word=self.document.status_word,
                amount_due=self.document.amount_due,
                amount_paid=self.document.amount_paid,
                amount_credited=None,
            )
        }
