"""What is asked about invoices that Xero has, or refused, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, PLACEHOLDER, WEBSITE, ZONE

SAMPLES = [
    (
        "looks-already-there",
        {
            **WEBSITE,
            "invoice": "Website",
            "count": "1",
            "documents": ("INV-0412 Acme Ltd 1200.00 GBP 2026-04-02 (0a1b2c3d-1111-4222-8333-944455556666)"),
        },
        (
            'Xero has INV-0412, Acme Ltd, 1,200.00 GBP, 2 April 2026, not made by us. It may be "Website"'
            " (Acme Ltd, 1,200.00 GBP, 31 March 2026), typed by hand or sent by Hubflo's own Xero link. "
            "The same: `hubflo-xero invoices link Website --to INV-0412`. Another: `hubflo-xero invoices "
            'release Website --because "why"`. Nothing is sent until you answer; if it is deleted in '
            "Xero, this one goes by itself within 10 minutes. [looks-already-there]"
        ),
    ),
    (
        "looks-already-there",
        {
            **WEBSITE,
            "invoice": "Website",
            "count": "2",
            "documents": (
                "- Acme Ltd 1200.00 GBP - (0a1b2c3d-7777-4222-8333-944455556666); INV-0412 Acme "
                "Ltd 1200.00 GBP 2026-04-02 (0a1b2c3d-1111-4222-8333-944455556666)"
            ),
        },
        (
            "Xero has Acme Ltd, 1,200.00 GBP (0a1b2c3d-7777-4222-8333-944455556666); INV-0412, Acme Ltd, "
            '1,200.00 GBP, 2 April 2026, not made by us. It may be "Website" (Acme Ltd, 1,200.00 GBP, 31 '
            "March 2026), typed by hand or sent by Hubflo's own Xero link. The same: `hubflo-xero "
            "invoices link Website --to 0a1b2c3d-7777-4222-8333-944455556666`. Another: `hubflo-xero "
            'invoices release Website --because "why"`. Nothing is sent until you answer; if it is '
            "deleted in Xero, this one goes by itself within 10 minutes. [looks-already-there]"
        ),
    ),
    (
        "ledger-refused",
        {**WEBSITE, "said": "Account code '200' is not a valid code for this document."},
        (
            'Xero refused "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026). Xero says: "Account '
            "code '200' is not a valid code for this document\". Put right what it names, in Xero or in "
            'Hubflo. Then `hubflo-xero invoices retry "Website, March"`, and it goes at once. If the '
            "invoice changes in Hubflo, or Xero's settings do, we send it again by ourselves within 10 "
            "minutes. [ledger-refused]"
        ),
    ),
    (
        "ledger-refused",
        WEBSITE,
        (
            'Xero refused "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026). It gave no reason. '
            'Put right what it names, in Xero or in Hubflo. Then `hubflo-xero invoices retry "Website, '
            "March\"`, and it goes at once. If the invoice changes in Hubflo, or Xero's settings do, we "
            "send it again by ourselves within 10 minutes. [ledger-refused]"
        ),
    ),
    (
        "document-too-large",
        {**WEBSITE, "elements": "1", "bytes": "3600000"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is larger, with all its '
            "descriptions, than what Xero takes in one request. Cancel it in Hubflo, duplicate it and "
            "issue the copy with fewer lines or shorter texts, perhaps as two invoices; or enter it by "
            'hand in Xero and use `hubflo-xero invoices link "Website, March" --to NUMBER`. If you cancel'
            " it in Hubflo, this closes by itself; all other invoices go on. [document-too-large]"
        ),
    ),
    (
        "number-taken",
        {
            **WEBSITE,
            "number": PLACEHOLDER,
            "documents": "HX-0F6A3C1D2E41-A Brown & Co 90.00 GBP 2026-01-05 (d-7)",
        },
        (
            'We sent "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) as HX-0F6A3C1D2E41-A, and '
            "Xero has another document of that number: HX-0F6A3C1D2E41-A, Brown & Co, 90.00 GBP, 5 "
            'January 2026. The same: `hubflo-xero invoices link "Website, March" --to HX-0F6A3C1D2E41-A`.'
            ' Another: `hubflo-xero invoices release "Website, March" --because "why"`; it then goes at '
            "once, with another number. Nothing is sent until you answer. [number-taken]"
        ),
    ),
    (
        "receipt-differs",
        {
            **WEBSITE,
            "number": PLACEHOLDER,
            "differences": "total: 1200.00 -> 1199.99; due date: 2026-04-30 -> -; lines: 3 -> 2",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is in Xero as HX-0F6A3C1D2E41-A, '
            "but not as it was sent: total: 1,200.00 was sent, 1,199.99 is there; due date: 30 April 2026"
            " was sent, nothing is there; number of lines: 3 was sent, 2 is there. Somebody may have "
            "changed it before we could read it back. If it counts as it is there: `hubflo-xero invoices "
            'release "Website, March" --because "why"`. If not, correct it in Xero (Invoices), then '
            '`hubflo-xero invoices retry "Website, March"`. If it is deleted in Xero, this closes by '
            "itself within 10 minutes. [receipt-differs]"
        ),
    ),
    (
        "receipt-differs",
        {
            **WEBSITE,
            "number": PLACEHOLDER,
            "differences": "amounts are: exclusive -> inclusive; contact: c-1 -> c-2",
        },
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is in Xero as HX-0F6A3C1D2E41-A, '
            'but not as it was sent: amounts: without tax was sent, with tax is there; contact: "c-1" was'
            ' sent, "c-2" is there. Somebody may have changed it before we could read it back. If it '
            'counts as it is there: `hubflo-xero invoices release "Website, March" --because "why"`. If '
            'not, correct it in Xero (Invoices), then `hubflo-xero invoices retry "Website, March"`. If '
            "it is deleted in Xero, this closes by itself within 10 minutes. [receipt-differs]"
        ),
    ),
    (
        "document-missing",
        {**WEBSITE, "document_id": "d-1"},
        (
            'Xero said that it had created "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026), but '
            "does not show it, although we looked several times. Look for it in Xero under Invoices. If "
            'it is there: `hubflo-xero invoices retry "Website, March"`, and we prove it at once. If it '
            'is there under another number: `hubflo-xero invoices link "Website, March" --to NUMBER`. '
            "Nothing is sent a second time until you answer. [document-missing]"
        ),
    ),
    (
        "document-twin",
        {
            **WEBSITE,
            "documents": (
                "INV-0413 Acme Ltd 1200.00 GBP 2026-03-31 (d-2); INV-0412 Acme Ltd 1200.00 GBP "
                "2026-04-02 (0a1b2c3d-1111-4222-8333-944455556666)"
            ),
            "keep": "d-2",
        },
        (
            'Xero has "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) twice: INV-0413, Acme Ltd,'
            " 1,200.00 GBP, 31 March 2026; INV-0412, Acme Ltd, 1,200.00 GBP, 2 April 2026. Our first "
            "attempt to create it got no answer and was not found for long enough, so we tried again; "
            "then the first one arrived after all. Keep INV-0413, which is joined to Hubflo, and delete "
            "the other one in Xero, under Invoices. We look every day, and once only one is left this "
            "closes by itself. [document-twin]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
