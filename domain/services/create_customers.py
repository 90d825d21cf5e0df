"""Creates the customers that invoices wait for: one write, each element settled by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.contact import LedgerContact
from domain.customer_draft import name_key
from domain.dispatch import UNSETTLED, Act, ElementState, Envelope, OpenElement
from domain.drafts import LedgerContactDraft, Refusal
from domain.errors import Rejected
from domain.invoice import InvoiceId
from domain.invoice_causes import About, cause
from domain.invoice_outcome import Create
from domain.invoice_record import InvoiceRecord, Step
from domain.links import CustomerLink, Party, PartyKind
from domain.ports.store import Books
from domain.reasons import Reason
from domain.services import noted
from domain.services.decide_invoices import apply_plan
from domain.services.dispatching import missing_of, repeat_pause
from domain.services.invoice_case import bench_of, plan_of, recipient_of
from domain.services.invoice_steps import decide_anew, hold, tell
from domain.services.read_ledger import sighting
from domain.services.sending import Batch, Entry, leave_unknown, record_batch, refuse_whole, send_batch
from domain.services.turn import Turn
from domain.units import CreateCustomers

MADE = Reason(code="created-by-us")
_MOST_TRIES = 3
"""So often a name or number that turns out to be taken is looked up anew before a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prepared:
    """`waiting` are the invoices that wait for each draft, by its number."""

    batch: Batch
    envelope: Envelope
    drafts: tuple[LedgerContactDraft, ...]
    waiting: Mapping[str, tuple[InvoiceId, ...]]


def create_customers(turn: Turn, unit: CreateCustomers) -> None:
    """Plan each invoice once more, record the dispatch, send it, note what came back."""
    prepared = _prepare(turn, unit)
    if prepared is None:
        return
    batch, drafts = prepared.batch, prepared.drafts
    try:
        answers = send_batch(
            turn,
            batch,
            lambda: turn.ledger.send_contacts(prepared.envelope, drafts, dispatch_id=batch.id),
            undone=lambda _books: None,
            unknown=lambda books: _unknown(turn, books, prepared),
        )
    except Rejected as problem:
        if len(drafts) > 1:
            refuse_whole(turn, batch)
            return
        answers = {draft.number: Refusal(sentences=problem.sentences) for draft in drafts}
    now = turn.clock.now()
    with turn.writing() as books:
        for draft in drafts:
            _answered(turn, books, prepared, draft, answers.get(draft.number), now)
        noted.double_batch(books, Act.CREATE_CUSTOMER, turn.ledger.traits.batch)


def _prepare(turn: Turn, unit: CreateCustomers) -> _Prepared | None:
    now = turn.clock.now()
    with turn.writing() as books:
        bench = bench_of(books)
        if bench is None:
            return None
        open_parties = _open_parties(books)
        drafts: dict[str, LedgerContactDraft] = {}
        names: set[str] = set()
        entries: list[Entry] = []
        waiting: dict[str, tuple[InvoiceId, ...]] = {}
        for record in books.invoices.many(unit.ids).values():
            if record.step is not Step.CONTACT:
                continue
            plan = plan_of(books, record, bench)
            if not isinstance(plan, Create):
                apply_plan(books, record, plan, now)
                continue
            draft = plan.draft
            if _party_subject(books, record) in open_parties:  # nothing is sent beside what is not settled
                until = now + turn.rhythm.absence_wait
                books.invoices.put(replace(record, not_before=until))
                continue
            if draft.number not in drafts:
                if name_key(draft.name) in names:  # two parties of one name: the second is asked about next
                    continue
                names.add(name_key(draft.name))
                drafts[draft.number] = draft
                entries.append(_entry(books, record, draft))
            waiting[draft.number] = (*waiting.get(draft.number, ()), record.id)
        if not drafts:
            return None
        envelope = turn.ledger.contacts_envelope(tuple(drafts.values()))
        batch = record_batch(turn, books, Act.CREATE_CUSTOMER, entries, envelope)
    return _Prepared(batch=batch, envelope=envelope, drafts=tuple(drafts.values()), waiting=waiting)


def _open_parties(books: Books) -> frozenset[str]:
    """Parties whose creation is on its way, or was sent and nobody knows what became of it."""
    return frozenset(
        one.element.subject
        for one in books.dispatches.open()
        if one.element.act is Act.CREATE_CUSTOMER and one.element.state in UNSETTLED
    )


def _party_subject(books: Books, record: InvoiceRecord) -> str:
    recipient = recipient_of(books, record)
    return subject_of_party(recipient.party) if recipient is not None else ""


def _entry(books: Books, record: InvoiceRecord, draft: LedgerContactDraft) -> Entry:
    recipient = recipient_of(books, record)
    assert recipient is not None, "only who is known can be created"
    party = recipient.party
    facts = {"number": draft.number, "name": draft.name, "party": party.kind.value, "party_id": party.id}
    return Entry(subject=subject_of_party(party), facts=facts)


def subject_of_party(party: Party) -> str:
    """The subject of a party in dispatches and events."""
    return f"party:{party.kind}:{party.id}"


def party_of_element(found: OpenElement) -> Party:
    """The party that a creation was for."""
    facts = found.element.facts
    return Party(kind=PartyKind(facts["party"]), id=facts["party_id"])


def customer_exists(
    books: Books, party: Party, contact: LedgerContact, now: datetime, *, adopted: bool
) -> None:
    """The contact is in the ledger: into our copy, joined to its party, and into the story."""
    books.ledger.put_page([sighting(contact)], run=books.scans.current_run())
    books.links.move_customer(CustomerLink(contact_id=contact.id, party=party, evidence=MADE, made_at=now))
    code = "customer-found-again" if adopted else "customer-created"
    facts = {"contact": contact.name, "contact_id": contact.id}
    books.events.add(at=now, actor="clerk", subject=subject_of_party(party), code=code, facts=facts)


def _answered(
    turn: Turn,
    books: Books,
    prepared: _Prepared,
    draft: LedgerContactDraft,
    answer: LedgerContact | Refusal | None,
    now: datetime,
) -> None:
    batch = prepared.batch
    subject = batch.subjects[prepared.drafts.index(draft)]
    number = batch.number_of(subject)
    records = books.invoices.many(prepared.waiting[draft.number]).values()
    match answer:
        case LedgerContact():
            books.dispatches.settle(batch.id, number, ElementState.DONE, remote_id=answer.id)
            _, kind, party_id = subject.split(":", 2)
            party = Party(kind=PartyKind(kind), id=party_id)
            customer_exists(books, party, answer, now, adopted=False)
            for record in records:
                decide_anew(books, record, now)
        case Refusal() if answer.is_taken and _may_look(books, subject):
            # Somebody has the name or number: looked for, archived ones included, and planned anew.
            leave_unknown(turn, books, batch, subject)
            _wait(turn, books, prepared, [draft])
        case Refusal():
            books.dispatches.settle(batch.id, number, ElementState.REFUSED)
            for record in records:
                refused(books, record, draft.name, answer.sentences, now)
        case _:
            leave_unknown(turn, books, batch, subject)
            _wait(turn, books, prepared, [draft])


def refused(books: Books, record: InvoiceRecord, name: str, sentences: Sequence[str], now: datetime) -> None:
    """The ledger does not take that customer: held in its own words."""
    about = About(invoice=record.invoice, customer=name)
    said = "; ".join(sentences)
    held = hold(books, record, cause(about, "contact-refused", shared=name, said=said), now)
    tell(books, held, "customer-refused", {"contact": name, "said": said}, now)


def _may_look(books: Books, subject: str) -> bool:
    """A name or number that turns out to be taken is looked up anew, but not for ever."""
    return len(missing_of(books, subject, Act.CREATE_CUSTOMER)) < _MOST_TRIES


def _unknown(turn: Turn, books: Books, prepared: _Prepared) -> None:
    _wait(turn, books, prepared, prepared.drafts)
    noted.halve_batch(books, Act.CREATE_CUSTOMER, len(prepared.drafts))


def _wait(turn: Turn, books: Books, prepared: _Prepared, drafts: Sequence[LedgerContactDraft]) -> None:
    """Their invoices wait until the outcome is settled; if that takes long, they look again themselves."""
    now = turn.clock.now()
    for draft in drafts:
        subject = prepared.batch.subjects[prepared.drafts.index(draft)]
        missing = missing_of(books, subject, Act.CREATE_CUSTOMER)
        until = now + max(turn.rhythm.absence_wait, repeat_pause(turn, missing))
        for record in books.invoices.many(prepared.waiting[draft.number]).values():
            books.invoices.put(replace(record, not_before=until, attempts=record.attempts + 1))
