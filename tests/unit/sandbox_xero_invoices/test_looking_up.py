"""What is looked up by a key is found at once, and is what looking at every invoice would find."""

import time

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import read
from tests.unit.sandbox_xero_invoices.books import Books, books, line

CONTACTS = 10_000
INVOICES = 3000


@pytest.fixture(scope="module")
def crowded() -> Books:
    """Ten thousand contacts, and three thousand invoices for a few of them."""
    made = books()
    for number in range(CONTACTS):
        made.add(Name=f"Client {number}", EmailAddress=f"c{number}@x.example", ContactNumber=f"C{number}")
    ids = [one.contact_id for one in made.state.organisations[made.tenant_id].contacts]
    for start in range(0, INVOICES, 50):
        elements = [
            made.draft(
                InvoiceNumber=f"H-{number}A",
                Reference=f"PO {number}",
                Contact={"ContactID": ids[number % 1000]},
                LineItems=[line()],
            )
            for number in range(start, start + 50)
        ]
        assert made.invoices("PUT", *elements).status == 200
    return made


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("Invoices", {"where": 'InvoiceNumber=="H-77A"', "page": "1"}),
        ("Invoices", {"where": 'Reference=="PO 77"&&Status!="VOIDED"', "page": "1"}),
        ("Invoices", {"InvoiceNumbers": "H-1A,H-77A"}),
        ("Invoices", {"page": "1", "pageSize": "5"}),
        ("Contacts", {"where": 'Name=="client 77"', "page": "1"}),
        ("Contacts", {"where": 'EmailAddress=="C77@x.example"', "page": "1"}),
        ("Contacts/C77", {}),
    ],
)
def test_a_look_up_does_not_look_at_everything(crowded: Books, path: str, query: dict[str, str]) -> None:
    begun = time.process_time()
    for _ in range(200):
        crowded.get(path, **query)
    spent = time.process_time() - begun

    found = next(rows for rows in read(crowded.get(path, **query)).values() if isinstance(rows, list))
    assert len(found) in (1, 2, 5)
    assert spent < 0.7  # looking at each record would take more than a second on any machine


def test_a_key_follows_what_happens_to_its_invoice() -> None:
    made = books()
    other = made.add(Name="Other")
    one = made.create(InvoiceNumber="A", Reference="PO 1")["InvoiceID"]
    made.create(InvoiceNumber="B", Reference="PO 1", Contact={"ContactID": other})
    made.act("renumber_invoice", one, number="C")
    made.act("edit_invoice", one, Reference="PO 2")
    made.act("change_invoice_contact", one, contact_id=other)

    assert made.numbers(where='InvoiceNumber=="A"') == []
    assert made.numbers(where='InvoiceNumber=="C"') == ["C"]
    assert made.numbers(where='Reference=="PO 1"') == ["B"]
    assert made.numbers(where='Reference=="PO 2"') == ["C"]
    assert sorted(made.numbers(where='Reference=="PO 2" OR Reference=="PO 1"')) == ["B", "C"]
    assert made.numbers(ContactIDs=made.contact_id) == []
    assert sorted(made.numbers(ContactIDs=other)) == ["B", "C"]


def test_merged_contacts_bring_their_invoices() -> None:
    made = books()
    kept = made.add(Name="Kept")
    made.create(InvoiceNumber="A")
    xero.merge_contacts(made.state, made.tenant_id, made.contact_id, kept, made.now)

    assert made.numbers(ContactIDs=kept) == ["A"]
    assert made.numbers(ContactIDs=made.contact_id) == []
    assert made.numbers(where=f'Contact.ContactID==Guid("{kept}")') == ["A"]


def test_a_bill_is_found_by_its_number_too() -> None:
    made = books()
    made.create(Type="ACCPAY", InvoiceNumber="A")
    made.create(InvoiceNumber="A")

    assert made.numbers(where='InvoiceNumber=="A"') == ["A", "A"]
    assert made.numbers(where='InvoiceNumber=="A" AND Type=="ACCPAY"') == ["A"]


def test_a_contact_is_found_by_its_later_name_however_it_is_spelt() -> None:
    made = books()
    xero.edit_contact(made.state, made.tenant_id, made.contact_id, made.now, Name="Zoë Müller")

    assert made.names(where='Name=="ZOE MULLER"') == ["Zoë Müller"]
    assert made.names(where='Name=="Client Ltd"') == []
    assert made.names(where='Name=="zoe muller" OR Name=="Client Ltd"') == ["Zoë Müller"]
    assert made.names(where='!(Name=="zoe muller")') == []
