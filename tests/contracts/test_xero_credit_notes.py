"""Reading one credit note by the Xero adapter over the sandbox."""

from decimal import Decimal

import pytest

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import FaultKind
from domain.errors import ScopeMissing, Unavailable
from domain.ledger_document import DocumentKind, DocumentStatus
from domain.money import ZERO
from tests.contracts.xero_scene import office, scene

STATUSES = [
    ("DRAFT", None, DocumentStatus.DRAFT),
    ("SUBMITTED", None, DocumentStatus.AWAITING_APPROVAL),
    ("SUBMITTED", sandbox.approve_credit_note, DocumentStatus.APPROVED),
    ("DRAFT", sandbox.delete_credit_note, DocumentStatus.DELETED),
    ("AUTHORISED", sandbox.void_credit_note, DocumentStatus.VOIDED),
]


def test_it_is_the_same_document_by_its_id_and_by_its_number() -> None:
    made, contact = office()
    note_id = made.credited(contact, Reference="PO 7", Date="2026-11-03")

    found = made.credit_note("CN-0001")

    assert found is not None
    assert found == made.credit_note(note_id)
    assert (found.id, found.kind, found.number) == (note_id, DocumentKind.CREDIT_NOTE, "CN-0001")
    assert (found.contact_id, found.contact_name) == (contact, "Client Ltd")
    assert (str(found.dated), found.due, found.currency, found.reference) == (
        "2026-11-03",
        None,
        "GBP",
        "PO 7",
    )
    assert (found.total, found.tax, found.amount_due) == (Decimal("40.00"), Decimal("6.67"), ZERO)
    assert [(one.description, one.unit_price, one.account) for one in found.lines] == [
        ("Returned", Decimal("33.3333"), "200")
    ]
    assert found.updated_at == made.clock.now()


@pytest.mark.parametrize(("born", "act", "status"), STATUSES)
def test_it_is_found_in_every_status(born: str, act: object, status: DocumentStatus) -> None:
    made, contact = office()
    note_id = made.credited(contact, Status=born)
    if callable(act):
        made.act(act, note_id)

    found = made.credit_note(note_id)

    assert found is not None
    assert found.status is status


def test_a_suppliers_and_an_invoice_are_none() -> None:
    made, contact = office()
    suppliers = made.credited(contact, Type="ACCPAYCREDIT", CreditNoteNumber="S-1")
    invoice = made.by_hand(contact)

    assert [made.credit_note(one) for one in (suppliers, "S-1", invoice, "INV-0001", "CN-0001")] == [None] * 5


def test_a_number_that_a_supplier_has_too_is_the_customers() -> None:
    made, contact = office()
    made.credited(contact, Type="ACCPAYCREDIT", CreditNoteNumber="CN-0001")
    note_id = made.credited(contact)

    found = made.credit_note("CN-0001")

    assert found is not None
    assert found.id == note_id


@pytest.mark.parametrize("number", ["CN/7", "CN 7", "CN?7#", "A&B=C", "Ärger 5", "a,b", "100%", '7"', "%2F"])
def test_an_odd_number_is_found_and_only_that(number: str) -> None:
    made, contact = office()
    wanted = made.credited(contact, CreditNoteNumber=number)
    made.credited(contact, CreditNoteNumber=f"{number}0")

    found = made.credit_note(number)

    assert found is not None
    assert (found.id, found.number) == (wanted, number)


def test_no_name_reaches_another_path() -> None:
    made, contact = office()
    made.by_hand(contact, InvoiceNumber="INV-1")
    before = made.calls("/")

    assert [made.credit_note(one) for one in ("..", ".", "../Invoices/INV-1", "")] == [None] * 4
    assert made.calls("/") == before


def test_it_is_in_no_list_of_invoices() -> None:
    made, contact = office()
    made.credited(contact)

    assert made.all_invoices() == []
    assert made.ledger.documents_numbered(["CN-0001"]) == ()


def test_it_makes_a_customer_of_its_contact() -> None:
    made, contact = office()
    assert not made.all_contacts()[contact].is_customer

    made.credited(contact)

    assert made.all_contacts()[contact].is_customer


def test_half_an_answer_proves_nothing() -> None:
    made, contact = office()
    made.credited(contact)
    made.strike(FaultKind.CUT, "/api.xro/2.0/CreditNotes", count=None)

    with pytest.raises(Unavailable):
        made.credit_note("CN-0001")


def test_without_the_permission_for_invoices_it_is_told() -> None:
    made = scene()
    made.consented(scope="offline_access accounting.contacts accounting.settings.read")

    with pytest.raises(ScopeMissing):
        made.credit_note("CN-0001")


def test_people_see_it_on_a_page_of_its_own() -> None:
    made, contact = office()
    made.credited(contact)
    found = made.credit_note("CN-0001")
    assert found is not None

    address = made.xero.ledgers.document_address("!abc", found)

    assert address.endswith(f"/AccountsReceivable/ViewCreditNote.aspx?creditNoteID={found.id}")
