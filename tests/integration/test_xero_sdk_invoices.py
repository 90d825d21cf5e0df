"""Xero's official SDK creates, reads, lists and changes invoices, and reads credit notes, over real HTTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from xero_python.accounting import Contact, CurrencyCode, Invoice, Invoices
from xero_python.exceptions import AccountingBadRequestException

from adapters.sandbox import xero
from tests.integration.sdk_office import Office, sdk_office


@pytest.fixture
def office() -> Iterator[Office]:
    with sdk_office() as made:
        yield made


def test_it_creates_an_invoice_and_reads_it_back(office: Office) -> None:
    (made,) = office.put(office.element(invoice_number="HUB-1A", reference="PO 7"), unitdp=4)
    read = office.api.get_invoice(office.tenant_id, made.invoice_id, unitdp=4).invoices[0]
    assert (read.invoice_number, read.reference, read.status) == ("HUB-1A", "PO 7", "SUBMITTED")
    assert (read.date, read.due_date) == (date(2026, 11, 18), date(2026, 12, 18))
    assert (read.sub_total, read.total_tax, read.total) == (Decimal(100), Decimal(20), Decimal(120))
    assert read.line_items[0].unit_amount == Decimal("33.3333")
    assert read.contact.name == "Client Ltd"


def test_it_lists_by_number_status_page_and_time(office: Office) -> None:
    numbers = [f"N{n}A" for n in range(5)]
    office.put(*[office.element(invoice_number=number) for number in numbers])

    def listed(**query: Any) -> list[str]:
        answer = office.api.get_invoices(office.tenant_id, **query)
        return sorted(one.invoice_number for one in answer.invoices)

    assert listed(invoice_numbers=["N1A", "N3A"]) == ["N1A", "N3A"]
    assert listed(statuses=["SUBMITTED"], page=1, page_size=3, order="InvoiceNumber ASC") == numbers[:3]
    assert listed(where='InvoiceNumber=="N4A"', created_by_my_app=True) == ["N4A"]
    assert listed(if_modified_since=datetime(2020, 1, 1, tzinfo=UTC), page=1) == numbers
    assert listed(summary_only=True, search_term="n2a") == ["N2A"]


def test_it_approves_and_voids(office: Office) -> None:
    (made,) = office.put(office.element())
    for status in ("AUTHORISED", "VOIDED"):
        change = Invoices(invoices=[Invoice(status=status)])
        answer = office.api.update_invoice(office.tenant_id, made.invoice_id, change)
        assert answer.invoices[0].status == status


def test_it_edits_by_number_with_the_other_verb(office: Office) -> None:
    (made,) = office.put(office.element(invoice_number="A"))
    again = Invoices(invoices=[office.element(invoice_number="A", reference="edited")])
    answer = office.api.update_or_create_invoices(office.tenant_id, again, summarize_errors=False)
    assert (answer.invoices[0].invoice_id, answer.invoices[0].reference) == (made.invoice_id, "edited")


def test_it_sees_each_error_of_a_batch(office: Office) -> None:
    office.put(office.element(invoice_number="A"))
    rows = office.put(
        office.element(invoice_number="A"), office.element(invoice_number="B"), summarize_errors=False
    )
    assert [row.status_attribute_string for row in rows] == ["ERROR", "OK"]
    assert [one.message for one in rows[0].validation_errors] == ["Invoice # must be unique."]


def test_it_raises_for_a_refused_request(office: Office) -> None:
    with pytest.raises(AccountingBadRequestException) as raised:
        office.put(office.element(due_date=None))
    (element,) = raised.value.error_data["Elements"]
    assert element["ValidationErrors"] == [{"Message": "The document DueDate field must be specified."}]


def test_it_creates_fifty_at_once_and_reads_them_in_one(office: Office) -> None:
    elements = [office.element(invoice_number=f"N{n}A") for n in range(50)]
    made = office.put(*elements, summarize_errors=False, unitdp=4)
    ids = [one.invoice_id for one in made]

    read = office.api.get_invoices(office.tenant_id, i_ds=ids, page=1, page_size=100, unitdp=4).invoices

    assert [one.invoice_number for one in made] == [f"N{n}A" for n in range(50)]
    assert {one.invoice_id for one in read} == set(ids)
    assert all(len(one.line_items) == 1 and one.total == 120 for one in read)


def test_where_it_raises_for_some_the_others_are_there(office: Office) -> None:
    with pytest.raises(AccountingBadRequestException) as raised:
        office.put(
            office.element(invoice_number="A"),
            office.element(invoice_number="B", due_date=None),
            summarize_errors=True,
        )

    assert [one["InvoiceNumber"] for one in raised.value.error_data["Elements"]] == ["B"]
    (found,) = office.api.get_invoices(office.tenant_id).invoices
    assert found.invoice_number == "A"


def test_the_same_key_twice_makes_one_invoice(office: Office) -> None:
    element = office.element()
    (one,), (same,) = (office.put(element, idempotency_key="key") for _ in range(2))

    assert one.invoice_id == same.invoice_id
    assert len(office.api.get_invoices(office.tenant_id).invoices) == 1


def test_a_contact_comes_with_its_first_invoice(office: Office) -> None:
    (made,) = office.put(office.element(contact=Contact(name="New Ltd")))

    contact = office.api.get_contact(office.tenant_id, made.contact.contact_id).contacts[0]
    assert (contact.name, contact.is_customer) == ("New Ltd", True)


def test_it_sees_the_warning_of_a_foreign_currency(office: Office) -> None:
    (row,) = office.put(office.element(currency_code=CurrencyCode.EUR), summarize_errors=False)

    assert (row.status_attribute_string, row.has_errors) == ("WARNING", False)
    assert len(row.warnings) == 1


def test_the_number_of_a_deleted_one_stays_used(office: Office) -> None:
    (made,) = office.put(office.element(invoice_number="A"))
    deleted = Invoices(invoices=[Invoice(status="DELETED")])
    office.api.update_invoice(office.tenant_id, made.invoice_id, deleted)

    (row,) = office.put(office.element(invoice_number="A"), summarize_errors=False)

    assert [one.message for one in row.validation_errors] == ["Invoice # must be unique."]
    assert office.api.get_invoice(office.tenant_id, "A").invoices[0].status == "DELETED"


def test_it_reads_a_credit_note_by_its_id_and_by_its_number(office: Office) -> None:
    row = {"Description": "Returned", "Quantity": 3, "UnitAmount": "33.3333", "AccountCode": "200"}
    note_id = xero.add_credit_note(
        office.world.xero,
        office.tenant_id,
        office.world.now(),
        contact_id=office.contact_id,
        lines=[row],
        Date="2026-11-18",
    )

    for which in (note_id, "CN-0001"):
        read = office.api.get_credit_note(office.tenant_id, which, unitdp=4).credit_notes[0]
        assert (read.credit_note_id, read.credit_note_number) == (note_id, "CN-0001")
        assert (read.type, read.status, read.date) == ("ACCRECCREDIT", "AUTHORISED", date(2026, 11, 18))
        assert (read.sub_total, read.total, read.remaining_credit) == (100, 120, 120)
        assert read.line_items[0].unit_amount == Decimal("33.3333")
        assert read.contact.name == "Client Ltd"
