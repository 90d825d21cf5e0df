"""What is shown before the first invoice is sent, and the switch that lets invoices be sent from then on.

Looking sends nothing and keeps nothing that could be sent: no invoice gets a record of its own. What it
keeps are copies of what is there already (accounts and taxes, documents of the ledger, people and companies
of the portal), on which the plans rest as they will later.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from domain.answers import TaxAnswer
from domain.books import LedgerBooks
from domain.connection import Connection
from domain.habits import PortalHabits, learned
from domain.ids import ConnectionId
from domain.invoice import LineKind, PortalInvoice
from domain.invoice_numbers import names_document
from domain.invoice_outcome import Plan
from domain.invoice_record import InvoiceRecord
from domain.invoice_settings import invoice_settings_of
from domain.life import Stage
from domain.numbering import dated, day_in
from domain.ports.clock import Clock
from domain.ports.ledger import Ledgers
from domain.ports.portal import Portals
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Books, Store
from domain.proposals import Chosen, Proposals, propose
from domain.services.invoice_case import Bench, bench_of, plan_of
from domain.services.read_documents import note_documents
from domain.services.recent_invoices import Recent, read_around, read_recent
from domain.services.taking_books import take_books
from domain.tax import Place, TaxCase

OWN_LINK_OFF = "own-link-off"
"""The setting that says that the portal's own link to the ledger is off."""

_TAXED = (LineKind.ITEM, LineKind.DEPOSIT, LineKind.DISCOUNT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """What both sides say now. `reminders_on` is None where the ledger does not tell."""

    ledger_books: LedgerBooks
    proposals: Proposals
    recent: Recent
    reminders_on: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """One invoice as it would be sent, or what would be in its way; `day` is its day in the books."""

    invoice: PortalInvoice
    day: date | None
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRun:
    """The steps in order: `look`, `preview` as often as answers change, `switch_on`."""

    store: Store
    ledgers: Ledgers
    portals: Portals
    clock: Clock

    def are_sent(self, connection_id: ConnectionId) -> bool:
        """Whether invoices are sent already."""
        with self.store.reading(connection_id) as books:
            return invoice_settings_of(*books.settings.current()).are_sent

    def look(self, connection: Connection) -> FirstLook:
        """Read both sides now. Raises Invalid (`zone-unknown`) if no invoice could be dated."""
        permit = AlwaysPermitted()
        ledger, portal = self.ledgers.of(connection, permit), self.portals.of(connection, permit)
        ledger_books = ledger.books()
        now = self.clock.now()
        zone = ledger_books.organisation.time_zone
        proposals = propose(ledger_books, day_in(now, zone))
        recent = read_recent(portal)
        documents = read_around(ledger, recent.invoices)
        with self.store.writing(connection.id) as books:
            take_books(books, ledger_books, now)
            books.portal.put_people(recent.people, now)
            books.portal.put_companies(recent.companies, now)
            note_documents(books, documents, asked_at=now, now=now)
        return FirstLook(
            ledger_books=ledger_books,
            proposals=proposals,
            recent=recent,
            reminders_on=ledger.reminders_on(),
        )

    def preview(self, connection_id: ConnectionId, look: FirstLook, chosen: Chosen) -> tuple[Previewed, ...]:
        """The newest invoices as they would be sent with these settings, however old they are."""
        now = self.clock.now()
        with self.store.reading(connection_id) as books:
            bench = _bench(books, look.recent.invoices, chosen)
            return tuple(_previewed(books, invoice, bench, now) for invoice in look.recent.invoices)

    def switch_on(self, connection_id: ConnectionId, chosen: Chosen, *, actor: str) -> None:
        """From now on invoices are sent. A person has said that the portal's own link is off."""
        now = self.clock.now()
        with self.store.writing(connection_id) as books:
            _, values = books.settings.current()
            wanted = {**values, **chosen.settings, OWN_LINK_OFF: "yes"}
            books.settings.put(wanted, now=now, actor=actor)
            for name, value in wanted.items():
                if values.get(name) != value:
                    facts = {"name": name, "value": value}
                    books.events.add(
                        at=now, actor=actor, subject="connection", code="setting-changed", facts=facts
                    )
            for rate, tax_type in chosen.rules.items():
                _keep_rule(books, rate, tax_type, now, actor)
            books.nudge()


def _previewed(books: Books, invoice: PortalInvoice, bench: Bench, now: datetime) -> Previewed:
    """The record is made up and kept nowhere; what the portal names in the ledger was asked for."""
    record = InvoiceRecord(
        invoice=invoice,
        stage=Stage.SEEN,
        seen_at=now,
        read_at=now,
        step_since=now,
        looked_for=names_document(invoice.accounting_id),
    )
    day = dated(invoice, bench.ledger_books.organisation.time_zone)
    return Previewed(invoice=invoice, day=day, plan=plan_of(books, record, bench))


def _bench(books: Books, invoices: Sequence[PortalInvoice], chosen: Chosen) -> Bench:
    """As the clerk's, with what was chosen, and with what these invoices show of how the portal sums up."""
    known = bench_of(books)
    if known is None:
        raise AssertionError("nothing is previewed before both sides were looked at")
    version, values = books.settings.current()
    settings = invoice_settings_of(version, {**values, **chosen.settings})
    rules = {case: tax_type for rate, tax_type in chosen.rules.items() for case in _cases(rate)}
    return replace(
        known,
        settings=replace(settings, start=date.min),
        habits=_learned(known.habits, invoices),
        tax_rules={**known.tax_rules, **rules},
    )


def _learned(habits: PortalHabits, invoices: Sequence[PortalInvoice]) -> PortalHabits:
    for invoice in invoices:
        habits = learned(habits, invoice)
    return habits


def _cases(rate: Decimal) -> list[TaxCase]:
    return [TaxCase(rate, kind, place) for kind in _TAXED for place in Place]


def _keep_rule(books: Books, rate: Decimal, tax_type: str, now: datetime, actor: str) -> None:
    """Lines of that rate get that tax always, whatever they are for and wherever the customer is."""
    for case in _cases(rate):
        books.customer_answers.put_tax(
            TaxAnswer(rate=rate, tax_type=tax_type, kind=case.kind, place=case.place, at=now, actor=actor)
        )
    facts = {"rate": f"{rate.normalize():f}", "tax": tax_type, "tax_type": tax_type, "scope": "always"}
    books.events.add(at=now, actor=actor, subject="connection", code="tax-chosen", facts=facts)
