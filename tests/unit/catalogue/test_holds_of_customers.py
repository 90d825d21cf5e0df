"""What is asked about who is billed, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import NOON, RECIPIENT, WEBSITE, ZONE

SAMPLES = [
    (
        "contact-ambiguous",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "count": "2",
            "candidates": (
                "Acme Ltd <post@acme.example> Tom Reed (c-1); Jane Smith <jane@acme.example> - (c-2)"
            ),
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Jane Smith of "Acme Ltd". 2 Xero '
            "contacts could be who is billed: Acme Ltd, post@acme.example, Tom Reed (c-1); Jane Smith, "
            "jane@acme.example (c-2). None fits clearly better, so we will not choose for you. Say which "
            "one by the id in brackets: `hubflo-xero contacts match Retainer --to ID`. None of them: the "
            "same with `--new` in place of `--to ID`. Your answer is kept, and the invoice goes at once. "
            "[contact-ambiguous]"
        ),
    ),
    (
        "contact-ambiguous",
        {
            **WEBSITE,
            "invoice": "Retainer",
            "customer": "jane@acme.example",
            "party": "person",
            "party_id": "31",
            "person": "",
            "person_id": "1041",
            "email": "jane@acme.example",
            "company": "",
            "count": "2",
            "candidates": "Acme Ltd <-> - (c-1); Acme Limited <-> - (c-2)",
        },
        (
            '"Retainer" (jane@acme.example, 1,200.00 GBP, 31 March 2026) is for jane@acme.example. 2 Xero'
            " contacts could be who is billed: Acme Ltd (c-1); Acme Limited (c-2). None fits clearly "
            "better, so we will not choose for you. Say which one by the id in brackets: `hubflo-xero "
            "contacts match Retainer --to ID`. None of them: the same with `--new` in place of `--to ID`."
            " Your answer is kept, and the invoice goes at once. [contact-ambiguous]"
        ),
    ),
    (
        "contact-name-taken",
        {
            **WEBSITE,
            "invoice": "Portraits",
            "customer": "John Martin",
            "party": "person",
            "party_id": "1044",
            "person": "John Martin",
            "person_id": "1044",
            "email": "john@martin.example",
            "name": "John Martin",
            "contact": "John Martin",
            "contact_id": "c-3",
            "other_email": "jm@lyon.example",
            "proposed": "John Martin (Lyon)",
        },
        (
            'We need a new Xero contact "John Martin" for "Portraits" (John Martin, 1,200.00 GBP, 31 '
            "March 2026), but an active one has that name and another email, jm@lyon.example, and Xero "
            'allows a name once. The same: `hubflo-xero contacts match Portraits --to "John Martin"`. '
            'Another: `hubflo-xero contacts match Portraits --new --name "John Martin (Lyon)"`. Your '
            "answer is kept, and the invoice goes at once. [contact-name-taken]"
        ),
    ),
    (
        "contact-name-taken",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Portraits",
            "name": "Acme Ltd",
            "contact": "ACME Ltd",
            "contact_id": "c-3",
            "other_vat": "GB999999973",
            "taken_by": "77",
        },
        (
            'We need a new Xero contact "Acme Ltd" for "Portraits" (Acme Ltd, 1,200.00 GBP, 31 March '
            "2026), but an active one has that name and another VAT number, GB999999973, and Xero allows "
            "a name once. It stands for another customer of Hubflo already, so it cannot be chosen. "
            "Another: `hubflo-xero contacts match Portraits --new --name ...`. Your answer is kept, and "
            "the invoice goes at once. [contact-name-taken]"
        ),
    ),
    (
        "contact-name-missing",
        {
            **WEBSITE,
            "invoice": "Portraits",
            "customer": "ada@home.example",
            "party": "person",
            "party_id": "1050",
            "person_id": "1050",
            "email": "ada@home.example",
            "proposed": "ada@home.example",
        },
        (
            '"Portraits" (ada@home.example, 1,200.00 GBP, 31 March 2026) is for somebody who has no name '
            "in Hubflo, only the email ada@home.example, and a contact in Xero needs one. What shall the "
            "contact be called? For example by the email: `hubflo-xero contacts match Portraits --new "
            "--name ada@home.example`. If they are in Xero already: the same with `--to` and the name in "
            "Xero in place of `--new ...`. Your answer is kept, and the invoice goes at once. "
            "[contact-name-missing]"
        ),
    ),
    (
        "contact-name-missing",
        {
            **WEBSITE,
            "invoice": "Portraits",
            "customer": "",
            "party": "person",
            "party_id": "1050",
            "person_id": "1050",
        },
        (
            '"Portraits" (1,200.00 GBP, 31 March 2026) is for somebody who has no name in Hubflo, and a '
            "contact in Xero needs one. What shall the contact be called? `hubflo-xero contacts match "
            "Portraits --new --name ...`. If they are in Xero already: the same with `--to` and the name "
            "in Xero in place of `--new ...`. Your answer is kept, and the invoice goes at once. "
            "[contact-name-missing]"
        ),
    ),
    (
        "contact-archived",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact": "Acme Ltd",
            "contact_id": "c-1",
            "count": "1",
            "candidates": "Acme Ltd <-> - (c-1)",
            "state": "archived",
            "restorable": "yes",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that is "Acme '
            'Ltd", which is archived, and no invoice can be made out to it. Restore it in Xero: Contacts,'
            " Archived, open the contact, Restore. Or bill another one: `hubflo-xero contacts match "
            "Retainer --to ...` with a contact of Xero, or `--new` to create one. Your answer is kept, "
            "and the invoice goes at once; if you restore the contact, by itself at our next look at "
            "Xero's contacts, within the hour. [contact-archived]"
        ),
    ),
    (
        "contact-archived",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact": "Acme Ltd",
            "contact_id": "c-1",
            "count": "1",
            "candidates": "Acme Ltd <-> - (c-1)",
            "state": "erasure-requested",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that is "Acme '
            'Ltd", whose data are to be erased, and no invoice can be made out to it. Say who is billed '
            "instead: `hubflo-xero contacts match Retainer --to ...` with a contact of Xero, or `--new` "
            "to create one. Your answer is kept, and the invoice goes at once. [contact-archived]"
        ),
    ),
    (
        "contact-archived",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact_id": "6d42f03b-181f-43e3-93fb-2025c012de92",
            "state": "absent",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that was a '
            "contact which is not there any more (6d42f03b-181f-43e3-93fb-2025c012de92). Say who is "
            "billed instead: `hubflo-xero contacts match Retainer --to ...` with a contact of Xero, or "
            "`--new` to create one. Your answer is kept, and the invoice goes at once. [contact-archived]"
        ),
    ),
    (
        "contact-merged",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact": "Acme Ltd",
            "contact_id": "c-1",
            "count": "1",
            "candidates": "Acme Ltd <-> - (c-1)",
            "into": "Acme Group Ltd",
            "into_id": "c-9",
            "into_state": "archived",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that was "Acme '
            'Ltd", which was merged into "Acme Group Ltd", which is archived. So we do not guess who is '
            "billed now. Say it: `hubflo-xero contacts match Retainer --to ...` with a contact of Xero, "
            "or `--new` to create one. Your answer is kept, and the invoice goes at once. "
            "[contact-merged]"
        ),
    ),
    (
        "contact-merged",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact": "Acme Ltd",
            "contact_id": "c-1",
            "into": "Acme Group Ltd",
            "into_id": "c-9",
            "into_state": "active",
            "taken_by": "77",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that was "Acme '
            'Ltd", which was merged into "Acme Group Ltd", and that one stands for another customer of '
            "Hubflo already. So we do not guess who is billed now. Say it: `hubflo-xero contacts match "
            "Retainer --to ...` with a contact of Xero, or `--new` to create one. Your answer is kept, "
            "and the invoice goes at once. [contact-merged]"
        ),
    ),
    (
        "contact-merged",
        {
            **WEBSITE,
            **RECIPIENT,
            "invoice": "Retainer",
            "contact": "Acme Ltd",
            "contact_id": "c-1",
            "into_id": "c-9",
            "into_state": "absent",
        },
        (
            '"Retainer" (Acme Ltd, 1,200.00 GBP, 31 March 2026) is for Acme Ltd. In Xero that was "Acme '
            'Ltd", which was merged into another contact, which we do not find in Xero. So we do not '
            "guess who is billed now. Say it: `hubflo-xero contacts match Retainer --to ...` with a "
            "contact of Xero, or `--new` to create one. Your answer is kept, and the invoice goes at "
            "once. [contact-merged]"
        ),
    ),
    (
        "contact-refused",
        {
            **WEBSITE,
            "invoice": "Retainer",
            "said": "The contact name must be specified.; The EmailAddress is not valid.",
        },
        (
            'Xero refused to create the contact "Acme Ltd" for "Retainer" (Acme Ltd, 1,200.00 GBP, 31 '
            'March 2026). Xero says: "The contact name must be specified. The EmailAddress is not valid".'
            " Correct the contact in Hubflo (Contacts or Companies) and use `hubflo-xero invoices retry "
            "Retainer`, or bill a contact that Xero has: `hubflo-xero contacts match Retainer --to ...`. "
            "Your answer is kept, and the invoice goes at once. [contact-refused]"
        ),
    ),
    (
        "recipient-missing",
        {**WEBSITE, "invoice": "Workshop", "customer": ""},
        (
            '"Workshop" (1,200.00 GBP, 31 March 2026) has no recipient in Hubflo, so we do not know whom '
            "to bill. Cancel it in Hubflo, duplicate it and issue the copy with a recipient, or say who "
            "it is in Xero: `hubflo-xero contacts match Workshop --to ...`. It then goes at once. If you "
            "cancel it in Hubflo, this message goes away by itself. [recipient-missing]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert cause_sentence(Cause(code=code, key="k", facts=facts), ZONE, now=NOON) == sentence
