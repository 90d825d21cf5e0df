"""What people do in Xero's screens, and that nothing depends on anything but state, request and time."""

from collections.abc import Iterator

import pytest

from adapters.sandbox import xero
from adapters.sandbox.http import Request
from adapters.sandbox.xero.contacts.book import ContactBook
from adapters.sandbox.xero.contacts.record import Contact
from tests.unit.sandbox_xero.firm import START, Firm, firm


def test_a_name_that_no_contact_has_is_refused() -> None:
    with pytest.raises(ValueError, match="no field Email"):
        firm().add(Name="A", Email="x")


def test_the_customer_flag_is_not_edited() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    with pytest.raises(ValueError, match="make_customer"):
        xero.edit_contact(made.state, made.tenant_id, contact_id, made.now, IsCustomer=True)


def test_a_gdpr_request_shows_in_the_status() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    xero.gdpr_request(made.state, made.tenant_id, contact_id, made.now)
    assert made.contact(contact_id)["ContactStatus"] == "GDPRREQUEST"


def test_restoring_brings_a_contact_back_into_the_list() -> None:
    made = firm()
    contact_id = made.add(Name="A", ContactStatus="ARCHIVED")
    xero.restore_contact(made.state, made.tenant_id, contact_id, made.now)
    assert made.names() == ["A"]


def test_an_edit_with_none_empties_the_field() -> None:
    made = firm()
    contact_id = made.add(Name="A", FirstName="Ann")
    xero.edit_contact(made.state, made.tenant_id, contact_id, made.now, FirstName=None)
    assert made.contact(contact_id)["FirstName"] == ""


def test_an_edit_shows_in_a_page_that_was_read_before() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    assert made.names() == ["A"]
    xero.edit_contact(made.state, made.tenant_id, contact_id, made.now, Name="B")
    assert made.names() == ["B"]


def test_becoming_a_customer_shows_in_a_page_that_was_read_before() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    made.contact(contact_id)
    xero.make_customer(made.state, made.tenant_id, contact_id, made.now)
    assert made.contact(contact_id)["IsCustomer"] is True


def test_an_id_can_be_given_once() -> None:
    made = firm()
    contact_id = made.add(Name="A")
    with pytest.raises(ValueError, match="already"):
        made.add(contact_id=contact_id, Name="B")


def test_settings_acts_are_written_down() -> None:
    made = firm()
    xero.edit_organisation(made.state, made.tenant_id, made.now, Name="Acme Group")
    xero.archive_account(made.state, made.tenant_id, "200", made.now)
    xero.edit_tax_rate(made.state, made.tenant_id, "OUTPUT2", made.now, Status="DELETED")
    assert [(one.kind, one.who) for one in made.state.changes] == [
        ("Organisation", "person"),
        ("Account", "person"),
        ("TaxRate", "person"),
    ]


def story(made: Firm) -> list[bytes]:
    made.put({"Name": "A"}, {"Name": "B"})
    answers = [made.get("Contacts", page="1"), made.get("Accounts"), made.get("Organisation")]
    return [answer.body for answer in answers]


def test_equal_stories_give_equal_bytes() -> None:
    assert story(firm()) == story(firm())


def test_another_seed_gives_other_ids() -> None:
    one, two = xero.XeroState(seed=1), xero.XeroState(seed=2)
    names = [xero.add_organisation(state, name="A", now=START) for state in (one, two)]
    assert names[0] != names[1]


def test_requests_between_do_not_change_the_ids_of_contacts() -> None:
    quiet, busy = firm(), firm()
    busy.get("Organisation")
    assert quiet.add(Name="A") == busy.add(Name="A")


def test_a_time_without_zone_is_refused() -> None:
    made = firm()
    with pytest.raises(ValueError, match="time zone"):
        xero.answer(made.state, Request(method="GET", path="/"), START.replace(tzinfo=None))


def test_the_log_holds_what_was_asked_and_answered() -> None:
    made = firm()
    made.get("Contacts", page="2")
    call = made.state.calls[-1]
    assert (call.method, call.path, call.query) == ("GET", "/api.xro/2.0/Contacts", (("page", "2"),))
    assert (call.tenant_id, call.client_id, call.status) == (made.tenant_id, made.app.client_id, 200)


def test_pages_of_a_large_organisation_stay_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is cut from an index: after the first one nobody goes over all contacts any more."""
    made = firm()
    for number in range(25):
        made.add(Name=f"Contact {number}")
    walks, everybody = list[ContactBook](), ContactBook.__iter__

    def walked(book: ContactBook) -> Iterator[Contact]:
        walks.append(book)
        return everybody(book)

    monkeypatch.setattr(ContactBook, "__iter__", walked)
    pages = [made.names(page=page, pageSize="10", order="ContactID") for page in ("1", "2", "3")]

    assert ([len(page) for page in pages], len(walks)) == ([10, 10, 5], 1)
