"""Whom an invoice is for: finding, making and, without meaning to, rewriting contacts; the customer flag."""

from typing import Any

import pytest

from adapters.sandbox import xero
from tests.unit.sandbox_xero_invoices.books import Books, books, line

NOT_ACTIVE = "The contact cannot be used because it is not active."
PERSONS = [{"FirstName": "A", "EmailAddress": "a@client.example"}, {"FirstName": "B"}]


def contact_of(made: Books, **contact: Any) -> str:
    contact_id: str = made.create(Contact=contact)["Contact"]["ContactID"]
    return contact_id


def test_an_id_alone_changes_nothing_of_the_contact_but_the_flag() -> None:
    made = books()
    before = made.contact(made.contact_id)
    made.later(seconds=1)
    made.create()
    after = made.contact(made.contact_id)
    assert {name for name in after if after[name] != before.get(name)} == {"IsCustomer", "Balances"}


def test_more_than_the_id_is_applied_and_drops_the_contact_persons() -> None:
    made = books()
    xero.edit_contact(made.state, made.tenant_id, made.contact_id, made.now, ContactPersons=PERSONS)
    contact_of(made, ContactID=made.contact_id, Name="Renamed", FirstName="Eve")
    row = made.contact(made.contact_id)
    assert (row["Name"], row["FirstName"], row["ContactPersons"]) == ("Renamed", "Eve", [])
    change = next(one for one in made.state.changes if one.who == "api")
    assert (change.kind, set(change.fields)) == ("Contact", {"Name", "FirstName", "ContactPersons"})


def test_persons_that_are_listed_stay() -> None:
    made = books()
    xero.edit_contact(made.state, made.tenant_id, made.contact_id, made.now, ContactPersons=PERSONS)
    contact_of(made, ContactID=made.contact_id, ContactPersons=PERSONS[:1])
    assert made.contact(made.contact_id)["ContactPersons"] == PERSONS[:1]


def test_read_only_fields_beside_the_id_do_no_harm() -> None:
    made = books()
    xero.edit_contact(made.state, made.tenant_id, made.contact_id, made.now, ContactPersons=PERSONS)
    contact_of(made, ContactID=made.contact_id, IsCustomer=False, HasAttachments=False, Name=None)
    assert made.contact(made.contact_id)["ContactPersons"] == PERSONS


def test_a_rename_onto_another_contact_is_refused() -> None:
    made = books()
    made.add(Name="Other")
    sentence = made.refusal(Contact={"ContactID": made.contact_id, "Name": "Other"})[0]
    assert sentence.startswith("The contact name Other is already assigned")


@pytest.mark.parametrize(
    ("kind", "account", "sentence"),
    [("ACCREC", "200", "Contact cannot be empty."), ("ACCPAY", "400", "Paid to name cannot be empty.")],
)
def test_an_id_with_an_empty_name_is_refused(kind: str, account: str, sentence: str) -> None:
    made = books()
    contact = {"ContactID": made.contact_id, "Name": ""}
    assert made.refusal(Type=kind, Contact=contact, LineItems=[line(AccountCode=account)]) == [sentence]


def test_an_unknown_id_is_refused() -> None:
    unknown = {"ContactID": "00000000-0000-0000-0000-00000000000a"}
    assert books().refusal(Contact=unknown) == [
        "The contact with the specified contact details has not been found."
    ]


def test_a_name_alone_uses_the_contact_that_has_it() -> None:
    made = books()
    assert contact_of(made, Name="client ltd") == made.contact_id
    assert made.contact(made.contact_id)["Name"] == "Client Ltd"


def test_a_name_that_nobody_has_makes_a_contact() -> None:
    made = books()
    new = contact_of(made, Name="New Client", EmailAddress="n@new.example", ContactNumber="H-1")
    row = made.contact(new)
    assert (row["Name"], row["EmailAddress"], row["IsCustomer"]) == ("New Client", "n@new.example", True)
    assert contact_of(made, Name="New Client") == new


def test_a_number_finds_the_contact_before_the_name_does() -> None:
    made = books()
    numbered = made.add(Name="Numbered", ContactNumber="H-1")
    assert contact_of(made, ContactNumber="H-1") == numbered
    assert made.contact(numbered)["Name"] == "Numbered"


def test_a_name_of_an_archived_contact_makes_another() -> None:
    made = books()
    old = made.add(Name="Old", ContactStatus="ARCHIVED")
    assert contact_of(made, Name="Old") != old


@pytest.mark.parametrize("act", [xero.archive_contact, xero.gdpr_request])
@pytest.mark.parametrize("key", ["ContactID", "ContactNumber"])
def test_a_contact_that_is_not_active_is_refused(act: Any, key: str) -> None:
    made = books()
    contact_id = made.add(Name="Gone", ContactNumber="H-1")
    act(made.state, made.tenant_id, contact_id, made.now)
    contact = {"ContactID": contact_id} if key == "ContactID" else {"ContactNumber": "H-1"}
    assert made.refusal(Contact=contact) == [NOT_ACTIVE]


def test_two_invoices_for_one_new_name_share_the_contact() -> None:
    made = books()
    made.invoices("PUT", *[made.draft(Contact={"Name": "New"}) for _ in range(2)])
    assert len({row["Contact"]["ContactID"] for row in made.rows()}) == 1


def test_an_update_may_name_another_contact_and_an_empty_one_is_none() -> None:
    made = books()
    invoice_id, other = made.create()["InvoiceID"], made.add(Name="Other")
    assert made.update(invoice_id, Contact={}).status == 200
    assert made.invoice(invoice_id)["Contact"]["ContactID"] == made.contact_id
    made.update(invoice_id, Contact={"ContactID": other})
    assert made.invoice(invoice_id)["Contact"]["Name"] == "Other"
    assert made.contact(other)["IsCustomer"] is True


def test_the_flag_flips_without_a_new_time_of_update_so_a_pull_does_not_see_it() -> None:
    made = books()
    made.later(seconds=10)
    since = {"if-modified-since": f"{made.now:%Y-%m-%dT%H:%M:%S}"}
    made.later(seconds=10)
    made.create()
    assert made.contact(made.contact_id)["IsCustomer"] is True
    assert made.names(since) == []


def test_whether_the_flip_moves_the_time_of_update_is_a_switch() -> None:
    made = books(customer_flag_bumps_updated=True)
    made.later(seconds=10)
    since = {"if-modified-since": f"{made.now:%Y-%m-%dT%H:%M:%S}"}
    made.later(seconds=10)
    made.create()
    assert made.names(since) == ["Client Ltd"]


@pytest.mark.parametrize(
    ("switch", "flags"),
    [("DRAFT", [True, True, True]), ("SUBMITTED", [False, True, True]), ("AUTHORISED", [False, False, True])],
)
def test_from_which_status_on_an_invoice_counts_is_a_switch(switch: str, flags: list[bool]) -> None:
    made = books(customer_from=switch)
    invoice_id = made.create(Status="DRAFT")["InvoiceID"]
    found = [made.contact(made.contact_id)["IsCustomer"]]
    for status in ("SUBMITTED", "AUTHORISED"):
        made.update(invoice_id, Status=status)
        found.append(made.contact(made.contact_id)["IsCustomer"])
    assert found == flags


def test_the_flip_is_written_down_as_xeros_own_and_once() -> None:
    made = books()
    made.create()
    made.create()
    flips = [change for change in made.state.changes if change.kind == "Contact"]
    assert [(flip.who, flip.fields) for flip in flips] == [("xero", {"IsCustomer": (False, True)})]


def test_the_flag_stays_when_the_invoice_goes() -> None:
    made = books()
    made.update(made.create()["InvoiceID"], Status="DELETED")
    assert made.contact(made.contact_id)["IsCustomer"] is True


def test_a_merge_takes_the_invoices_along() -> None:
    made = books()
    invoice_id, kept = made.create()["InvoiceID"], made.add(Name="Kept")
    xero.merge_contacts(made.state, made.tenant_id, made.contact_id, kept, made.now)
    assert made.invoice(invoice_id)["Contact"]["Name"] == "Kept"
    assert made.contact(kept)["IsCustomer"] is True
