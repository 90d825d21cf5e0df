"""What can go wrong with commands about invoices, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "invoice-unknown",
        {"which": "Websit"},
        (
            'No invoice has the title, number or id "Websit". `hubflo-xero invoices list` shows all that '
            "we know; if it is new in Hubflo, `hubflo-xero run` reads it by itself. [invoice-unknown]"
        ),
    ),
    (
        "invoice-several",
        {
            "which": "Retainer",
            "count": "2",
            "found": "Retainer 100.00 GBP (7b1f); Retainer 1200.50 GBP (8c2a)",
        },
        (
            '2 invoices fit "Retainer": "Retainer", 100.00 GBP (7b1f); "Retainer", 1,200.50 GBP (8c2a). '
            "Say which one: use the id in brackets in place of the title. [invoice-several]"
        ),
    ),
    (
        "invoice-unreadable",
        {},
        (
            "What Hubflo sends of this invoice cannot be read, so nothing of it was sent. Look at it in "
            "Hubflo under Invoices; if it looks right there, install the newest version of hubflo-xero. "
            "[invoice-unreadable]"
        ),
    ),
    (
        "invoice-without-recipient",
        {"invoice": "Workshop"},
        (
            'The invoice "Workshop" has no recipient in Hubflo, so nothing can be noted for its customer.'
            " Say who it is in Xero: `hubflo-xero contacts match INV --to ...`. "
            "[invoice-without-recipient]"
        ),
    ),
    (
        "because-missing",
        {},
        (
            "This must say why, for whoever reads the story of the invoice later. Nothing was changed. "
            'The same with `--because "why"`. [because-missing]'
        ),
    ),
    (
        "redate-not-offered",
        {},
        (
            "This connection does not date invoices into another period, and nothing was changed. Move "
            "the lock date in Xero (Accounting, Advanced, Financial settings), or allow it with "
            "`hubflo-xero settings set date-in-books offered` and give the command again. "
            "[redate-not-offered]"
        ),
    ),
    (
        "release-not-possible",
        {"code": "tax-choice-needed", "which": "Audit"},
        (
            'No word ends what holds "Audit" (a tax must be chosen): it ends when its cause is gone. '
            "Nothing was changed. `hubflo-xero invoices why Audit` says what can be done. "
            "[release-not-possible]"
        ),
    ),
    (
        "release-not-possible",
        {"code": "", "which": "Audit"},
        (
            'Nothing that you could release holds "Audit". Nothing was changed. `hubflo-xero invoices why'
            " Audit` says what can be done. [release-not-possible]"
        ),
    ),
    (
        "documents-differ",
        {"number": "INV-0412", "differences": "currency: EUR -> GBP; total: 1000.00 -> 990.00"},
        (
            "INV-0412 in Xero is not the same as this invoice: currency: EUR in Hubflo, GBP in Xero; "
            "total: 1,000.00 in Hubflo, 990.00 in Xero. Nothing was changed. If it is what became of the "
            'invoice all the same, give the command again with `--because "why"`. [documents-differ]'
        ),
    ),
    (
        "document-unknown",
        {"which": "INV-9999"},
        (
            'Xero has no invoice or credit note with the number or id "INV-9999". Nothing was changed. '
            "Look it up in Xero under Invoices. [document-unknown]"
        ),
    ),
    (
        "document-several",
        {"which": "INV-0412", "count": "2", "found": "INV-0412 Acme Ltd (d-1); inv-0412 Brown & Co (d-2)"},
        (
            '2 things in Xero fit "INV-0412": INV-0412 Acme Ltd (d-1); inv-0412 Brown & Co (d-2). Say '
            "which one: use the id in brackets in place of the number. [document-several]"
        ),
    ),
    (
        "document-gone",
        {"number": "INV-0412", "status": "voided"},
        (
            "INV-0412 is voided in Xero, so no invoice can be joined to it. Nothing was changed. Choose "
            'another document, or create it anew: `hubflo-xero invoices resend INV --because "why"`. '
            "[document-gone]"
        ),
    ),
    (
        "document-taken",
        {"number": "INV-0412", "invoice": "Website, March"},
        (
            'INV-0412 in Xero belongs to another invoice of Hubflo already, "Website, March". Nothing was'
            ' changed. If that is wrong, part them first: `hubflo-xero invoices unlink "Website, March" '
            '--because "why"`. [document-taken]'
        ),
    ),
    (
        "document-taken",
        {"constraint": "one_invoice_per_document"},
        (
            "This document in Xero belongs to another invoice of Hubflo already. Nothing was changed. "
            "Nothing to do: we decide on it anew by ourselves. [document-taken]"
        ),
    ),
    (
        "report-one",
        {},
        (
            "Say where the report shall go: `hubflo-xero report --html FILE.html` to read it, or "
            "`hubflo-xero report --csv FILE.csv` for a spreadsheet. Both at once is fine. [report-one]"
        ),
    ),
    (
        "number-how",
        {},
        (
            "Say one thing: `hubflo-xero invoices number INV NUMBER` for one invoice, `hubflo-xero "
            "invoices number --out FILE.csv` to write a list of all that carry a placeholder, or "
            "`hubflo-xero invoices number --from FILE.csv` to read the numbers from a list. [number-how]"
        ),
    ),
    (
        "number-file",
        {"file": "numbers.csv"},
        (
            "The file numbers.csv cannot be read as a list of invoices and numbers. None of the numbers "
            'was taken. It must be saved as CSV, with a column "number" and one of "invoice_id", '
            '"placeholder" or "title" in its first line; `hubflo-xero invoices number --out FILE.csv` '
            "writes one. [number-file]"
        ),
    ),
    (
        "number-unusable",
        {"number": "INV\n0412"},
        (
            '"INV 0412" cannot be a number in Xero: it must have 1 to 255 letters that can be typed. '
            "Nothing was changed. Give it as it stands on your client's document. [number-unusable]"
        ),
    ),
    (
        "number-twice",
        {"number": "INV-0412", "row": "12"},
        (
            'On line 12 of the file: The number "INV-0412" was given to two invoices, and Xero takes each'
            " once. Nothing was changed. Correct one of the two and give them again. [number-twice]"
        ),
    ),
    (
        "number-twice",
        {"constraint": "no_number_twice_in_a_dispatch"},
        (
            "One request was about to carry the same thing twice, so it was not sent. Nothing was "
            "changed. Try again; if it comes back, run `hubflo-xero doctor`. [number-twice]"
        ),
    ),
    (
        "number-used",
        {"number": "INV-0412", "invoice": "Website, March"},
        (
            'The number "INV-0412" belongs to another invoice already, "Website, March", and Xero takes '
            "each once. Nothing was changed. Look which of the two has it on your client's document. "
            "[number-used]"
        ),
    ),
    (
        "number-too-late",
        {"stage": "removed-in-ledger", "invoice": "Website, March"},
        (
            'The number of "Website, March" cannot be changed as it stands now (deleted or voided in '
            "Xero), and nothing was changed. If it is in Xero, change it there under Invoices: we take it"
            " over by ourselves. [number-too-late]"
        ),
    ),
    (
        "write-asked-already",
        {"constraint": "one_open_write_of_a_kind"},
        (
            "The same was asked for this invoice already and is not done yet. Nothing was changed. Wait "
            "until it is done: `hubflo-xero invoices show INV` says so. [write-asked-already]"
        ),
    ),
    (
        "contact-or-invoice",
        {
            "who": "Retainer",
            "contact": "Retainer Ltd",
            "contact_id": "c-1",
            "invoice": "Retainer",
            "invoice_id": "7b1f",
        },
        (
            '"Retainer" is both a contact of Xero, "Retainer Ltd" (c-1), and an invoice, "Retainer" '
            "(7b1f). Nothing was changed. Say which one: use the id in brackets in place of the name. "
            "[contact-or-invoice]"
        ),
    ),
    (
        "contact-billed-already",
        {"contact": "Acme Ltd"},
        (
            'The Xero contact "Acme Ltd" stands for another customer of Hubflo already, and one contact '
            "stands for one customer. Nothing was changed. Choose another contact, or `--new` to create "
            "one. [contact-billed-already]"
        ),
    ),
    (
        "never-answered",
        {},
        (
            "What we sent for it got no clear answer, time after time for hours, and was not there when we "
            "looked. From now on we try once a night. [never-answered]"
        ),
    ),
    (
        "request-too-large",
        {"elements": "50", "bytes": "3600000"},
        (
            "What was to be sent at once is too much for one request, and nothing was sent. Nothing to "
            "do: it goes in smaller parts by itself. [request-too-large]"
        ),
    ),
    (
        "hook-unknown",
        {},
        (
            "A webhook that was to be noted is not in our own database, and nothing was changed. Run "
            "`hubflo-xero doctor`; nothing is missing without it, for we look by ourselves. "
            "[hook-unknown]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
