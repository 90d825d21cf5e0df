"""`make demo` does what it says, on a machine that has nothing but this checkout."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from entrypoints import demo
from entrypoints.demo_payments import Paid, claims_of_payments
from entrypoints.demo_proof import Issued, claims_of_contacts, claims_of_invoices
from tests.e2e.processes import clean_environment

CLAIMS = (
    "Every contact seen in Xero is accounted for",
    "Nothing is left in work",
    "Everybody who came over is in Hubflo, once",
    "Everybody who was left out has a reason",
    "Contacts wrote nothing in Xero",
    "The second import wrote nothing",
    "The invoice is in Xero once, awaiting approval",
    "Its total, its tax and every line equal Hubflo's, to the cent",
    "Its customer was created in Xero, once",
    "Hubflo names the document that it became",
    "The other one waits for you with its sentence, and is not in Xero",
    "No past invoice was sent, and nothing else was written in Xero",
    "The approved one is paid in Xero, by one payment of what was received",
    "Its payment is not marked as reconciled",
    "The other one, paid too, waits for approval, and says so",
    "Nothing else was written in Xero for it",
)


def test_the_demo_proves_what_it_claims(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "entrypoints.demo"],
        cwd=tmp_path,
        env=clean_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    for claim in CLAIMS:
        assert f"  yes  {claim}\n" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Hartley & Moss" in done.stdout
    assert "Paid in Xero after" in done.stdout
    assert list(tmp_path.rglob("*.db")) == []  # it lives in a temporary folder, and takes it away


Facts = dict[str, Any]


def _of_contacts(**changed: Any) -> Facts:
    """Of one contact that came over."""
    standings = dict.fromkeys(("linked", "updated", "unchanged", "left-out", "needs-you", "in-work"), 0)
    facts: Facts = {
        "listed": [{"email": "Ada@example.com", "standing": "created", "reasons": []}],
        "status": {"contacts": {"seen": 1, "created": 1, **standings}},
        "hubflo_records": {"o": {"contacts": {"c": {"email": "ada@example.com"}}}},
        "hubflo_requests": [],
        "xero_requests": [{"method": "POST", "path": "/connect/token"}],
    }
    return facts | changed


_TWICE = {"o": {"contacts": {"c": {"email": "ada@example.com"}, "d": {"email": "ADA@example.com"}}}}
_LEFT_OUT = [{"email": "", "standing": "left-out", "reasons": []}]
_CREATED = {"method": "PUT", "path": "/api.xro/2.0/Contacts"}
_SENT = {"method": "PUT", "path": "/api.xro/2.0/Invoices"}


def test_the_demo_ends_well_only_if_all_of_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert demo._proven({"this": True, "that": True}) == 0
    assert "NO" not in capsys.readouterr().out
    assert demo._proven({"this": True, "that": False}) == 1
    assert "  NO   that" in capsys.readouterr().out


def test_the_claims_of_contacts_hold() -> None:
    assert all(claims_of_contacts(_of_contacts(), _of_contacts()).values())


@pytest.mark.parametrize(
    ("before", "after", "claim"),
    [
        ({}, {"status": {"contacts": {**_of_contacts()["status"]["contacts"], "seen": 2}}}, CLAIMS[0]),
        (
            {},
            {"status": {"contacts": {**_of_contacts()["status"]["contacts"], "created": 0, "in-work": 1}}},
            CLAIMS[1],
        ),
        ({"hubflo_records": _TWICE}, {}, CLAIMS[2]),
        ({}, {"listed": [*_of_contacts()["listed"], *_LEFT_OUT]}, CLAIMS[3]),
        ({}, {"xero_requests": [_CREATED]}, CLAIMS[4]),
        ({}, {"hubflo_requests": [{"method": "POST", "path": "/api/v2/contacts"}]}, CLAIMS[5]),
    ],
)
def test_a_claim_of_contacts_fails_by_itself(before: Facts, after: Facts, claim: str) -> None:
    claims = claims_of_contacts(_of_contacts(**before), _of_contacts(**after))

    assert [name for name, holds in claims.items() if not holds] == [claim]


ISSUED = Issued(sent="i-1", held="i-2", company="Acme Ltd")
HELD = {"sentence": "A tax must be chosen.", "xero_invoice_id": None}
LINE = {"total_excluding_tax": "10.01", "total_including_tax": "12.01"}
INVOICE = {"accounting_id": "x-1", "net_total": "12.01", "line_items": [LINE, {**dict.fromkeys(LINE, 0)}]}
DOCUMENT: Facts = {
    "InvoiceID": "x-1",
    "Status": "SUBMITTED",
    "Type": "ACCREC",
    "Contact": {"ContactID": "c-1"},
    "Total": 12.01,
    "TotalTax": 2.0,
    "LineItems": [{"LineAmount": 10.01}],
}
BEFORE: Facts = {"xero_records": {"t": {"contacts": {}, "invoices": {"old": {}}}}}


def _of_invoices(document: Facts | None = None, invoice: Facts | None = None, **changed: Any) -> Facts:
    """Of one invoice that went over with its customer."""
    there = {**DOCUMENT, **(document or {})}
    facts: Facts = {
        "hubflo_records": {"o": {"invoices": {"i-1": {**INVOICE, **(invoice or {})}}}},
        "xero_records": {
            "t": {"contacts": {"c-1": {"Name": "Acme Ltd"}}, "invoices": {"old": {}, "x-1": there}}
        },
        "xero_requests": [_CREATED, _SENT],
    }
    return facts | changed


def _failed(after: Facts, held: Facts = HELD) -> list[str]:
    claims = claims_of_invoices(BEFORE, after, ISSUED, held)
    assert list(claims) == list(CLAIMS[6:12])
    return [name for name, holds in claims.items() if not holds]


def test_the_claims_of_invoices_hold() -> None:
    assert _failed(_of_invoices()) == []


@pytest.mark.parametrize(
    ("after", "claims"),
    [
        (_of_invoices({"Status": "AUTHORISED"}), [CLAIMS[6]]),
        (_of_invoices({"Type": "ACCPAY"}), [CLAIMS[6]]),
        (_of_invoices({"Total": 12.02}), [CLAIMS[7]]),
        (_of_invoices({"TotalTax": 2.01}), [CLAIMS[7]]),
        (_of_invoices({"LineItems": [{"LineAmount": 10.02}]}), [CLAIMS[7]]),
        (_of_invoices({"LineItems": []}), [CLAIMS[7]]),
        (_of_invoices(invoice={"net_total": "12.02"}), [CLAIMS[7]]),
        (_of_invoices({"Contact": {"ContactID": "old"}}), [CLAIMS[8]]),
        (_of_invoices(invoice={"accounting_id": None}), [CLAIMS[9]]),
        (_of_invoices(xero_requests=[_CREATED, _SENT, _SENT]), [CLAIMS[11]]),
        (_of_invoices(xero_records=BEFORE["xero_records"]), [*CLAIMS[6:10]]),
    ],
)
def test_a_claim_of_invoices_fails(after: Facts, claims: list[str]) -> None:
    assert _failed(after) == claims


@pytest.mark.parametrize("held", [{}, {**HELD, "sentence": None}, {**HELD, "xero_invoice_id": "x-2"}])
def test_the_held_one_must_be_held(held: Facts) -> None:
    assert _failed(_of_invoices(), held) == [CLAIMS[10]]


PAID = Paid(approved="i-1", waiting="i-2")
PAYMENT: Facts = {"Invoice": {"InvoiceID": "x-1"}, "Amount": 12.01, "IsReconciled": False}
TOLD: Facts = {"invoice_id": "i-2", "waiting": "Approve it in Xero, under Invoices."}
_POSTED = {"method": "PUT", "path": "/api.xro/2.0/Payments"}


def _of_payments(
    document: Facts | None = None,
    payment: Facts | None = None,
    other: Facts | None = None,
    told: Facts | None = None,
    **changed: Any,
) -> tuple[Facts, list[Facts]]:
    """Of one invoice that is paid on both sides, and of one that waits."""
    invoices = {
        "i-1": {"accounting_id": "x-1", "paid_amount": "12.01"},
        "i-2": {"accounting_id": "x-2", "paid_amount": "5.00"},
    }
    there = {
        "x-1": {"InvoiceID": "x-1", "Status": "PAID", **(document or {})},
        "x-2": {"InvoiceID": "x-2", "Status": "SUBMITTED", **(other or {})},
    }
    payments = {"old": {}, "p-1": {**PAYMENT, **(payment or {})}}
    facts: Facts = {
        "hubflo_records": {"o": {"invoices": invoices}},
        "xero_records": {"t": {"invoices": there, "payments": payments}},
        "xero_requests": [_CREATED, _SENT, _SENT, _POSTED],
    }
    return facts | changed, [{**TOLD, **(told or {})}]


def _failed_of_payments(after: tuple[Facts, list[Facts]]) -> list[str]:
    before = {"xero_records": {"t": {"payments": {"old": {}}}}, "xero_requests": [_CREATED, _SENT]}
    claims = claims_of_payments(before, after[0], PAID, after[1])
    assert list(claims) == list(CLAIMS[12:])
    return [name for name, holds in claims.items() if not holds]


def test_the_claims_of_payments_hold() -> None:
    assert _failed_of_payments(_of_payments()) == []


@pytest.mark.parametrize(
    ("after", "claims"),
    [
        (_of_payments({"Status": "AUTHORISED"}), [CLAIMS[12]]),
        (_of_payments(payment={"Amount": 12.02}), [CLAIMS[12]]),
        (_of_payments(payment={"Invoice": {"InvoiceID": "x-2"}}), [CLAIMS[12], CLAIMS[14]]),
        (_of_payments(payment={"IsReconciled": True}), [CLAIMS[13]]),
        (_of_payments(other={"Status": "AUTHORISED"}), [CLAIMS[14]]),
        (_of_payments(told={"waiting": None}), [CLAIMS[14]]),
        (_of_payments(told={"invoice_id": "i-9"}), [CLAIMS[14]]),
        (_of_payments(xero_requests=[_CREATED, _SENT, _SENT, _POSTED, _POSTED]), [CLAIMS[15]]),
    ],
)
def test_a_claim_of_payments_fails(after: tuple[Facts, list[Facts]], claims: list[str]) -> None:
    assert _failed_of_payments(after) == claims
