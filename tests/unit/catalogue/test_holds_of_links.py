"""What is asked about invoices that are in Xero and not rightly joined, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, PLACEHOLDER, WEBSITE, ZONE

SAMPLES = [
    (
        "reference-taken",
        {
            **WEBSITE,
            "reference": "0a1b2c3d-1111-4222-8333-944455556666",
            "documents": ("INV-0412 Acme Ltd 1200.00 GBP 2026-04-02 (0a1b2c3d-1111-4222-8333-944455556666)"),
        },
        (
            'In Hubflo the accounting reference of "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March '
            "2026) names INV-0412, Acme Ltd, 1,200.00 GBP, 2 April 2026 in Xero, not made by us. It may "
            "be this invoice, typed by hand or sent by Hubflo's own Xero link. The same: `hubflo-xero "
            'invoices link "Website, March" --to INV-0412`. Another: `hubflo-xero invoices release '
            '"Website, March" --because "why"`. Nothing is sent until you answer. [reference-taken]'
        ),
    ),
    (
        "reference-taken",
        {**WEBSITE, "reference": "0a1b2c3d-1111-4222-8333-944455556666"},
        (
            'In Hubflo the accounting reference of "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March '
            '2026) is "0a1b2c3d-1111-4222-8333-944455556666", as documents of Xero are named, and we find'
            ' none by it. If it is in Xero: `hubflo-xero invoices link "Website, March" --to NUMBER`. If '
            'not: `hubflo-xero invoices release "Website, March" --because "why"`. Nothing is sent until '
            "you answer. [reference-taken]"
        ),
    ),
    (
        "reference-taken",
        {**WEBSITE, "reference": "INV-0412", "number": PLACEHOLDER},
        (
            'We made HX-0F6A3C1D2E41-A in Xero for "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March '
            '2026), but its accounting reference in Hubflo is "INV-0412", which is another document of '
            'Xero. If ours is the right one: `hubflo-xero invoices release "Website, March" --because '
            '"why"`. What stands in Hubflo then stays, and the link is noted on our side only. If the '
            "other one is right, delete ours in Xero under Invoices; this then closes by itself within 10"
            " minutes. [reference-taken]"
        ),
    ),
    (
        "other-reference",
        {**WEBSITE, "reference": "PO 77/b"},
        (
            'In Hubflo the accounting reference of "Website, March" (Acme Ltd, 1,200.00 GBP, 31 March '
            '2026) is "PO 77/b". That is no document of Xero, and we never write over what somebody '
            "wrote. To keep such texts always, with the link on our side only: `hubflo-xero settings set "
            'other-reference keep`. For this invoice alone: `hubflo-xero invoices release "Website, '
            'March" --because "why"`. The invoice is in Xero and proven; only the link in Hubflo waits '
            "for your answer. [other-reference]"
        ),
    ),
    (
        "reference-refused",
        {**WEBSITE, "said": "Accounting is too long"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is in Xero and proven, but Hubflo '
            'refused to note that in its accounting reference. Hubflo says: "Accounting is too long". '
            'Correct what it names, then `hubflo-xero invoices retry "Website, March"`: we note it at '
            "once. Nothing in Xero is changed by this. [reference-refused]"
        ),
    ),
    (
        "reference-refused",
        WEBSITE,
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is in Xero and proven, but Hubflo '
            "refused to note that in its accounting reference. It gave no reason. Correct what it names, "
            'then `hubflo-xero invoices retry "Website, March"`: we note it at once. Nothing in Xero is '
            "changed by this. [reference-refused]"
        ),
    ),
    (
        "invoice-gone",
        WEBSITE,
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is in Xero, but not in Hubflo any '
            "more. We do not delete or void it by ourselves. If it shall not count, delete or void it in "
            "Xero under Invoices; this then closes by itself within 10 minutes. If it is put back in "
            'Hubflo: `hubflo-xero invoices retry "Website, March"`. [invoice-gone]'
        ),
    ),
    (
        "unlinked",
        {**WEBSITE, "number": "INV-0412"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was parted from INV-0412 in Xero at'
            " your command, and nothing is sent by itself. If it is another document in Xero: "
            '`hubflo-xero invoices link "Website, March" --to NUMBER`. To send it anew, with another '
            'number: `hubflo-xero invoices release "Website, March" --because "why"`. To leave it out for'
            ' good: `hubflo-xero invoices skip "Website, March" --because "why"`. [unlinked]'
        ),
    ),
    (
        "unlinked",
        WEBSITE,
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) was parted from its document in '
            "Xero at your command, and nothing is sent by itself. If it is another document in Xero: "
            '`hubflo-xero invoices link "Website, March" --to NUMBER`. To send it anew, with another '
            'number: `hubflo-xero invoices release "Website, March" --because "why"`. To leave it out for'
            ' good: `hubflo-xero invoices skip "Website, March" --because "why"`. [unlinked]'
        ),
    ),
    (
        "cancelled-in-hubflo",
        {**WEBSITE, "invoice": "Support May", "dated": "", "number": PLACEHOLDER, "status": "approved"},
        (
            '"Support May" (Acme Ltd, 1,200.00 GBP) was cancelled in Hubflo; in Xero, as '
            "HX-0F6A3C1D2E41-A, it is approved and counts as income, and we do not void approved "
            "invoices. Void or credit it in Xero. This then closes by itself within 10 minutes. "
            "[cancelled-in-hubflo]"
        ),
    ),
    (
        "cancelled-in-hubflo",
        {
            **WEBSITE,
            "invoice": "Support May",
            "dated": "",
            "number": PLACEHOLDER,
            "status": "awaiting-approval",
        },
        (
            '"Support May" (Acme Ltd, 1,200.00 GBP) was cancelled in Hubflo; in Xero, as '
            "HX-0F6A3C1D2E41-A, it still awaits approval. Delete it in Xero, under Invoices, Awaiting "
            "approval. This then closes by itself within 10 minutes. [cancelled-in-hubflo]"
        ),
    ),
    (
        "cancelled-in-hubflo",
        {**WEBSITE, "invoice": "Support May", "dated": "", "number": PLACEHOLDER, "status": "paid"},
        (
            '"Support May" (Acme Ltd, 1,200.00 GBP) was cancelled in Hubflo; in Xero, as '
            "HX-0F6A3C1D2E41-A, it is paid and counts as income, and we do not void what is approved. "
            "Credit it in Xero, or remove its payment there and void it. This then closes by itself "
            "within 10 minutes. [cancelled-in-hubflo]"
        ),
    ),
    (
        "cancelled-in-hubflo",
        {**WEBSITE, "invoice": "Support May", "customer": "", "dated": ""},
        (
            '"Support May" (1,200.00 GBP) was cancelled in Hubflo; in Xero it is still there. Delete, '
            "void or credit it in Xero. This then closes by itself within 10 minutes. "
            "[cancelled-in-hubflo]"
        ),
    ),
    (
        "unexpected",
        {**WEBSITE, "problem": "invoice-unreadable"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) could not be finished. What Hubflo '
            "sends of this invoice cannot be read, so nothing of it was sent. Look at it in Hubflo under "
            "Invoices; if it looks right there, install the newest version of hubflo-xero. All other "
            "invoices go on. It is tried again by itself when it changes in Hubflo, or at once with "
            '`hubflo-xero invoices retry "Website, March"`. If it stays, `hubflo-xero doctor` says what '
            "is wrong with this installation. [unexpected: invoice-unreadable]"
        ),
    ),
    (
        "unexpected",
        {**WEBSITE, "problem": "never-answered"},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) could not be finished. What we sent '
            "for it got no clear answer, time after time for hours, and was not there when we looked. From "
            "now on we try once a night. All other invoices go on. It is tried again by itself when it "
            'changes in Hubflo, or at once with `hubflo-xero invoices retry "Website, March"`. If it stays, '
            "`hubflo-xero doctor` says what is wrong with this installation. [unexpected: never-answered]"
        ),
    ),
    (
        "unexpected",
        {**WEBSITE, "problem": "zone-unknown", "zone": ""},
        (
            '"Website, March" (Acme Ltd, 1,200.00 GBP, 31 March 2026) could not be finished. Xero does '
            "not say in which time zone these books are, so no invoice can be dated. Set it in Xero under"
            " Settings, General settings, Organisation settings; we read it again by ourselves. All other"
            " invoices go on. It is tried again by itself when it changes in Hubflo, or at once with "
            '`hubflo-xero invoices retry "Website, March"`. If it stays, `hubflo-xero doctor` says what '
            "is wrong with this installation. [unexpected: zone-unknown]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
