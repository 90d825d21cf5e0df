"""What goes over the line to Xero while invoices are made, read and changed."""

from datetime import date, timedelta
from decimal import Decimal

import httpx

from adapters.sandbox import xero as sandbox
from domain.budget import Purpose
from domain.contact import Address, LedgerContact
from domain.drafts import DocumentChange
from domain.ids import DispatchId, LedgerContactId
from tests.contracts.exchanges import Exchange, Witness
from tests.contracts.xero_scene import Scene, scene
from tests.unit.xero_adapter.drafts import customer, draft, line, unnumbered


def invoicing() -> list[Exchange]:
    """Settings, customers, invoices good and bad, looking for them, named writes, credit notes, acts."""
    witnesses: list[Witness] = []

    def witnessed(network: httpx.BaseTransport) -> httpx.BaseTransport:
        witnesses.append(Witness(network))
        return witnesses[0]

    made = scene(around=witnessed)
    made.consented()
    made.ledger.books()
    contact = _customers(made)
    _invoices(made, contact)
    _credit_notes(made, contact)
    return witnesses[0].exchanges


def _customers(made: Scene) -> LedgerContactId:
    """One is made, one is there already."""
    made.contact(Name="Taken Ltd")
    drafts = [
        customer(
            "party-1",
            name="Client Ltd",
            first_name="Cle",
            email="cle@client.example",
            phone="+44 1632 960001",
            tax_number="GB123456789",
            address=Address(street="1 High St", city="Leeds", postal_code="LS1 1AA", country="UK"),
        ),
        customer("party-2", name="Taken Ltd"),
    ]
    envelope = made.ledger.contacts_envelope(drafts)
    answers = made.ledger.send_contacts(envelope, drafts, dispatch_id=DispatchId("contacts"))
    made.ledger.contacts_like("client")
    client = answers["party-1"]
    assert isinstance(client, LedgerContact)
    return client.id


def _invoices(made: Scene, contact: LedgerContactId) -> None:
    """Every question and every write, with every kind of answer."""
    first, second, third = made.made(
        draft(1, contact_id=contact),
        unnumbered(2, contact_id=contact, currency="EUR"),
        draft(
            3,
            contact_id=contact,
            for_approval=False,
            lines=(line(discount=Decimal(10)), line(tax=Decimal("199.91"))),
        ),
    )
    made.send(draft(1, contact_id=contact), draft(4, contact_id=contact), dispatch="again")
    made.send(draft(5, contact_id=contact, dated=date(2026, 1, 1)), dispatch="locked")
    made.act(sandbox.approve_invoice, first.id)
    made.act(sandbox.pay_invoice, first.id, amount="10.00")
    changes = [
        DocumentChange(document_id=second.id, number="F-2026-1"),
        DocumentChange(document_id=third.id, removes=True),
        DocumentChange(document_id=first.id, removes=True),
    ]
    envelope = made.ledger.changes_envelope(changes)
    made.ledger.send_changes(envelope, changes, dispatch_id=DispatchId("changes"))
    since = made.clock.now() - timedelta(hours=1)
    for at in (None, since):
        made.ledger.documents_page(1, since=at, purpose=Purpose.WORK)
    made.ledger.documents([first.id, second.id], purpose=Purpose.WORK)
    made.ledger.documents_numbered([first.number, "a, b", '"'])
    made.ledger.documents_of_ours(since=since, purpose=Purpose.VITAL)


def _credit_notes(made: Scene, contact: LedgerContactId) -> None:
    """A customer's by both of its names, and a supplier's."""
    customers = made.credited(contact, Reference="PO 7")
    suppliers = made.credited(contact, Type="ACCPAYCREDIT", CreditNoteNumber="S-1")
    for which in (customers, "CN-0001", suppliers):
        made.credit_note(which)
