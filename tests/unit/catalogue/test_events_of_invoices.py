"""The story of an invoice and of its customer, word for word."""

from datetime import UTC, datetime

import pytest

from domain.event import SYSTEM, Event
from entrypoints.catalogue import event_line
from tests.unit.catalogue.people import PLACEHOLDER

SAMPLES = [
    (
        "invoice-seen",
        {"title": "Website, March", "status": "issued"},
        'Seen in Hubflo as "Website, March", issued.',
    ),
    ("invoice-seen", {"status": "draft"}, "Seen in Hubflo, draft."),
    (
        "invoice-changed",
        {"title": "Website, March", "status": "paid"},
        "Changed in Hubflo, where it is paid now. It is looked at anew.",
    ),
    ("invoice-not-there", {}, "Not found in Hubflo any more."),
    (
        "notice-failed",
        {"service": "notify", "why": "refused", "status": "500", "problem": "unavailable"},
        (
            "A message to you could not be sent. The address for messages cannot be used right now: it "
            "did not take the message. Nothing was changed by this. Try again in a few minutes; "
            "`hubflo-xero run` tries again by itself."
        ),
    ),
    (
        "invoices-nameless",
        {"count": "3", "kind": "portal-issued"},
        (
            "3 rows of Hubflo's list of invoices had no id that we can read, so we know nothing of them. "
            "All others go on. If an invoice is missing here, show this line to whoever looks after "
            "hubflo-xero."
        ),
    ),
    ("invoice-skipped", {"reason": "before-start"}, "Not sent to Xero: older than the start date."),
    (
        "invoice-skipped",
        {"reason": "skipped-by-you", "because": "Billed by hand in May"},
        'Not sent to Xero: left out by you. Why: "Billed by hand in May".',
    ),
    ("invoice-cancelled", {}, "Cancelled in Hubflo."),
    (
        "customer-joined",
        {"contact": "Acme Ltd", "contact_id": "c-1", "evidence": "email-and-company"},
        'To be billed to "Acme Ltd" in Xero: same email and company.',
    ),
    (
        "document-sent",
        {"dispatch": "d-1", "number": PLACEHOLDER, "contact": "Acme Ltd", "rung": "a"},
        'Sent to Xero as HX-0F6A3C1D2E41-A, billed to "Acme Ltd".',
    ),
    (
        "document-sent",
        {"dispatch": "d-1", "contact": "Acme Ltd", "rung": "c"},
        'Sent to Xero, billed to "Acme Ltd".',
    ),
    (
        "write-absent",
        {"act": "create-document", "dispatch": "d-1"},
        ("We looked long enough: Xero did not create the invoice. It is sent again."),
    ),
    (
        "document-created",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": PLACEHOLDER},
        "Created in Xero as HX-0F6A3C1D2E41-A.",
    ),
    (
        "document-found-again",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": PLACEHOLDER},
        ("Found in Xero as HX-0F6A3C1D2E41-A: our creation had arrived, although its answer was lost."),
    ),
    (
        "document-adopted",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": "INV-0412"},
        "Joined to INV-0412, which is in Xero already.",
    ),
    (
        "document-adopted",
        {"number": "INV-0412", "left": PLACEHOLDER, "because": "Typed by hand in April"},
        (
            "Joined to INV-0412, which is in Xero already. HX-0F6A3C1D2E41-A, which stood for it in Xero "
            'until now, is no invoice\'s any more and stays as it is. Why: "Typed by hand in April".'
        ),
    ),
    (
        "document-adopted",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "because": "Typed by hand in April"},
        ('Joined to a document which is in Xero already. Why: "Typed by hand in April".'),
    ),
    (
        "document-proven",
        {"number": PLACEHOLDER, "total": "1200.00", "currency": "GBP", "tax": "200.00", "rung": "a"},
        (
            "Read back from Xero and proven to the cent: HX-0F6A3C1D2E41-A, 1,200.00 GBP, of which 200.00"
            " GBP tax; written as it stands in Hubflo."
        ),
    ),
    (
        "document-proven",
        {"number": PLACEHOLDER, "total": "1000.01", "currency": "EUR", "tax": "166.67", "rung": "c"},
        (
            "Read back from Xero and proven to the cent: HX-0F6A3C1D2E41-A, 1,000.01 EUR, of which 166.67"
            " EUR tax; written with the tax of single lines moved by a cent."
        ),
    ),
    (
        "document-proven",
        {"number": "INV-0412", "total": "1000.01", "currency": "EUR", "tax": "166.67"},
        ("Read back from Xero and proven to the cent: INV-0412, 1,000.01 EUR, of which 166.67 EUR tax."),
    ),
    (
        "invoice-linked",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": PLACEHOLDER, "written": "yes"},
        ("Linked: Hubflo was told which document it is in Xero (HX-0F6A3C1D2E41-A)."),
    ),
    (
        "invoice-linked",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": PLACEHOLDER},
        ("Linked: Hubflo names its document in Xero already (HX-0F6A3C1D2E41-A)."),
    ),
    (
        "invoice-linked",
        {"document_id": "0a1b2c3d-1111-4222-8333-944455556666", "number": PLACEHOLDER, "kept": "PO 77/b"},
        ('Linked on our side only: "PO 77/b" stays in Hubflo\'s accounting reference (HX-0F6A3C1D2E41-A).'),
    ),
    (
        "write-refused",
        {"act": "write-link", "dispatch": "d-1", "said": "Accounting is too long"},
        ('Hubflo refused to note which document the invoice is in Xero. It says: "Accounting is too long".'),
    ),
    (
        "write-unknown",
        {"act": "write-link", "dispatch": "d-1"},
        (
            "We asked Hubflo to note which document the invoice is in Xero, and no clear answer came. We "
            "look for it instead of sending it again."
        ),
    ),
    ("document-approved", {"number": PLACEHOLDER}, "Approved in Xero (HX-0F6A3C1D2E41-A)."),
    ("document-paid", {"number": PLACEHOLDER}, "Paid in Xero (HX-0F6A3C1D2E41-A)."),
    (
        "document-counts-less",
        {"number": PLACEHOLDER, "less": "400.00", "counted": "680.00", "currency": "GBP"},
        (
            "Xero counts 400.00 GBP less as paid or credited (HX-0F6A3C1D2E41-A) than before, and "
            "680.00 GBP now: what was entered there was taken back."
        ),
    ),
    ("document-back-to-draft", {"number": PLACEHOLDER}, "Made a draft again in Xero (HX-0F6A3C1D2E41-A)."),
    (
        "document-renumbered",
        {"before": PLACEHOLDER, "number": "INV-0412"},
        "Renumbered in Xero: HX-0F6A3C1D2E41-A before, INV-0412 now.",
    ),
    ("document-renumbered", {"number": "INV-0412"}, "Numbered in Xero: INV-0412."),
    (
        "document-edited",
        {
            "total": "1200.00 -> 1100.00",
            "due date": "2026-04-30 -> 2026-05-31",
            "line 1": "Design 1000.00 -> Design, two days 916.67",
        },
        (
            "Changed in Xero since we proved it: total: 1,200.00 before, 1,100.00 now; due date: 30 April"
            ' 2026 before, 31 May 2026 now; line 1: "Design 1000.00" before, "Design, two days 916.67" '
            "now."
        ),
    ),
    ("document-removed", {"status": "deleted"}, "Deleted in Xero. It is not sent again by itself."),
    ("document-removed", {"status": "voided"}, "Voided in Xero. It is not sent again by itself."),
    (
        "document-removed",
        {"status": "deleted", "because": "Cancelled in Hubflo"},
        ('Deleted in Xero, as you asked. It is not sent again by itself. Why: "Cancelled in Hubflo".'),
    ),
    (
        "document-unlinked",
        {
            "document_id": "0a1b2c3d-1111-4222-8333-944455556666",
            "number": "INV-0412",
            "because": "Another one",
        },
        ('Parted from INV-0412 in Xero; both stay as they are. Why: "Another one".'),
    ),
    ("retried", {}, "To be tried again."),
    (
        "released-by",
        {"because": "Another order", "answer": "not-a-double"},
        'Released: it is another one than what Xero has. Why: "Another order".',
    ),
    ("released-by", {"because": "Agreed with Ada"}, 'Released. Why: "Agreed with Ada".'),
    (
        "resent",
        {"because": "Deleted by mistake", "before": PLACEHOLDER},
        ('To be sent anew, in place of HX-0F6A3C1D2E41-A. Why: "Deleted by mistake".'),
    ),
    (
        "number-called-taken",
        {"number": "INV-0412"},
        "Xero says that the number INV-0412 is used already; we look for it.",
    ),
    ("number-given", {"number": "INV-0412"}, "The number of your client's document was given: INV-0412."),
    (
        "number-set",
        {"number": "INV-0412", "before": PLACEHOLDER},
        "The number in Xero is INV-0412 now, in place of HX-0F6A3C1D2E41-A.",
    ),
    (
        "change-not-made",
        {"kind": "number", "why": "approved"},
        (
            "The number that you asked for was not set in Xero: it is approved by now, and we do not "
            "touch what is approved."
        ),
    ),
    (
        "change-not-made",
        {"kind": "number", "why": "refused", "said": "Invoice # must be unique."},
        (
            'The number that you asked for was not set in Xero: Xero refused it. It says: "Invoice # must'
            ' be unique".'
        ),
    ),
    (
        "tax-chosen",
        {"tax": "Zero Rated Income", "tax_type": "ZERORATEDOUTPUT", "scope": "customer", "rate": "0"},
        'The tax at 0 % was chosen for this customer: "Zero Rated Income".',
    ),
    (
        "customer-answered",
        {"contact": "Acme Ltd", "contact_id": "c-1"},
        'Answered: its customer is "Acme Ltd" in Xero.',
    ),
    (
        "customer-answered",
        {"name": "John Martin (Lyon)", "new": "yes"},
        'Answered: its customer is new in Xero, called "John Martin (Lyon)".',
    ),
    ("customer-answered", {"new": "yes"}, "Answered: its customer is new in Xero."),
    (
        "customer-refused",
        {"contact": "Acme Ltd", "said": "The EmailAddress is not valid."},
        ('Xero refused to create its customer "Acme Ltd". It says: "The EmailAddress is not valid".'),
    ),
    (
        "customer-created",
        {"contact": "Acme Ltd", "contact_id": "c-1"},
        'The contact "Acme Ltd" was created in Xero.',
    ),
    (
        "customer-found-again",
        {"contact": "Acme Ltd", "contact_id": "c-1"},
        ('The contact "Acme Ltd" was found in Xero: our creation had arrived, although its answer was lost.'),
    ),
    ("setting-changed", {"name": "number-in-title", "value": ""}, "The setting number-in-title was emptied."),
]


@pytest.mark.parametrize(("code", "facts", "line"), SAMPLES)
def test_an_event_of_an_invoice(code: str, facts: dict[str, str], line: str) -> None:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    event = Event(seq=1, at=at, actor=SYSTEM, subject="invoice:i-1", code=code, facts=facts)

    assert event_line(event, "UTC") == f"2 March 2026, 12:00: {line}"


def test_what_a_person_did_says_who() -> None:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    facts = {"because": "Another order", "answer": "not-a-double"}
    event = Event(seq=1, at=at, actor="person:ada", subject="invoice:i-1", code="released-by", facts=facts)

    assert event_line(event, "UTC") == (
        '2 March 2026, 12:00, by ada: Released: it is another one than what Xero has. Why: "Another order".'
    )
