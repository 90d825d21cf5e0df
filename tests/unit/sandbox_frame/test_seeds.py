"""The seeded firm holds every case it promises, on both sides."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from adapters.sandbox import observe
from adapters.sandbox.seeds import Firm, crowd, firm
from adapters.sandbox.world import World
from tests.unit.sandbox_frame.town import START


def seeded() -> tuple[World, Firm, dict[str, Any], dict[str, Any]]:
    """The firm, its ledger contacts by label, and its Hubflo contacts by label."""
    world = World(now=lambda: START)
    one = firm(world, START)
    contacts = observe.records(world, "xero")[one.tenant_id]["contacts"]
    people = observe.records(world, "hubflo")[one.organization_id]["contacts"]
    return (
        world,
        one,
        {label: contacts[contact_id] for label, contact_id in one.ledger.items()},
        {label: people[person_id] for label, person_id in one.people.items()},
    )


def absent(contact: dict[str, Any], field: str) -> bool:
    return not (contact.get(field) or "").strip()


def test_every_reason_given_is_true_and_none_is_forgotten() -> None:
    _, one, ledger, _ = seeded()
    checks: dict[str, Callable[[dict[str, Any]], bool]] = {
        "not a customer": lambda contact: not contact["IsCustomer"],
        "archived": lambda contact: contact["ContactStatus"] == "ARCHIVED",
        "gdpr request": lambda contact: contact["ContactStatus"] == "GDPRREQUEST",
        "merged": lambda contact: "MergedToContactID" in contact,
        "no email": lambda contact: absent(contact, "EmailAddress"),
        "no first name": lambda contact: absent(contact, "FirstName"),
        "no last name": lambda contact: absent(contact, "LastName"),
    }

    found = {
        label: frozenset(reason for reason, holds in checks.items() if holds(contact))
        for label, contact in ledger.items()
    }

    assert {label: reasons for label, reasons in found.items() if reasons} == one.left_out
    alone = {next(iter(reasons)) for reasons in one.left_out.values() if len(reasons) == 1}
    assert alone | {"merged"} == checks.keys()
    assert max(len(reasons) for reasons in one.left_out.values()) >= 5


def test_who_is_left_out_is_expected_to_be() -> None:
    _, one, _, _ = seeded()

    assert {label for label, what in one.expected.items() if what == "left out"} == one.left_out.keys()
    assert Counter(one.expected.values()).keys() == {
        "created",
        "linked",
        "asked",
        "left out",
        "created or linked",
    }
    assert 55 <= len(one.ledger) <= 70
    assert 20 <= len(one.people) + len(one.companies) <= 35


def test_missing_null_empty_and_blank_are_all_there() -> None:
    _, _, ledger, _ = seeded()

    assert "FirstName" not in ledger["no-first-name"]
    assert ledger["blank-first-name"]["FirstName"] == " "
    assert ledger["empty-email"]["EmailAddress"] == ""
    assert ledger["blank-email"]["EmailAddress"] == "   "


def test_active_names_differ_as_xero_demands() -> None:
    _, _, ledger, _ = seeded()
    names = sorted(
        contact["Name"].casefold() for contact in ledger.values() if contact["ContactStatus"] == "ACTIVE"
    )

    assert not [one for one, next_one in pairwise(names) if one == next_one]
    assert ledger["archived-namesake"]["Name"] == ledger["archived-same-name"]["Name"]


def test_each_case_of_evidence_has_its_other_half() -> None:
    _, _, ledger, people = seeded()

    def emails(label: str) -> tuple[str, str | None]:
        return ledger[label]["EmailAddress"], people[label]["email"]

    assert emails("email-and-name")[0] == emails("email-and-name")[1]
    assert emails("email-in-other-case")[0] != emails("email-in-other-case")[1]
    assert emails("email-in-other-case")[0].lower() == emails("email-in-other-case")[1]
    assert people["double-spaces"]["full_name"] != ledger["double-spaces"]["Name"]
    assert emails("name-and-no-email-there")[1] is None
    assert emails("name-other-email")[0] != emails("name-other-email")[1]
    assert emails("email-and-no-word")[0] == emails("email-and-no-word")[1]
    assert people["several-emails-other"]["email"] == ledger["several-emails-one-name"]["EmailAddress"]
    shared = {ledger[f"shared-email-{number}"]["EmailAddress"].lower() for number in (1, 2, 3)}
    assert len(shared) == 1
    assert people["legal-form"]["company_name"] != ledger["legal-form"]["Name"]


def test_numbers_of_companies_agree_where_names_do_not() -> None:
    world, one, ledger, _ = seeded()
    companies = observe.records(world, "hubflo")[one.organization_id]["companies"]
    peak, riverside = (companies[one.companies[label]] for label in ("peak", "riverside"))

    assert peak["vat_number"].replace(" ", "") == ledger["vat-number"]["TaxNumber"]
    assert riverside["siret"] == ledger["company-number"]["CompanyNumber"]
    assert {peak["name"], riverside["name"]}.isdisjoint(contact["Name"] for contact in ledger.values())


def test_names_hold_what_is_hard_to_print_and_to_look_up() -> None:
    _, _, ledger, _ = seeded()

    assert '"' in ledger["quotes"]["Name"]
    assert ledger["formula"]["Name"].startswith("=")
    assert "[bold]" in ledger["markup"]["Name"]
    assert 100 < len(ledger["long"]["Name"]) <= 255
    assert len(ledger["contact-persons"]["ContactPersons"]) == 2


def test_every_email_is_invented() -> None:
    _, _, ledger, people = seeded()
    emails = [contact["EmailAddress"].strip().lower() for contact in ledger.values()]
    emails += [person["email"].lower() for person in people.values() if person["email"]]

    assert all(email.endswith((".example", "@example.com")) for email in emails if email)


def test_a_crowd_is_counted_as_it_stands_in_the_books() -> None:
    world = World(now=lambda: START)
    seeded_crowd = crowd(world, 2000, START, seed=4)

    contacts = observe.records(world, "xero")[seeded_crowd.tenant_id]["contacts"].values()
    eligible = [
        contact
        for contact in contacts
        if contact["IsCustomer"]
        and contact["ContactStatus"] == "ACTIVE"
        and not any(absent(contact, field) for field in ("EmailAddress", "FirstName", "LastName"))
    ]

    assert len(contacts) == 2000
    assert len(eligible) == seeded_crowd.eligible
    assert len(eligible) + seeded_crowd.left_out.total() == 2000
    assert len(seeded_crowd.left_out) == 5
    assert len({contact["Name"] for contact in contacts}) == 2000


def test_a_crowd_follows_from_its_seed() -> None:
    def counts(seed: int) -> Counter[str]:
        return crowd(World(now=lambda: START), 300, START, seed=seed).left_out

    assert counts(1) == counts(1) != counts(2)
