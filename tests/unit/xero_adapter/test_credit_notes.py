"""Reading one credit note."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from adapters.xero.json_text import parsed, text_of
from domain.budget import Purpose
from domain.errors import Unavailable
from domain.ledger_document import DocumentKind, DocumentStatus, LedgerDocument
from domain.ledger_line import AmountsAre
from domain.money import ZERO
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import BUDGET, Around, Script, answer, connection, page

NOTE = "5a1c7d1e-2f6b-4c39-8a55-000000000007"
BODY = """{"Status": "OK", "CreditNotes": [{
  "CreditNoteID": "5a1c7d1e-2f6b-4c39-8a55-000000000007", "CreditNoteNumber": "CN-0007",
  "Type": "ACCRECCREDIT", "Status": "AUTHORISED",
  "Contact": {"ContactID": "a3675fc4-f8dd-4f03-ba5b-f1870566bcd7", "Name": "Client Ltd", "Phones": []},
  "DateString": "2026-11-18T00:00:00", "Date": "\\/Date(1794960000000+0000)\\/",
  "LineAmountTypes": "Inclusive", "Reference": "PO 7", "CurrencyCode": "GBP", "CurrencyRate": 1.0000000000,
  "LineItems": [{"Description": "Returned", "UnitAmount": 19.9950, "TaxType": "OUTPUT2", "TaxAmount": 6.67,
     "LineAmount": 39.99, "AccountCode": "200", "Tracking": [], "Quantity": 2.0000}],
  "SubTotal": 33.32, "TotalTax": 6.67, "Total": 39.99, "RemainingCredit": 39.99, "Allocations": [],
  "UpdatedDateUTC": "\\/Date(1794996000000+0000)\\/"}]}"""


def note(**more: Any) -> dict[str, Any]:
    """The element of a sales credit note: good unless `more` says otherwise."""
    return {**parsed(BODY.encode())["CreditNotes"][0], **more}


def notes(*rows: object) -> httpx.Response:
    return page(200, text_of({"Status": "OK", "CreditNotes": rows}), "application/json")


def asked(script: Script, which: str = "CN-0007") -> LedgerDocument | None:
    ledger = Around(script).open().ledgers.of(connection(), AlwaysPermitted())
    return ledger.credit_note(which, purpose=Purpose.VITAL)


@pytest.mark.parametrize("which", ["CN-0007", NOTE, " cn-0007 ", NOTE.upper()])
def test_it_is_read_by_its_number_or_its_id_with_four_places(which: str) -> None:
    script = Script(page(200, BODY, "application/json"))

    found = asked(script, which)

    assert found is not None
    assert found.id == NOTE
    (request,) = script.requests
    assert (request.method, request.url.path) == ("GET", f"/api.xro/2.0/CreditNotes/{which.strip()}")
    assert dict(request.url.params) == {"unitdp": "4"}


def test_it_is_a_document_with_positive_amounts_of_which_nothing_is_due() -> None:
    found = asked(Script(page(200, BODY, "application/json")))

    assert found is not None
    assert (found.kind, found.number, found.status) == (
        DocumentKind.CREDIT_NOTE,
        "CN-0007",
        DocumentStatus.APPROVED,
    )
    assert (found.contact_id, found.contact_name) == ("a3675fc4-f8dd-4f03-ba5b-f1870566bcd7", "Client Ltd")
    assert (found.dated, found.due) == (date(2026, 11, 18), None)
    assert (found.currency, found.reference, found.amounts_are) == ("GBP", "PO 7", AmountsAre.INCLUSIVE)
    assert (found.total, found.tax) == (Decimal("39.99"), Decimal("6.67"))
    assert (found.amount_due, found.amount_paid, found.amount_credited) == (ZERO, ZERO, ZERO)
    assert [(line.description, line.unit_price) for line in found.lines] == [("Returned", Decimal("19.9950"))]
    assert found.updated_at == datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def test_amounts_that_are_an_invoices_do_not_count() -> None:
    found = asked(Script(notes(note(AmountDue="7", AmountPaid=7, AmountCredited=7))))

    assert found is not None
    assert (found.amount_due, found.amount_paid, found.amount_credited) == (ZERO, ZERO, ZERO)


def test_what_came_is_kept_word_for_word() -> None:
    found = asked(Script(page(200, BODY, "application/json")))

    assert found is not None
    assert parsed(found.raw.encode()) == note()
    assert '"UnitAmount":19.9950' in found.raw


@pytest.mark.parametrize("status", list(DocumentStatus))
def test_it_is_found_in_every_status(status: DocumentStatus) -> None:
    words = {
        DocumentStatus.DRAFT: "DRAFT",
        DocumentStatus.AWAITING_APPROVAL: "SUBMITTED",
        DocumentStatus.APPROVED: "AUTHORISED",
        DocumentStatus.PAID: "PAID",
        DocumentStatus.VOIDED: "VOIDED",
        DocumentStatus.DELETED: "DELETED",
        DocumentStatus.UNKNOWN: "NEWWORD",
    }

    found = asked(Script(notes(note(Status=words[status]))))

    assert found is not None
    assert found.status is status


@pytest.mark.parametrize(
    "response",
    [
        answer(404, {"Title": "NotFound"}),
        page(404, "The resource you're looking for cannot be found"),
        notes(),
        notes(note(Type="ACCPAYCREDIT")),
        notes(note(CreditNoteID=NOTE.replace("7", "8"), CreditNoteNumber="CN-0008")),
    ],
    ids=["404", "404 as text", "nothing", "a supplier's", "another one"],
)
def test_there_is_none(response: httpx.Response) -> None:
    assert asked(Script(response)) is None


def test_a_suppliers_with_the_same_number_does_not_hide_it() -> None:
    found = asked(Script(notes(note(CreditNoteID=NOTE.replace("7", "8"), Type="ACCPAYCREDIT"), note())))

    assert found is not None
    assert found.id == NOTE


@pytest.mark.parametrize(
    "response",
    [
        page(200, "<h1>Maintenance</h1>"),
        page(200, '{"CreditNotes": [{"CreditNoteID": "b', "application/json"),
        answer(200, {"Status": "OK"}),
        answer(200, {"Invoices": []}),
        notes({"CreditNoteNumber": "CN-0007", "Type": "ACCRECCREDIT"}),
        notes(note(CreditNoteID="00000000-0000-0000-0000-000000000000")),
        notes(note(Contact="Client Ltd")),
        notes("no credit note"),
    ],
    ids=["html", "cut", "no list", "another list", "no id", "id of nothing", "odd contact", "no object"],
)
def test_an_answer_that_cannot_be_read_proves_nothing(response: httpx.Response) -> None:
    with pytest.raises(Unavailable) as raised:
        asked(Script(response))

    assert raised.value.facts["why"] in {"not-json", "unreadable"}


@pytest.mark.parametrize(
    ("number", "sent"),
    [
        ("CN/7", "CN%2F7"),
        ("CN 7", "CN%207"),
        ("CN?7", "CN%3F7"),
        ("CN#7", "CN%237"),
        ("100%", "100%25"),
        ("CN%2F7", "CN%252F7"),
        ("CN.7", "CN.7"),
        ("...", "..."),
        ("Ä\\7", "%C3%84%5C7"),
    ],
)
def test_an_odd_number_stays_one_part_of_the_path(number: str, sent: str) -> None:
    script = Script(notes(note(CreditNoteNumber=number)))

    found = asked(script, number)

    assert found is not None
    assert found.number == number
    assert script.requests[0].url.raw_path.decode() == f"/api.xro/2.0/CreditNotes/{sent}?unitdp=4"


@pytest.mark.parametrize("which", ["", " ", ".", "..", " .. ", "../Invoices/INV-1", "a/./b", "a\\..\\b"])
def test_what_would_be_another_path_is_not_there_and_is_not_asked_for(which: str) -> None:
    script = Script(notes(note()))

    assert asked(script, which) is None
    assert script.requests == []


def test_the_reading_is_counted_as_what_it_is_for() -> None:
    around = Around(Script(notes(note())))
    ledger = around.open().ledgers.of(connection(), AlwaysPermitted())

    ledger.credit_note("CN-0007", purpose=Purpose.WORK)

    assert around.budgets.taken == [(BUDGET, Purpose.WORK)]
