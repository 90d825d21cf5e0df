"""Contacts made and looked for by the Xero adapter over the sandbox."""

from typing import Any

import pytest

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import FaultKind
from domain.contact import Address, ContactState, LedgerContact
from domain.drafts import LedgerContactDraft, Refusal
from domain.errors import OutcomeUnknown
from domain.ids import DispatchId
from tests.contracts.xero_scene import Scene, connected
from tests.unit.xero_adapter.drafts import customer, draft

BOTH = [True, False]


def send(made: Scene, *drafts: LedgerContactDraft, dispatch: str = "contacts-1") -> Any:
    """In one dispatch."""
    envelope = made.ledger.contacts_envelope(drafts)
    return made.ledger.send_contacts(envelope, drafts, dispatch_id=DispatchId(dispatch))


def test_a_new_contact_arrives_whole_and_can_be_invoiced() -> None:
    made = connected()
    one = customer(
        "party-1",
        name="Zoë & Co",
        first_name="Zoë",
        last_name="Ash",
        email="zoe@ash.example",
        phone="+33 1 23 45 67 89",
        tax_number="FR12345678901",
        address=Address(street="1 rue Haute", city="Lyon", postal_code="69001", country="France"),
    )

    contact = send(made, one)["party-1"]
    (document,) = made.made(draft(contact_id=contact.id))

    assert (contact.name, contact.number, contact.email) == ("Zoë & Co", "party-1", "zoe@ash.example")
    assert (contact.phone, contact.tax_number, contact.address) == (
        "+33 1 23 45 67 89",
        "FR12345678901",
        one.address,
    )
    assert (document.contact_id, document.contact_name) == (contact.id, "Zoë & Co")
    assert made.all_contacts()[contact.id].person_name == "Zoë Ash"


@pytest.mark.parametrize("summarizes", BOTH)
@pytest.mark.parametrize("key", ["Message", "Description"])
def test_who_is_there_already_is_told_and_the_others_are_made(summarizes: bool, key: str) -> None:
    made = connected(summarize_errors_default=summarizes, validation_message_key=key)
    made.contact(Name="Acme", ContactNumber="party-9")

    answers = send(
        made,
        customer("party-1", name="Acme"),
        customer("party-2", name="Fine"),
        customer("party-9", name="Acme of another kind"),
        customer("party-4", name="Acme", email="no email"),
    )

    assert isinstance(answers["party-2"], LedgerContact)
    assert [answers[number].is_taken for number in ("party-1", "party-9", "party-4")] == [True, True, False]
    assert len(made.all_contacts()) == 2


@pytest.mark.parametrize("cleans", BOTH)
def test_a_name_with_odd_spaces_and_signs_is_taken(cleans: bool) -> None:
    made = connected(names_are_cleaned=cleans)

    contact = send(made, customer("party-1", name="  A <b>   Ltd "))["party-1"]

    assert contact.name == "A b Ltd"


@pytest.mark.parametrize("unarchives", BOTH)
def test_an_archived_one_is_found_by_name_number_and_email_and_stays_archived(unarchives: bool) -> None:
    made = connected(unarchive_by_api=unarchives)
    old = made.contact(Name="Old Acme", ContactNumber="party-1", EmailAddress="old@acme.example")
    made.act(sandbox.archive_contact, old)

    for text in ("old acme", "party-1", "OLD@acme.example"):
        (found,) = made.ledger.contacts_like(text)
        assert (found.id, found.state) == (old, ContactState.ARCHIVED)
    again = send(made, customer("party-1", name="New name"))["party-1"]
    named = send(made, customer("party-2", name="Old Acme"), dispatch="contacts-2")["party-2"]

    assert again == Refusal(sentences=again.sentences, is_taken=True)
    assert isinstance(named, LedgerContact)
    assert made.all_contacts()[old].state is ContactState.ARCHIVED


def test_a_contact_that_was_merged_says_into_whom() -> None:
    made = connected()
    old, kept = made.contact(Name="Twin"), made.contact(Name="Twin Ltd")
    sandbox.merge_contacts(made.world.xero, made.tenant_id, old, kept, made.clock.now())

    found = {one.id: one for one in made.ledger.contacts_like("twin")}

    assert found.keys() == {old, kept}
    assert found[old].merged_into == kept  # type: ignore[index]  # None fails the test


@pytest.mark.parametrize("seconds", [0, 360, 86_400])
def test_a_lost_answer_is_unknown_and_the_number_finds_the_contact(seconds: int) -> None:
    made = connected(idempotency_seconds=seconds)
    made.strike(FaultKind.LOST_AFTER, "/Contacts", method="PUT")

    with pytest.raises(OutcomeUnknown):
        send(made, customer("party-1"))

    (found,) = made.ledger.contacts_like("party-1")
    assert found.number == "party-1"
    assert send(made, customer("party-1"), dispatch="contacts-2")["party-1"].is_taken
    assert len(made.all_contacts()) == 1
