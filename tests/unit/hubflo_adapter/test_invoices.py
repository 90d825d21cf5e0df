"""Invoices read: loose as Hubflo sends them, and never a guess about money."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from domain.budget import Purpose
from domain.errors import NotFound, Unavailable
from domain.ids import PersonId
from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from tests.unit.hubflo_adapter.scene import (
    INVOICE,
    INVOICE_ID,
    ORGANIZATION,
    PERSON,
    failure,
    page,
    reply,
    scene,
    told,
)

ID = InvoiceId(INVOICE_ID)
ABSENT = object()


def head(**changed: Any) -> PortalInvoice:
    """What is read of an invoice with these keys changed, or left out."""
    document = {name: value for name, value in {**INVOICE, **changed}.items() if value is not ABSENT}
    return scene(reply(document)).portal.invoice_head(ID)


def worded(key: str, text: str) -> PortalInvoice:
    """The same with a value exactly as Hubflo may have written it."""
    document = json.dumps({**INVOICE, key: "HERE"}).replace('"HERE"', text)
    return scene(told(document)).portal.invoice_head(ID)


def test_a_whole_invoice() -> None:
    found = head(
        accounting_id="XERO-1",
        custom_issued_at="2026-02-28T23:00:00Z",
        status="paid",
        paid_at="2026-03-05T08:00:00+01:00",
        paid_amount="200.50",
        currency="eur",
        payment_method_used="bank_card",
        use_stripe_as_payment_method=True,
        parent_invoice_id="77772222-3333-4444-8555-666677778888",
    )

    assert found == PortalInvoice(
        id=ID,
        title="Website, March",
        status=InvoiceStatus.PAID,
        status_word="paid",
        currency="EUR",
        net_total=Decimal(1200),
        tax_total=Decimal(200),
        paid_amount=Decimal("200.50"),
        lines=(),
        purchase_order="PO-7",
        public_address="https://client.example.com/invoices/5555/access/1",
        accounting_id="XERO-1",
        recipient_id=PersonId(PERSON["id"]),
        parent_id=InvoiceId("77772222-3333-4444-8555-666677778888"),
        payment_days=30,
        payment_method="bank_card",
        by_card_service=True,
        created_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
        issued_at=datetime(2026, 3, 2, 10, 30, tzinfo=UTC),
        custom_issued_at=datetime(2026, 2, 28, 23, tzinfo=UTC),
        paid_at=datetime(2026, 3, 5, 7, tzinfo=UTC),
    )


@pytest.mark.parametrize("absent", [None, "", "  ", ABSENT])
def test_null_empty_blank_and_missing_are_all_absent(absent: object) -> None:
    names = (
        *("purchase_order_reference", "public_url", "accounting_id", "recipient_id", "parent_invoice_id"),
        *("payment_method_used", "custom_issued_at", "paid_at", "created_at", "title", "paid_amount"),
    )
    found = head(**dict.fromkeys(names, absent), use_stripe_as_payment_method=None)

    assert found == PortalInvoice(
        id=ID,
        title="",
        status=InvoiceStatus.ISSUED,
        status_word="issued",
        currency="EUR",
        net_total=Decimal(1200),
        tax_total=Decimal(200),
        paid_amount=Decimal(0),
        lines=(),
        payment_days=30,
        issued_at=datetime(2026, 3, 2, 10, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("draft", InvoiceStatus.DRAFT),
        ("issued", InvoiceStatus.ISSUED),
        ("overdue", InvoiceStatus.OVERDUE),
        ("paid", InvoiceStatus.PAID),
        ("cancelled", InvoiceStatus.CANCELLED),
        ("canceled", InvoiceStatus.CANCELLED),
        (" Issued ", InvoiceStatus.ISSUED),
        ("partially_paid", InvoiceStatus.UNKNOWN),
        ("sent", InvoiceStatus.UNKNOWN),
        ("", InvoiceStatus.UNKNOWN),
        (None, InvoiceStatus.UNKNOWN),
        (ABSENT, InvoiceStatus.UNKNOWN),
    ],
)
def test_a_status_is_known_or_kept_as_the_word_it_is(word: object, status: InvoiceStatus) -> None:
    found = head(status=word)

    assert found.status is status
    assert found.status_word == (word.strip() if isinstance(word, str) else "")
    assert found.unreadable == ()


@pytest.mark.parametrize(
    ("told_days", "days"), [(0, 0), (45, 45), ("30", 30), ("30.0", 30), (14.0, 14), (3660, 3660)]
)
def test_days_to_pay(told_days: object, days: int) -> None:
    assert head(payment_deadline_days=told_days).payment_days == days


@pytest.mark.parametrize("told_days", [None, ABSENT, "", "soon", 14.5, -1, 3661, True, [30]])
def test_days_to_pay_are_not_guessed(told_days: object) -> None:
    assert head(payment_deadline_days=told_days).unreadable == ("payment_deadline_days",)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("currency", None),
        ("currency", ABSENT),
        ("currency", {"code": "EUR"}),
        ("issued_at", "yesterday"),
        ("issued_at", None),
        ("custom_issued_at", "1 March"),
        ("recipient_id", ["a", "b"]),
        ("accounting_id", {"id": "1"}),
        ("paid_amount", "a lot"),
        ("paid_at", {}),
        ("title", ["a"]),
    ],
)
def test_whatever_the_books_need_is_named_if_it_cannot_be_read(key: str, value: object) -> None:
    found = head(**{key: value})

    assert found.unreadable == (key,)
    assert found.status is InvoiceStatus.UNKNOWN


def test_everything_that_cannot_be_read_is_named() -> None:
    found = head(net_total="much", currency=None, tax_total=[])

    assert found.unreadable == ("currency", "net_total", "tax_total")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("created_at", "long ago"),
        ("public_url", ["https://client.example.com"]),
        ("payment_method_used", ["bank_card"]),
        ("use_stripe_as_payment_method", "perhaps"),
    ],
)
def test_what_the_books_can_do_without_holds_nothing_up(key: str, value: object) -> None:
    found = head(**{key: value})

    assert found.unreadable == ()
    assert found.status is InvoiceStatus.ISSUED


@pytest.mark.parametrize("word", ["draft", "cancelled"])
def test_of_a_draft_or_a_cancelled_one_nothing_is_needed(word: str) -> None:
    found = head(status=word, issued_at=None, net_total=None, tax_total="much", payment_deadline_days=None)

    assert found.unreadable == ()
    assert found.status_word == word
    assert found.status is not InvoiceStatus.UNKNOWN


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ({}, ""),
        ({"number": "I-2026-7"}, "I-2026-7"),
        ({"number": 7}, "7"),
        ({"reference": " I-2026-7 "}, "I-2026-7"),
        ({"invoice_number": "I-2026-7", "number": 7}, "I-2026-7"),
        ({"reference": "I-2026-7", "number": 7}, "I-2026-7"),
        ({"reference": None, "number": "I-7"}, "I-7"),
        ({"reference": "", "number": {"value": 7}}, ""),
        ({"number": True}, ""),
        ({"number": ["I-7"]}, ""),
    ],
)
def test_a_number_is_read_if_there_is_one_and_missed_by_nobody(keys: dict[str, Any], number: str) -> None:
    found = head(**keys)

    assert found.number == number
    assert found.unreadable == ()


@pytest.mark.parametrize("sent", ['"Web\\u0000site"', '"Website \\ud83d"', '"\\udc00Website"'])
def test_a_text_holds_nothing_that_no_database_could_keep(sent: str) -> None:
    found = worded("title", sent)

    assert found.title == "Website"
    assert found.raw.encode().isascii()


def test_what_was_sent_is_kept_word_for_word() -> None:
    document = json.dumps({**INVOICE, "net_total": 1}, ensure_ascii=False).replace(
        '"net_total": 1', '"net_total": 1200.50, "later key": "two  words"'
    )
    found = scene(told(document)).portal.invoice_head(ID)

    assert found.raw.startswith('{"invoice":{"id":"')
    assert '"net_total":1200.50,"later key":"two  words"' in found.raw
    assert json.loads(found.raw)["invoice"]["title"] == "Website, March"
    assert "Website" not in repr(found).replace("title='Website, March'", "")


@pytest.mark.parametrize(
    "document", [{"title": "x"}, {**INVOICE, "id": "other"}, {**INVOICE, "id": None}, [INVOICE], "text", None]
)
def test_an_answer_that_is_not_the_invoice_asked_for_is_no_answer(document: object) -> None:
    at = scene(*(reply(document) for _ in range(3)))

    with pytest.raises(Unavailable) as caught:
        at.portal.invoice_head(ID)

    assert caught.value.facts["why"] == "unreadable"


def test_an_invoice_that_is_not_there_is_not_found_once_the_key_is_known_to_be_ours() -> None:
    at = scene(failure(404), reply(ORGANIZATION))

    with pytest.raises(NotFound):
        at.portal.invoice(ID)

    assert at.asked() == [f"GET /invoices/{ID}", "GET /organizations"]


@pytest.mark.parametrize("invoice_id", ["", "../contacts", "a/b", "a?b=c"])
def test_what_cannot_be_an_id_is_not_found_without_a_call(invoice_id: str) -> None:
    at = scene()
    acts = (at.portal.invoice, at.portal.invoice_head)

    for act in acts:
        with pytest.raises(NotFound):
            act(InvoiceId(invoice_id))
    with pytest.raises(NotFound):
        at.portal.link_envelope(InvoiceId(invoice_id), "x")

    assert at.arrived == []


def test_an_invoice_is_work_and_not_background() -> None:
    at = scene(reply(INVOICE), page([], 1, 0), reply(INVOICE))

    at.portal.invoice(ID)
    at.portal.invoice_head(ID)

    assert at.budgets.purposes == [Purpose.WORK] * 3
