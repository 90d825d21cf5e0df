"""What can go wrong with answers, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "zone-unknown",
        {},
        (
            "Xero does not say in which time zone these books are, so no invoice can be dated. Set it in "
            "Xero under Settings, General settings, Organisation settings; we read it again by ourselves. "
            "[zone-unknown]"
        ),
    ),
    (
        "invoice-cannot",
        {"stage": "linked", "what": "skip", "who": "person"},
        (
            "That cannot be done with this invoice as it stands now (in Xero, linked), and nothing was "
            "changed. `hubflo-xero invoices show INV` says where it stands and what fits. [invoice-cannot]"
        ),
    ),
    (
        "who-unknown",
        {"who": "Jane Smyth"},
        (
            'No contact in Xero has the name, email or id "Jane Smyth". `hubflo-xero contacts list` shows'
            " all that we have read; if it is new in Xero, run `hubflo-xero contacts import` first. "
            "[who-unknown]"
        ),
    ),
    (
        "who-several",
        {
            "who": "Jane Smith",
            "count": "2",
            "found": "Jane Smith <jane@smith.example> (c-1); Acme Ltd <-> (c-2)",
        },
        (
            '2 contacts in Xero fit "Jane Smith": Jane Smith, jane@smith.example (c-1); Acme Ltd (c-2). '
            "Say which one: use the id in brackets in place of the name. [who-several]"
        ),
    ),
    (
        "person-unknown",
        {"who": "Jane Smyth"},
        (
            'No contact in Hubflo has the name, email or id "Jane Smyth". Look it up in Hubflo under '
            "Contacts; if it is new there, run `hubflo-xero contacts import` first. [person-unknown]"
        ),
    ),
    (
        "person-several",
        {
            "who": "Jane Smith",
            "count": "2",
            "found": "Jane Smith <jane@smith.example> (1041); Jane Smith <-> (1077)",
        },
        (
            '2 contacts in Hubflo fit "Jane Smith": Jane Smith, jane@smith.example (1041); Jane Smith '
            "(1077). Say which one: use the id in brackets in place of the name. [person-several]"
        ),
    ),
    (
        "person-unknown",
        {"who": "Jane Smyth", "row": "12"},
        (
            'On line 12 of the file: No contact in Hubflo has the name, email or id "Jane Smyth". Look '
            "it up in Hubflo under Contacts; if it is new there, run `hubflo-xero contacts import` first."
            " [person-unknown]"
        ),
    ),
    (
        "company-unknown",
        {"who": "Acme"},
        (
            'No company in Hubflo has the name or id "Acme". Look it up in Hubflo under Companies; if it '
            "is new there, run `hubflo-xero contacts import` first. [company-unknown]"
        ),
    ),
    (
        "company-several",
        {"who": "Acme", "count": "2", "found": "Acme Ltd (11); Acme (12)"},
        (
            '2 companies in Hubflo fit "Acme": Acme Ltd (11); Acme (12). Say which one: use the id in '
            "brackets in place of the name. [company-several]"
        ),
    ),
    (
        "contact-forgotten",
        {"who": "6d42f03b-181f-43e3-93fb-2025c012de92"},
        (
            "This contact was forgotten on request (6d42f03b-181f-43e3-93fb-2025c012de92), so nothing can"
            " be answered for it. If it is needed in Hubflo after all, add it there yourself. "
            "[contact-forgotten]"
        ),
    ),
    (
        "contact-linked",
        {"who": "Acme Ltd", "to": "Jane Smith"},
        (
            '"Acme Ltd" from Xero is joined to Jane Smith in Hubflo already, and what is joined is not '
            'moved. `hubflo-xero contacts why "Acme Ltd"` shows since when and why. [contact-linked]'
        ),
    ),
    (
        "name-needs-two",
        {"name": "Cher"},
        (
            '"Cher" is one word, and Hubflo needs a first and a last name. Give both: `--name "Jane '
            'Smith"`. [name-needs-two]'
        ),
    ),
    (
        "answer-one",
        {},
        (
            "Say exactly one thing of the contact: `--to PERSON` if it is in Hubflo already, `--new` if "
            "not, or `--leave-out` to keep it out of Hubflo. [answer-one]"
        ),
    ),
    (
        "name-without-new",
        {},
        ("A name can be given to a new contact only: use `--name` together with `--new`. [name-without-new]"),
    ),
    (
        "review-one",
        {},
        (
            "Say which way: `hubflo-xero contacts review --out FILE.csv` writes the questions, "
            "`hubflo-xero contacts review --in FILE.csv` reads your answers. [review-one]"
        ),
    ),
    (
        "review-file",
        {"file": "questions.csv"},
        (
            "The file questions.csv cannot be read as questions with answers. It must be the one that "
            "`hubflo-xero contacts review --out FILE.csv` wrote, saved as CSV, with its first line as it "
            "was. [review-file]"
        ),
    ),
    (
        "review-answer",
        {"line": "4", "answer": "maybe"},
        (
            'Line 4 has an answer that we do not understand: "maybe". None of the answers was taken. '
            "Write `new`, `new: Jane Smith`, `leave out` or `link: jane@example.com`, or leave it empty. "
            "[review-answer]"
        ),
    ),
    (
        "review-letters",
        {"line": "4"},
        (
            "Line 4 has letters that are not UTF-8, so a name could come out wrong. None of the answers was "
            'taken. Save the file as "CSV UTF-8" and give it again. [review-letters]'
        ),
    ),
    (
        "review-twice",
        {"line": "4", "first": "2"},
        (
            "Lines 2 and 4 answer for the same contact, and not the same. None of the answers was taken. "
            "Leave one of the two. [review-twice]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
