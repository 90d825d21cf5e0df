"""The notice of a payment: it adds up in Hubflo, so it leaves once and says exactly what came in."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import Invalid, NotFound, OutcomeUnknown, Rejected
from domain.invoice import InvoiceId, InvoiceStatus
from tests.support.clock import NOON
from tests.unit.hubflo_adapter.scene import INVOICE, INVOICE_ID, Scene, failure, reply, scene

ID = InvoiceId(INVOICE_ID)
PATH = f"/invoices/{INVOICE_ID}/payment-notice"
PAID = {**INVOICE, "status": "paid", "paid_amount": 300.5, "paid_at": "2026-03-02T12:00:00Z"}


def pay(at: Scene, amount: str = "300.50") -> Any:
    """One notice, made ready and sent."""
    return at.portal.send_payment(at.portal.payment_envelope(ID, Decimal(amount), NOON))


def test_the_whole_notice_byte_for_byte() -> None:
    prepared = scene().portal.payment_envelope(ID, Decimal("300.50"), NOON)

    assert (prepared.method, prepared.path) == ("POST", PATH)
    assert prepared.body == (
        b'{"paid_at":"2026-03-02T12:00:00Z","payment_method_used":"other","paid_amount":300.50}'
    )


@pytest.mark.parametrize("amount", ["0.01", "0.10", "1E+3", "123456789012345678.99", "7"])
def test_an_amount_leaves_digit_by_digit_as_a_number(amount: str) -> None:
    body = scene().portal.payment_envelope(ID, Decimal(amount), NOON).body
    told = json.loads(body, parse_float=str, parse_int=str)

    assert Decimal(told["paid_amount"]) == Decimal(amount)
    assert "E" not in told["paid_amount"]
    assert f'"paid_amount":"{told["paid_amount"]}"' not in body.decode()


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "2026-03-02T23:30:00Z"),
        (datetime(2026, 3, 3, 1, 30, tzinfo=timezone(timedelta(hours=2))), "2026-03-02T23:30:00Z"),
        (datetime(2026, 3, 2, 12, 0, 0, 999_999, tzinfo=UTC), "2026-03-02T12:00:00Z"),
    ],
)
def test_a_moment_leaves_in_utc(moment: datetime, told: str) -> None:
    assert json.loads(scene().portal.payment_envelope(ID, Decimal(1), moment).body)["paid_at"] == told


@pytest.mark.parametrize("status", [200, 201])
def test_what_is_prepared_is_what_is_sent_and_the_answer_is_the_invoice_as_it_is_now(status: int) -> None:
    at = scene().proven().then(reply(PAID, status))
    prepared = at.portal.payment_envelope(ID, Decimal("300.50"), NOON)

    found = at.portal.send_payment(prepared)

    assert at.asked() == [f"POST {PATH}"]
    assert at.arrived[0].content == prepared.body
    assert (found.id, found.status, found.paid_amount) == (ID, InvoiceStatus.PAID, Decimal("300.5"))


def test_a_notice_is_work_and_not_background() -> None:
    at = scene().proven().then(reply(PAID))

    pay(at)

    assert at.budgets.purposes == [Purpose.WORK]


@pytest.mark.parametrize(
    "answer",
    [{**PAID, "id": "77772222-3333-4444-8555-666677778888"}, {"paid_amount": 300.5}, [], None],
)
def test_the_answer_about_another_invoice_tells_nothing_of_ours(answer: object) -> None:
    at = scene().proven().then(reply(answer))

    with pytest.raises(OutcomeUnknown) as caught:
        pay(at)

    assert caught.value.facts["path"] == PATH
    assert len(at.arrived) == 1


@pytest.mark.parametrize(
    "step", [httpx.ReadTimeout("slow"), httpx.Response(502, text="<html>"), httpx.Response(500)]
)
def test_a_notice_without_a_good_answer_is_unknown_and_not_repeated(step: Any) -> None:
    at = scene().proven().then(step)

    with pytest.raises(OutcomeUnknown):
        pay(at)

    assert len(at.arrived) == 1


WORDS = "Paid at must be filled in, Payment method used must be filled in"


@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (400, Rejected), (422, Rejected)])
def test_hubflo_s_no_is_taken_at_its_word(status: int, kind: type[Exception]) -> None:
    at = scene().proven().then(failure(status, WORDS))

    with pytest.raises(kind) as caught:
        pay(at)

    assert kind is NotFound or WORDS in str(vars(caught.value)) + str(caught.value)


@pytest.mark.parametrize("invoice_id", ["", "../contacts", "a/b", "a?b=c"])
def test_what_cannot_be_an_id_is_not_found_without_a_call(invoice_id: str) -> None:
    at = scene()

    with pytest.raises(NotFound):
        at.portal.payment_envelope(InvoiceId(invoice_id), Decimal(1), NOON)

    assert at.arrived == []


def test_nothing_is_paid_under_a_key_that_has_no_connection() -> None:
    portal = scene().new_key

    with pytest.raises(Invalid) as caught:
        portal.send_payment(portal.payment_envelope(ID, Decimal(1), NOON))

    assert caught.value.reason == "reading-only"
