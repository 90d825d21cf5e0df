"""Takes a person's answers about the customer and the taxes of an invoice."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from domain.answers import PartyAnswer, TaxAnswer
from domain.books import TaxRate
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.invoice import LineKind
from domain.invoice_answers import BILL_TO, tax_name
from domain.invoice_record import InvoiceRecord
from domain.links import CustomerLink, Party
from domain.ports.clock import Clock
from domain.ports.store import Books, Store
from domain.reasons import Reason
from domain.services.answering import one_contact
from domain.services.invoice_case import recipient_of
from domain.services.invoice_steps import decide_anew, tell
from domain.services.one_invoice import one_invoice
from domain.tax import Place

ANSWERED = Reason(code="answered-by-you")


class Scope(StrEnum):
    """For what a tax counts from now on."""

    INVOICE = "invoice"
    CUSTOMER = "customer"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxChoices:
    """What may be chosen for an invoice's rate: active sales taxes of exactly that rate."""

    record: InvoiceRecord
    rate: Decimal
    offered: tuple[TaxRate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringInvoices:
    """Answers are kept, and everything that waits for one is decided anew at once."""

    store: Store
    clock: Clock

    def taxes(self, connection_id: ConnectionId, which: str, rate: str = "") -> TaxChoices:
        """What may be chosen. Raises Invalid (`tax-no-question`, `rate-unusable`, `invoice-...`)."""
        with self.store.reading(connection_id) as books:
            record = one_invoice(books, which)
            asked = _rate(books, record, rate)
            snapshot = books.findings.ledger_books()
            return TaxChoices(
                record=record, rate=asked, offered=snapshot.sales_taxes(asked) if snapshot else ()
            )

    def choose_tax(
        self,
        connection_id: ConnectionId,
        which: str,
        tax_type: str,
        scope: Scope,
        *,
        rate: str = "",
        actor: str,
    ) -> InvoiceRecord:
        """Raises Invalid (`tax-not-offered`, `invoice-without-recipient`, and as `taxes` does)."""
        choices, now = self.taxes(connection_id, which, rate), self.clock.now()
        known = {tax.tax_type.casefold(): tax for tax in choices.offered}
        chosen = known.get(tax_type.strip().casefold())
        if chosen is None:
            offered = ", ".join(f"{tax.name} ({tax.tax_type})" for tax in choices.offered)
            raise Invalid(
                "tax-not-offered", tax=tax_type, offered=offered, rate=f"{choices.rate.normalize():f}"
            )
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, choices.record.id)
            if scope is Scope.INVOICE:
                answers = {**record.answers, tax_name(choices.rate): chosen.tax_type}
                record = replace(record, answers=answers)
            else:
                party = _party(books, record) if scope is Scope.CUSTOMER else None
                kind, place = _case(books, record)
                books.customer_answers.put_tax(
                    TaxAnswer(
                        rate=choices.rate,
                        tax_type=chosen.tax_type,
                        party=party,
                        kind=kind,
                        place=place,
                        at=now,
                        actor=actor,
                    )
                )
            facts = {"tax": chosen.name, "tax_type": chosen.tax_type, "scope": scope}
            tell(books, record, "tax-chosen", {**facts, "rate": f"{choices.rate.normalize():f}"}, now, actor)
            decide_anew(books, record, now)
            books.invoices.undecide(books.holds.with_codes(["tax-choice-needed"]), now)
            books.nudge()
        return record

    def customer_is(self, connection_id: ConnectionId, which: str, to: str, *, actor: str) -> InvoiceRecord:
        """The invoice's customer is that contact of the ledger, for this and all later invoices.

        Raises Invalid (`who-unknown`, `who-several`, `contact-billed-already`, `invoice-...`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            contact = one_contact(books, to).contact
            recipient = recipient_of(books, record)
            if recipient is None:
                record = replace(record, answers={**record.answers, BILL_TO: contact.id})
            else:
                holder = books.links.customer_of_contact(contact.id)
                if holder is not None and holder.party != recipient.party:
                    raise Invalid("contact-billed-already", contact=contact.name)
                books.links.move_customer(
                    CustomerLink(contact_id=contact.id, party=recipient.party, evidence=ANSWERED, made_at=now)
                )
            facts = {"contact": contact.name, "contact_id": contact.id}
            tell(books, record, "customer-answered", facts, now, actor)
            self._again(books, record, now)
        return record

    def customer_is_new(
        self, connection_id: ConnectionId, which: str, *, name: str = "", actor: str
    ) -> InvoiceRecord:
        """The invoice's customer is new in the ledger, under `name` if one is given.

        Raises Invalid (`invoice-without-recipient`, `invoice-...`).
        """
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            record = one_invoice(books, which)
            answer = PartyAnswer(party=_party(books, record), name=name.strip(), at=now, actor=actor)
            books.customer_answers.put_party(answer)
            tell(books, record, "customer-answered", {"name": answer.name, "new": "yes"}, now, actor)
            self._again(books, record, now)
        return record

    def _again(self, books: Books, record: InvoiceRecord, now: datetime) -> None:
        """This one, and everything of the same question."""
        held = books.holds.of(record.subject)
        decide_anew(books, record, now)
        if held is not None:
            books.invoices.undecide([one.subject for one in books.holds.with_key(held.cause.key)], now)
        books.nudge()


def _party(books: Books, record: InvoiceRecord) -> Party:
    recipient = recipient_of(books, record)
    if recipient is None:
        raise Invalid("invoice-without-recipient", invoice=record.invoice.title)
    return recipient.party


def _rate(books: Books, record: InvoiceRecord, rate: str) -> Decimal:
    """The rate that was said, else the one that is asked about, else the only one."""
    if rate.strip():
        try:
            return Decimal(rate.strip().removesuffix("%").strip())
        except InvalidOperation:
            raise Invalid("rate-unusable", rate=rate) from None
    held = books.holds.of(record.subject)
    if held is not None and "rate" in held.cause.facts:
        return Decimal(held.cause.facts["rate"])
    rates = {line.rate for line in record.invoice.money_lines}
    if len(rates) != 1:
        raise Invalid("tax-no-question", invoice=record.invoice.title)
    return rates.pop()


def _case(books: Books, record: InvoiceRecord) -> tuple[LineKind, Place]:
    held = books.holds.of(record.subject)
    facts = held.cause.facts if held is not None else {}
    return LineKind(facts.get("kind", LineKind.ITEM)), Place(facts.get("place", Place.UNKNOWN))
