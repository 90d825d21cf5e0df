"""Xero's official SDK makes, reads, lists and reverses payments, over real HTTP."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from xero_python.accounting import Account, Invoice, Payment, PaymentDelete, Payments
from xero_python.exceptions import AccountingBadRequestException

from adapters.sandbox import xero
from tests.integration.sdk_office import Office, sdk_office

TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"


@pytest.fixture
def office() -> Iterator[Office]:
    with sdk_office() as made:
        yield made


def approved(office: Office, **more: Any) -> str:
    """The id of an approved invoice of 120.00."""
    (made,) = office.put(office.element(status="AUTHORISED", **more), unitdp=4)
    found: str = made.invoice_id
    return found


def payment(invoice_id: str, **more: Any) -> Payment:
    whole: dict[str, Any] = {
        "invoice": Invoice(invoice_id=invoice_id),
        "account": Account(code="615"),
        "date": date(2026, 11, 19),
        "amount": Decimal("120.00"),
        "reference": "HF-7",
    }
    return Payment(**(whole | more))


def pay(office: Office, *made: Payment, **more: Any) -> list[Payment]:
    answer = office.api.create_payments(office.tenant_id, Payments(payments=list(made)), **more)
    found: list[Payment] = answer.payments
    return found


def test_it_pays_an_invoice_and_reads_the_payment_back(office: Office) -> None:
    invoice_id = approved(office)

    (made,) = pay(office, payment(invoice_id))

    assert (made.status, made.payment_type, made.amount) == ("AUTHORISED", "ACCRECPAYMENT", 120)
    assert (made.invoice.status, made.invoice.amount_due, made.invoice.amount_paid) == ("PAID", 0, 120)
    read = office.api.get_payment(office.tenant_id, made.payment_id).payments[0]
    assert (read.date, read.reference, read.is_reconciled) == (date(2026, 11, 19), "HF-7", False)
    assert (read.account.code, read.account.name) == ("615", "Stripe Clearing")
    (invoice,) = office.api.get_invoice(office.tenant_id, invoice_id).invoices
    assert (invoice.status, invoice.fully_paid_on_date) == ("PAID", date(2026, 11, 19))
    assert [one.payment_id for one in invoice.payments] == [made.payment_id]


def test_the_other_verb_makes_one_too(office: Office) -> None:
    answer = office.api.create_payment(office.tenant_id, payment(approved(office), amount=Decimal("20.50")))

    assert answer.payments[0].invoice.amount_due == Decimal("99.50")


def test_it_reverses_a_payment_once(office: Office) -> None:
    invoice_id = approved(office)
    (made,) = pay(office, payment(invoice_id))

    deleted = PaymentDelete(status="DELETED")
    answer = office.api.delete_payment(office.tenant_id, made.payment_id, deleted)

    assert (answer.payments[0].status, answer.payments[0].invoice.status) == ("DELETED", "AUTHORISED")
    (invoice,) = office.api.get_invoice(office.tenant_id, invoice_id).invoices
    assert (invoice.amount_due, invoice.payments) == (120, [])
    with pytest.raises(AccountingBadRequestException):
        office.api.delete_payment(office.tenant_id, made.payment_id, deleted)


def test_it_lists_by_invoice_type_page_and_time(office: Office) -> None:
    invoice_id, other = approved(office), approved(office)
    ids = [one.payment_id for one in pay(office, *[payment(invoice_id, amount=20) for _ in range(3)])]
    pay(office, payment(other))
    office.api.delete_payment(office.tenant_id, ids[0], PaymentDelete(status="DELETED"))

    def listed(**query: Any) -> dict[str, str]:
        answer = office.api.get_payments(office.tenant_id, **query)
        return {one.payment_id: one.status for one in answer.payments}

    of_invoice = f'Invoice.InvoiceID==guid("{invoice_id}")'
    assert listed(where=of_invoice) == {
        ids[0]: "DELETED",
        ids[1]: "AUTHORISED",
        ids[2]: "AUTHORISED",
    }
    assert len(listed(where='PaymentType=="ACCRECPAYMENT"', page=1, page_size=1000)) == 4
    assert len(listed(where=f'{of_invoice}&&Status=="AUTHORISED"', order="Date DESC", page=1)) == 2
    assert len(listed(if_modified_since=datetime(2020, 1, 1, tzinfo=UTC), page=2, page_size=3)) == 1


def test_it_sees_each_error_of_a_batch(office: Office) -> None:
    invoice_id = approved(office)

    told = pay(
        office, payment(invoice_id), payment(invoice_id, account=Account(code="200")), summarize_errors=False
    )

    assert [one.status_attribute_string for one in told] == ["OK", "ERROR"]
    assert [one.message for one in told[1].validation_errors] == [
        "Payments can only be made against Authorised documents",
        TOO_MUCH,
        "Account type is invalid for making a payment to/from",
    ]


def test_it_raises_for_too_much_and_the_rest_is_made(office: Office) -> None:
    first, second = approved(office), approved(office)

    with pytest.raises(AccountingBadRequestException) as raised:
        pay(office, payment(first, amount=Decimal("120.01")), payment(second), summarize_errors=True)

    (element,) = raised.value.error_data["Elements"]
    assert element["ValidationErrors"] == [{"Message": TOO_MUCH}]
    (found,) = office.api.get_payments(office.tenant_id).payments
    assert found.invoice.invoice_id == second


def test_the_same_key_twice_pays_once(office: Office) -> None:
    invoice_id = approved(office)

    (one,), (same,) = (pay(office, payment(invoice_id, amount=60), idempotency_key="key") for _ in range(2))

    assert one.payment_id == same.payment_id
    assert len(office.api.get_payments(office.tenant_id).payments) == 1


def test_it_sees_what_a_person_credited(office: Office) -> None:
    invoice_id = approved(office)
    xero.credit_invoice(office.world.xero, office.tenant_id, invoice_id, office.world.now(), amount=20)

    (invoice,) = office.api.get_invoice(office.tenant_id, invoice_id).invoices

    assert (invoice.amount_credited, invoice.amount_due, invoice.payments) == (20, 100, [])
    assert invoice.credit_notes[0].applied_amount == 20
    (note,) = office.api.get_credit_note(
        office.tenant_id, invoice.credit_notes[0].credit_note_id
    ).credit_notes
    assert (note.status, note.remaining_credit, note.allocations[0].amount) == ("PAID", 0, 20)
