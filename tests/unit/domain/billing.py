"""Who is billed, in a small ledger: contacts as a test describes them, and what is known of a party."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.answers import PartyAnswer
from domain.contact import Address, Company, ContactState, LedgerContact, Person
from domain.customers import CreateContact, KnownCustomers, Recipient, UseContact, Verdict, decide_customer
from domain.drafts import LedgerContactDraft
from domain.hold import Cause
from domain.ids import LedgerContactId
from domain.invoice_causes import About
from domain.links import CustomerLink, Party, PartyKind
from domain.reasons import Reason
from tests.support.clock import NOON
from tests.support.contacts import portal_company, portal_person
from tests.support.invoices import INVOICE, portal_invoice, portal_line

ACME = portal_company("k-1", name="Acme Ltd")
JANE = portal_person("p-1")
ALONE = Recipient(person=JANE)
OF_ACME = Recipient(person=replace(JANE, company_id=ACME.id, company_name=ACME.name), company=ACME)
ANOTHER = Party(kind=PartyKind.PERSON, id="p-9")
EVIDENCE = Reason(code="email-and-name")
ABOUT = About(invoice=portal_invoice(portal_line()))
LATER = NOON + timedelta(days=1)


def at(company: Company, person: Person = JANE) -> Recipient:
    """Somebody of a company."""
    return Recipient(
        person=replace(person, company_id=company.id, company_name=company.name), company=company
    )


def living_in(city: str, recipient: Recipient = ALONE) -> Recipient:
    """The recipient, with a city of their own or of their company's."""
    address = Address(city=city)
    if recipient.company is None:
        return replace(recipient, person=replace(recipient.person, address=address))
    return replace(recipient, company=replace(recipient.company, address=address))


def archived(contact: LedgerContact) -> LedgerContact:
    """Somebody archived it in the ledger."""
    return replace(contact, state=ContactState.ARCHIVED)


def merged(contact: LedgerContact, into: str) -> LedgerContact:
    """Somebody merged it into another one."""
    return replace(archived(contact), merged_into=LedgerContactId(into))


def link(contact: LedgerContact, party: Party = ALONE.party, made_at: datetime = NOON) -> CustomerLink:
    """A party that is billed as a contact already."""
    return CustomerLink(contact_id=contact.id, party=party, evidence=EVIDENCE, made_at=made_at)


def linked(
    contact: LedgerContact, recipient: Recipient = ALONE, *, successor: LedgerContact | None = None
) -> KnownCustomers:
    """What is known of a party that is billed as a contact already."""
    return KnownCustomers(link=link(contact, recipient.party), linked=contact, successor=successor)


def new(recipient: Recipient = ALONE, name: str = "", at: datetime = LATER) -> PartyAnswer:
    """Ada said that the party is a new customer."""
    return PartyAnswer(party=recipient.party, name=name, at=at, actor="ada")


def bill(
    recipient: Recipient | None,
    *contacts: LedgerContact,
    known: KnownCustomers | None = None,
    joined: tuple[LedgerContact, ...] = (),
    taken: tuple[LedgerContact, ...] = (),
    answer: PartyAnswer | None = None,
) -> Verdict:
    """Who is billed when the ledger has these contacts; those of `taken` stand for somebody else."""
    known = known or KnownCustomers()
    party_id = recipient.party.id if recipient is not None else ""
    marks = tuple(contact for contact in contacts if contact.number.startswith(party_id or "-"))
    return decide_customer(
        recipient,
        replace(
            known,
            like=(*known.like, *contacts, *joined, *taken),
            joined=joined,
            marked=(*known.marked, *marks),
            taken={**known.taken, **{contact.id: ANOTHER for contact in taken}},
            answer=answer,
        ),
        ABOUT,
    )


def billed(verdict: Verdict) -> tuple[str, str]:
    """As which contact, by what evidence; it is a link that is not kept yet."""
    assert isinstance(verdict, UseContact), verdict
    assert verdict.is_new_link
    assert verdict.evidence.facts["contact_id"] == verdict.contact.id
    return verdict.contact.id, verdict.evidence.code


def made(verdict: Verdict) -> LedgerContactDraft:
    """What is created."""
    assert isinstance(verdict, CreateContact), verdict
    return verdict.draft


def asked(verdict: Verdict, code: str, recipient: Recipient = ALONE) -> Cause:
    """What is asked: once for each party, with the invoice that a sentence can name."""
    assert isinstance(verdict, Cause), verdict
    assert (verdict.code, verdict.key) == (code, f"{code}:{recipient.party.kind}:{recipient.party.id}")
    assert verdict.facts["invoice_id"] == INVOICE
    return verdict


def named(cause: Cause) -> str:
    """The ids of the contacts that a question lists."""
    return " ".join(entry.rpartition("(")[2].rstrip(")") for entry in cause.facts["candidates"].split("; "))
