"""What is asked about contacts, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import AGENCY, JANE, NOON, ZONE

SAMPLES = [
    (
        "email-other-name",
        {**AGENCY, "other": "Anna Cole", "other_id": "1041"},
        (
            '"Bright Agency Ltd" (Tom Reed) in Xero and Anna Cole in Hubflo have the same email, '
            "accounts@bright.example, but their names share no word. It may be one address for a whole "
            'office, so we do not guess who is who. Same person: `hubflo-xero contacts match "Bright Agency '
            'Ltd" --to "Anna Cole"`. Another person: the same with `--new` in place of `--to ...`; to keep '
            "the contact out of Hubflo: `--leave-out`. If the email is wrong, correct it in Xero (Contacts, "
            "open the contact, Edit) or in Hubflo (Contacts). Your answer is kept, and the contact goes with "
            "`hubflo-xero run`, or now with `hubflo-xero contacts import`; a correction we notice by "
            "ourselves, tonight at the latest. [email-other-name]"
        ),
    ),
    (
        "name-other-email",
        {**JANE, "other_email": "jane.smith@home.example", "other_id": "1041"},
        (
            "Jane Smith in Xero has the email jane@smith.example. Hubflo has a contact of the same name with "
            "another email, jane.smith@home.example. It may be one person with two addresses, or two people "
            'of one name, so we do not guess. Same person: `hubflo-xero contacts match "Jane Smith" --to '
            "jane.smith@home.example`. Another person: the same with `--new` in place of `--to ...`; to keep "
            "the contact out of Hubflo: `--leave-out`. Your answer is kept, and the contact goes with "
            "`hubflo-xero run`, or now with `hubflo-xero contacts import`. If you make the two emails the "
            "same in Xero or Hubflo instead, we notice it by ourselves, tonight at the latest. "
            "[name-other-email]"
        ),
    ),
    (
        "name-other-email",
        {
            "contact": "Smith Interiors",
            "contact_id": "6d42f03b-181f-43e3-93fb-2025c012de92",
            "person": "Jane Smith",
            "email": "jane@smith.example",
            "other_email": "jane@lark.example",
            "other_id": "",
        },
        (
            'Two customers in Xero are called Jane Smith: "Smith Interiors" (Jane Smith) with the email '
            "jane@smith.example, and another one with jane@lark.example, who comes over to Hubflo in this "
            "import. It may be one person with two addresses, or two people of one name, so we do not guess. "
            'Another person: `hubflo-xero contacts match "Smith Interiors" --new`. Same person: once the '
            'other one is in Hubflo, `hubflo-xero contacts match "Smith Interiors" --to jane@lark.example`. '
            "Your answer is kept, and the contact goes with `hubflo-xero run`, or now with `hubflo-xero "
            "contacts import`. If you make the two emails the same in Xero or Hubflo instead, we notice it "
            "by ourselves, tonight at the latest. [name-other-email]"
        ),
    ),
    (
        "person-ambiguous",
        {
            **JANE,
            "count": "2",
            "candidates": "Jane Smith <jane@smith.example> Acme Ltd (1041); Jane Smith <-> - (1077)",
        },
        (
            "2 contacts in Hubflo could be Jane Smith, jane@smith.example, from Xero: Jane Smith, "
            "jane@smith.example, Acme Ltd (1041); Jane Smith (1077). They fit equally well, so we will not "
            'choose for you. Say which one by the id in brackets: `hubflo-xero contacts match "Jane Smith" '
            "--to ID`. None of them: the same with `--new` in place of `--to ...`; to keep the contact out "
            "of Hubflo: `--leave-out`. Your answer is kept, and the contact goes with `hubflo-xero run`, or "
            "now with `hubflo-xero contacts import`. [person-ambiguous]"
        ),
    ),
    (
        "company-ambiguous",
        {**AGENCY, "count": "2", "candidates": "Bright Agency (31); Bright Agency Limited (48)"},
        (
            'Tom Reed of "Bright Agency Ltd" in Xero is not in Hubflo yet, and Hubflo has 2 companies that '
            "could be theirs: Bright Agency (31); Bright Agency Limited (48). They fit equally well, so we "
            "will not choose for you. Say which one by the id in brackets: `hubflo-xero contacts match "
            '"Bright Agency Ltd" --new --company ID`. To keep the contact out of Hubflo: `hubflo-xero '
            'contacts match "Bright Agency Ltd" --leave-out`. Your answer is kept, and the contact goes with '
            "`hubflo-xero run`, or now with `hubflo-xero contacts import`. If you give exactly one of them "
            "the name that Xero has in Hubflo, under Companies, we notice it by ourselves, tonight at the "
            "latest. [company-ambiguous]"
        ),
    ),
    (
        "email-on-several",
        {
            "email": "accounts@bright.example",
            "count": "3",
            "first": "Bright Agency Ltd",
            "contacts": "Bright Agency Ltd (Tom Reed); Lark & Sons (Ida Lark); O'Neill (Sean O'Neill)",
        },
        (
            "3 customers in Xero have the same email, accounts@bright.example: Bright Agency Ltd (Tom Reed); "
            "Lark & Sons (Ida Lark); O'Neill (Sean O'Neill). It may be one person with several companies, or "
            "one address for several people, so we do not guess. One person: `hubflo-xero contacts match "
            '"Bright Agency Ltd" --new` for the one whose company Hubflo shall show, and once that one is in '
            "Hubflo, for each of the others `hubflo-xero contacts match WHO --to accounts@bright.example`. A "
            "person each: `--new` for every one of them. Those to keep out of Hubflo: `--leave-out`. All in "
            "a spreadsheet: `hubflo-xero contacts review --out questions.csv`, and the same file with `--in` "
            "when it is filled in. Your answers are kept, and the contacts go with `hubflo-xero run`, or now "
            "with `hubflo-xero contacts import`. If you give them emails of their own in Xero (Contacts, "
            "open the contact, Edit), they go by themselves at our next look. [email-on-several]"
        ),
    ),
    (
        "person-gone",
        {**JANE, "other": "Jane Smythe"},
        (
            "Jane Smith from Xero was joined to Jane Smythe in Hubflo, who is not there any more. Say who it "
            'is now: `hubflo-xero contacts match "Jane Smith" --to ...` with another contact of Hubflo, or '
            "`--new` to create one; to keep it out of Hubflo: `--leave-out`. Your answer is kept, and the "
            "contact goes with `hubflo-xero run`, or now with `hubflo-xero contacts import`. If it is put "
            "back in Hubflo under the same id, it goes by itself tonight. [person-gone]"
        ),
    ),
    (
        "company-number-differs",
        {**AGENCY, "vat": "GB111", "other": "Bright Agency", "other_id": "31", "other_vat": "GB222"},
        (
            'Tom Reed of "Bright Agency Ltd" in Xero is not in Hubflo yet. Hubflo has a company of that '
            "name, Bright Agency (31), but with another VAT number: GB222 there, GB111 in Xero. It may be "
            "another company, or one of the numbers is wrong, so we do not guess. The same company: "
            '`hubflo-xero contacts match "Bright Agency Ltd" --new --company 31`. Another one: create it in '
            "Hubflo, and give its id in the same way. To keep the contact out of Hubflo: `--leave-out`. Your "
            "answer is kept, and the contact goes with `hubflo-xero run`, or now with `hubflo-xero contacts "
            "import`. If you correct the number in Xero or in Hubflo instead, we notice it by ourselves, "
            "tonight at the latest. [company-number-differs]"
        ),
    ),
    (
        "answer-without-company",
        {**JANE, "company_id": "77"},
        (
            "You answered for Jane Smith from Xero, but the Hubflo company that you named is not there any "
            'more. Answer again: `hubflo-xero contacts match "Jane Smith" --new --company ID` with another '
            "company, or without `--company`, and we choose by name. The contact goes with `hubflo-xero "
            "run`, or now with `hubflo-xero contacts import`. [answer-without-company]"
        ),
    ),
    (
        "answer-without-person",
        {"contact_id": "6d42f03b-181f-43e3-93fb-2025c012de92", "person_id": "1041"},
        (
            "You answered for a Xero contact (6d42f03b-181f-43e3-93fb-2025c012de92), but the Hubflo contact "
            "that you named is not in Hubflo any more. Answer again: `hubflo-xero contacts match "
            "6d42f03b-181f-43e3-93fb-2025c012de92 --to ...` with somebody else, or `--new`. The contact goes "
            "with `hubflo-xero run`, or now with `hubflo-xero contacts import`. If it is put back in Hubflo "
            "under the same id, it goes by itself tonight. [answer-without-person]"
        ),
    ),
    (
        "portal-refused",
        {**JANE, "said": "Email is invalid"},
        (
            'Hubflo refused Jane Smith, jane@smith.example, from Xero. It says: "Email is invalid". '
            "Correct the contact in Xero (Contacts, open the contact, Edit); we notice it at our next "
            "look and send it again by ourselves. To keep it out of Hubflo: `hubflo-xero contacts match "
            '"Jane Smith" --leave-out`. [portal-refused]'
        ),
    ),
    (
        "portal-refused",
        {**JANE, "said": ""},
        (
            "Hubflo refused Jane Smith, jane@smith.example, from Xero. It gave no reason. Correct the "
            "contact in Xero (Contacts, open the contact, Edit); we notice it at our next look and send "
            'it again by ourselves. To keep it out of Hubflo: `hubflo-xero contacts match "Jane Smith" '
            "--leave-out`. [portal-refused]"
        ),
    ),
    (
        "unexpected",
        {**JANE, "problem": "store-failed", "kind": "OperationalError"},
        (
            '"Jane Smith" could not be finished. Our own database did not answer as it should '
            "(OperationalError), and nothing was changed. Check that it runs, that the disk is not full "
            "and that the file may be written, then try again. All other contacts go on. It is tried "
            "again by itself every night, or at once with `hubflo-xero contacts import`. If it stays, "
            "`hubflo-xero doctor` says what is wrong with this installation. [unexpected: store-failed]"
        ),
    ),
    (
        "twin",
        {"name": "Jane Smith", "ids": "1041, 1042"},
        (
            'Hubflo has "Jane Smith" twice (1041, 1042). Our first attempt to create it got no answer and'
            " was not found for long enough, so we tried again; then the first one arrived after all. "
            '`hubflo-xero contacts why "Jane Smith"` shows which of the two is joined to Xero: keep that '
            "one and delete the other in Hubflo, under Contacts or Companies. We look every day, and once"
            " only one is left this closes by itself. [twin]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    cause = Cause(code=code, key=code, facts=facts)

    assert cause_sentence(cause, ZONE, now=NOON) == sentence
