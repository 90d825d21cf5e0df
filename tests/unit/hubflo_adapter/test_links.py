"""The one field that we write into an invoice."""

import json
from typing import Any

import httpx
import pytest

from domain.budget import Purpose
from domain.errors import Invalid, NotFound, OutcomeUnknown, Rejected
from domain.invoice import InvoiceId, InvoiceStatus
from tests.unit.hubflo_adapter.scene import INVOICE, INVOICE_ID, Scene, failure, reply, scene

ID = InvoiceId(INVOICE_ID)


def link(at: Scene, accounting_id: str = "XERO-1") -> Any:
    return at.portal.send_link(at.portal.link_envelope(ID, accounting_id))


@pytest.mark.parametrize("given", ["XERO-1", ""])
def test_a_link_writes_the_reference_and_nothing_else(given: str) -> None:
    prepared = scene().portal.link_envelope(ID, given)

    assert (prepared.method, prepared.path) == ("PATCH", f"/invoices/{ID}")
    assert json.loads(prepared.body) == {"accounting_id": given}


def test_what_is_prepared_is_what_is_sent_and_the_answer_is_the_invoice_as_it_is_now() -> None:
    at = scene().proven().then(reply({**INVOICE, "accounting_id": "XERO-1"}))
    prepared = at.portal.link_envelope(ID, "XERO-1")

    found = at.portal.send_link(prepared)

    assert at.arrived[0].content == prepared.body
    assert (found.id, found.accounting_id, found.status) == (ID, "XERO-1", InvoiceStatus.ISSUED)


def test_a_link_is_work_and_not_background() -> None:
    at = scene().proven().then(reply(INVOICE))

    link(at)

    assert at.budgets.purposes == [Purpose.WORK]


def test_an_invoice_that_cannot_be_read_was_linked_all_the_same() -> None:
    at = scene().proven().then(reply({**INVOICE, "accounting_id": "XERO-1", "net_total": "much"}))

    found = link(at)

    assert (found.accounting_id, found.unreadable) == ("XERO-1", ("net_total",))


@pytest.mark.parametrize(
    "answer",
    [{**INVOICE, "id": "77772222-3333-4444-8555-666677778888"}, {"accounting_id": "XERO-1"}, [], None],
)
def test_the_answer_about_another_invoice_tells_nothing_of_ours(answer: object) -> None:
    at = scene().proven().then(reply(answer))

    with pytest.raises(OutcomeUnknown) as caught:
        link(at)

    assert caught.value.facts["path"] == f"/invoices/{ID}"
    assert len(at.arrived) == 1


@pytest.mark.parametrize("step", [httpx.ReadTimeout("slow"), httpx.Response(502, text="<html>")])
def test_a_link_without_a_good_answer_is_unknown_and_not_repeated(step: Any) -> None:
    at = scene().proven().then(step)

    with pytest.raises(OutcomeUnknown):
        link(at)

    assert len(at.arrived) == 1


@pytest.mark.parametrize(("status", "kind"), [(404, NotFound), (422, Rejected)])
def test_hubflo_s_no_is_taken_at_its_word(status: int, kind: type[Exception]) -> None:
    at = scene().proven().then(failure(status))

    with pytest.raises(kind):
        link(at)


def test_nothing_is_linked_under_a_key_that_has_no_connection() -> None:
    portal = scene().new_key

    with pytest.raises(Invalid) as caught:
        portal.send_link(portal.link_envelope(ID, "x"))

    assert caught.value.reason == "reading-only"
