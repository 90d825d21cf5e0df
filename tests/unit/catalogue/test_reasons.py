"""Why a contact stays in Xero only, and what two records have in common, word for word."""

import pytest

from domain.reasons import Reason
from entrypoints.catalogue import evidence_words, reason_label, reason_sentence, tax_rule_words

SAMPLES = [
    (
        "not-a-customer",
        {},
        "not a customer in Xero",
        (
            "This contact is not a customer in Xero. Xero marks a contact as customer by itself after its"
            " first sales invoice. You need not do anything: we look again every night. [not-a-customer]"
        ),
    ),
    (
        "merged",
        {"into": "6d42f03b-181f-43e3-93fb-2025c012de92"},
        "merged into another contact in Xero",
        (
            "This contact was merged into another one in Xero (6d42f03b-181f-43e3-93fb-2025c012de92). The"
            " other one counts, and comes over if it is a customer with an email and a full name. You "
            "need not do anything. [merged]"
        ),
    ),
    (
        "archived",
        {},
        "archived in Xero",
        (
            "This contact is archived in Xero. If it shall come over, restore it in Xero: Contacts, "
            "Archived, open the contact, Restore. It then comes over by itself at our next look. "
            "[archived]"
        ),
    ),
    (
        "erasure-requested",
        {},
        "erasure requested in Xero",
        (
            "In Xero this person has asked for their data to be erased, so we bring nothing of them to "
            "Hubflo. If that is a mistake, it can be undone in Xero only; we look again every night. "
            "[erasure-requested]"
        ),
    ),
    (
        "status-unknown",
        {},
        "status in Xero not known to us",
        (
            "Xero gives this contact a status that we do not know, so we leave it alone. If it looks "
            "active in Xero, install the newest version of hubflo-xero; we look again every night. "
            "[status-unknown]"
        ),
    ),
    (
        "no-email",
        {},
        "no email in Xero",
        (
            "This contact has no email in Xero, and Hubflo reaches people by email. Add one in Xero: "
            "Contacts, open the contact, Edit, Email of the primary person. It then comes over by itself "
            "at our next look. [no-email]"
        ),
    ),
    (
        "no-first-name",
        {},
        "no first name in Xero",
        (
            "This contact has no first name in Xero, and Hubflo needs one. Add it in Xero: Contacts, open"
            " the contact, Edit, First name of the primary person. It then comes over by itself at our "
            "next look. [no-first-name]"
        ),
    ),
    (
        "no-last-name",
        {},
        "no last name in Xero",
        (
            "This contact has no last name in Xero, and Hubflo needs one. Add it in Xero: Contacts, open "
            "the contact, Edit, Last name of the primary person. It then comes over by itself at our next"
            " look. [no-last-name]"
        ),
    ),
    (
        "forgotten",
        {},
        "forgotten on request",
        (
            "You asked us to forget this contact, and a forgotten contact never comes over again. If it "
            "is needed in Hubflo after all, add it there yourself. [forgotten]"
        ),
    ),
    (
        "left-out-by-you",
        {"by": "person:ada"},
        "left out by you",
        (
            "ada answered that this contact stays out of Hubflo. To change that, answer again: "
            "`hubflo-xero contacts match WHO --new`, or `--to ...` if it is in Hubflo already. It then "
            "comes over at once. [left-out-by-you]"
        ),
    ),
]


EVIDENCE = [
    ("email-and-name", {}, "same email and name"),
    ("email-and-company", {}, "same email and company"),
    ("email-and-number", {}, "same email, and same VAT or company number"),
    ("email-and-part-of-name", {}, "same email, and part of the name"),
    ("name-and-number", {}, "same name, and same VAT or company number"),
    ("name-and-other-email", {}, "same name, and an email of the same Xero contact"),
    ("billed-before", {"contact": "Acme Ltd"}, "billed so before"),
    ("name-alone", {}, "same name, and no email to compare"),
    ("our-mark", {"company": "Acme Ltd"}, "our own mark in Xero"),
    ("your-answer", {}, "your answer"),
    ("your-answer", {"by": "person:ada", "person": "Jane Smith"}, "answer of ada"),
    ("nobody-like-them", {}, "nobody like them in Hubflo"),
    ("number-alone", {"contact": "Acme Ltd", "contact_id": "c-1"}, "same VAT or company number"),
    ("person-joined", {"contact": "Acme Ltd"}, "joined to the same person in Hubflo before"),
    ("merged-into", {"contact": "Acme Group", "from": "Acme Ltd"}, '"Acme Ltd" was merged into it in Xero'),
    ("merged-into", {}, "another contact was merged into it in Xero"),
    ("answered-by-you", {}, "your answer"),
    ("created-by-us", {}, "created by us"),
    ("none", {}, "no evidence noted"),
    ("moon-phase", {}, "other evidence (moon-phase)"),
]


@pytest.mark.parametrize(("code", "facts", "label", "sentence"), SAMPLES)
def test_the_reason(code: str, facts: dict[str, str], label: str, sentence: str) -> None:
    assert reason_label(code) == label
    assert reason_sentence(Reason(code=code, facts=facts)) == sentence


@pytest.mark.parametrize(("code", "facts", "words"), EVIDENCE)
def test_the_evidence(code: str, facts: dict[str, str], words: str) -> None:
    assert evidence_words(Reason(code=code, facts=facts)) == words


def test_a_reason_of_a_newer_version_says_its_code() -> None:
    assert reason_label("left-the-planet") == "another reason (left-the-planet)"
    assert reason_sentence(Reason(code="left-the-planet")).endswith("to read it. [left-the-planet]")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("answer-for-invoice", "your answer for this invoice"),
        ("answer-for-customer", "your answer for this customer"),
        ("contact-default", "the customer's own sales tax in Xero"),
        ("connection-rule", "your rule for lines like it"),
        ("account-tax", "the tax of the account in Xero"),
        ("rate-alone", "the only sales tax in Xero with that rate"),
        ("pays-no-tax", "no tax, because your organisation pays none in Xero"),
        ("no-money", "the account's own tax, because the line carries no money"),
        ("tea-leaves", "another rule (tea-leaves)"),
    ],
)
def test_the_rule_that_decided_a_tax(rule: str, words: str) -> None:
    assert tax_rule_words(rule) == words
