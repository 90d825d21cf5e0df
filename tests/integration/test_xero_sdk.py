"""Xero's official SDK, a client that we did not write, works against the sandbox over real HTTP.

It is told where Xero is, and nothing else about the sandbox.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from xero_python.accounting import Address, Contact, Contacts, Phone
from xero_python.api_client.oauth2 import TokenApi
from xero_python.exceptions import AccountingBadRequestException, HTTPStatusException, RateLimitException

from adapters.sandbox import xero
from adapters.sandbox.asgi import xero_app
from adapters.sandbox.world import World
from tests.integration.sdk import REDIRECT, Client
from tests.integration.serving import served

LONG_AGO = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A British firm of 150 customers, 30 suppliers and 3 archived contacts, connected to the SDK's app."""
    world = World()
    app = xero.register_app(world.xero, redirect_uris=[REDIRECT], kind="web")
    tenant_id = xero.add_organisation(world.xero, name="Moss & Daughters", country="GB", now=LONG_AGO)
    for number in range(180):
        xero.add_contact(
            world.xero,
            tenant_id,
            LONG_AGO + timedelta(days=number),
            Name=f"Contact {number:03}",
            FirstName="Ada",
            LastName=f"Moss {number}",
            EmailAddress=f"c{number}@example.com",
            IsCustomer=number < 150,
            IsSupplier=number >= 150,
        )
    for number in range(3):
        xero.add_contact(world.xero, tenant_id, LONG_AGO, Name=f"Gone {number}", ContactStatus="ARCHIVED")
    with served(xero_app(world)) as base:
        monkeypatch.setattr(TokenApi, "refresh_token_url", f"{base}/connect/token")
        client = Client(world, app, tenant_id, base)
        yield client
        client.api.rest_client.pool_manager.clear()


def test_it_reads_its_connections(client: Client) -> None:
    [connection] = client.identity.get_connections()

    assert connection.tenant_id == client.tenant_id
    assert connection.tenant_type == "ORGANISATION"
    assert connection.tenant_name == "Moss & Daughters"


def test_it_refreshes_a_token_that_has_ended_and_goes_on(client: Client) -> None:
    first = client.token
    client.token = {**first, "expires_at": 1.0}

    [organisation] = client.accounting.get_organisations(client.tenant_id).organisations

    assert organisation.name == "Moss & Daughters"
    assert client.token["access_token"] != first["access_token"]
    assert client.token["refresh_token"] != first["refresh_token"]
    assert client.token["expires_at"] > datetime.now(UTC).timestamp() + 1700


def test_a_token_that_is_no_good_is_its_own_exception(client: Client) -> None:
    client.token = {**client.token, "access_token": "a.b.c", "expires_at": None}

    with pytest.raises(HTTPStatusException) as refused:
        client.contacts(page=1)

    assert refused.value.status == 401


def test_a_dead_refresh_token_is_refused(client: Client) -> None:
    client.token = {**client.token, "refresh_token": "dead", "expires_at": 1.0}

    with pytest.raises(HTTPStatusException) as refused:
        client.contacts(page=1)

    assert refused.value.status == 400
    assert b"invalid_grant" in refused.value.body


def test_it_reads_the_organisation(client: Client) -> None:
    [organisation] = client.accounting.get_organisations(client.tenant_id).organisations

    assert organisation.base_currency.value == "GBP"
    assert organisation.country_code.value == "GB"
    assert organisation.is_demo_company is False
    assert organisation.created_date_utc.date() == LONG_AGO.date()


def test_it_reads_what_the_user_may_do(client: Client) -> None:
    actions = client.accounting.get_organisation_actions(client.tenant_id).actions

    assert {action.status for action in actions} <= {"ALLOWED", "NOT-ALLOWED"}
    assert "CreateApprovedInvoice" in {action.name for action in actions}


def test_it_reads_accounts(client: Client) -> None:
    accounts = client.accounting.get_accounts(client.tenant_id, where='Status=="ACTIVE"').accounts

    sales = next(account for account in accounts if account.code == "200")
    assert (sales.name, sales._class, sales.status) == ("Sales", "REVENUE", "ACTIVE")
    assert {account.type.value for account in accounts} >= {"BANK", "REVENUE"}


def test_it_reads_tax_rates(client: Client) -> None:
    rates = {rate.tax_type: rate for rate in client.accounting.get_tax_rates(client.tenant_id).tax_rates}

    assert rates["OUTPUT2"].effective_rate == Decimal(20)
    assert rates["OUTPUT2"].can_apply_to_revenue is True
    assert rates["NONE"].status == "ACTIVE"


def test_it_reads_currencies(client: Client) -> None:
    currencies = client.accounting.get_currencies(client.tenant_id).currencies

    assert {currency.code.value for currency in currencies} >= {"GBP"}


def test_it_reads_all_contacts_page_by_page(client: Client) -> None:
    sizes, seen = [], set()
    for page in (1, 2, 3):
        answer = client.accounting.get_contacts(
            client.tenant_id, page=page, page_size=100, order="ContactID", include_archived=True
        )
        sizes.append(len(answer.contacts))
        seen |= {contact.contact_id for contact in answer.contacts}
        assert (answer.pagination.item_count, answer.pagination.page_count) == (183, 2)

    assert sizes == [100, 83, 0]
    assert len(seen) == 183


def test_it_reads_every_field_of_a_contact(client: Client) -> None:
    [contact] = client.contacts(where='EmailAddress="c7@example.com"', page=1)

    assert (contact.name, contact.first_name, contact.last_name) == ("Contact 007", "Ada", "Moss 7")
    assert contact.contact_status == "ACTIVE"
    assert (contact.is_customer, contact.is_supplier) == (True, False)
    assert contact.updated_date_utc == LONG_AGO + timedelta(days=7)
    assert {address.address_type for address in contact.addresses} == {"STREET", "POBOX"}
    assert {phone.phone_type for phone in contact.phones} == {"DDI", "DEFAULT", "FAX", "MOBILE"}
    assert contact.balances.accounts_receivable.outstanding == Decimal(0)


def test_archived_contacts_come_when_asked_for(client: Client) -> None:
    without = client.contacts(page=1, page_size=1000)
    everyone = client.contacts(page=1, page_size=1000, include_archived=True)

    assert (len(without), len(everyone)) == (180, 183)


def test_a_condition_chooses(client: Client) -> None:
    found = client.contacts(where="IsSupplier==true", page=1, page_size=1000)

    assert len(found) == 30
    assert {contact.is_customer for contact in found} == {False}


def test_a_condition_that_cannot_be_read_is_its_own_exception(client: Client) -> None:
    with pytest.raises(AccountingBadRequestException) as refused:
        client.contacts(where="NoSuchField==1")

    assert refused.value.error_data["Type"] == "QueryParseException"


def test_what_changed_since_then_comes(client: Client) -> None:
    since = LONG_AGO + timedelta(days=170)
    xero.edit_contact(
        client.world.xero,
        client.tenant_id,
        client.contacts(where='Name="Contact 003"', page=1)[0].contact_id,
        client.world.now(),
        EmailAddress="new@example.com",
    )

    found = client.contacts(if_modified_since=since, page=1, page_size=1000)

    assert {contact.name for contact in found} == {"Contact 003", *(f"Contact {n}" for n in range(171, 180))}


def test_it_creates_a_contact_with_everything_in_it(client: Client) -> None:
    [made] = client.create(
        Contact(
            name="Ada's Bakery Ltd",
            first_name="Ada",
            last_name="Byrne",
            email_address="ada@bakery.example",
            contact_number="HUBFLO-1",
            phones=[Phone(phone_type="MOBILE", phone_number="7700 900123", phone_country_code="44")],
            addresses=[Address(address_type="POBOX", address_line1="1 High St", city="Leeds", country="UK")],
        )
    )
    [read] = client.accounting.get_contact(client.tenant_id, made.contact_id).contacts

    assert (read.name, read.contact_number, read.email_address) == (
        "Ada's Bakery Ltd",
        "HUBFLO-1",
        "ada@bakery.example",
    )
    assert (read.is_customer, read.is_supplier) == (False, False)
    assert [phone.phone_number for phone in read.phones if phone.phone_type == "MOBILE"] == ["7700 900123"]
    assert [address.city for address in read.addresses if address.address_type == "POBOX"] == ["Leeds"]


def test_a_name_that_is_taken_is_its_own_exception_with_the_sentence(client: Client) -> None:
    with pytest.raises(AccountingBadRequestException) as refused:
        client.create(Contact(name="Contact 001"), Contact(name="Somebody new"), summarize_errors=True)

    assert (refused.value.error_data["ErrorNumber"], refused.value.error_data["Type"]) == (
        10,
        "ValidationException",
    )
    assert "already assigned to another contact" in refused.value.reason
    assert (
        client.contacts(where='Name="Somebody new"', page=1) != []
    )  # Xero creates the good ones all the same


def test_asked_not_to_summarize_it_tells_each_element_of_its_own(client: Client) -> None:
    bad, good = client.create(
        Contact(name="Contact 001"), Contact(name="Somebody new"), summarize_errors=False
    )

    assert (bad.has_validation_errors, bad.status_attribute_string) == (True, "ERROR")
    assert "already assigned" in bad.validation_errors[0].message
    assert (good.has_validation_errors, good.status_attribute_string) == (False, "OK")


def test_the_same_key_twice_makes_one_contact(client: Client) -> None:
    [first] = client.create(Contact(name="Once"), idempotency_key="k-1")
    [second] = client.create(Contact(name="Once"), idempotency_key="k-1")

    assert first.contact_id == second.contact_id


def test_it_changes_a_contact(client: Client) -> None:
    [contact] = client.contacts(where='Name="Contact 010"', page=1)

    client.accounting.update_contact(
        client.tenant_id, contact.contact_id, Contacts(contacts=[Contact(last_name="Changed")])
    )

    [read] = client.accounting.get_contact(client.tenant_id, contact.contact_id).contacts
    assert (read.first_name, read.last_name, read.email_address) == ("Ada", "Changed", "c10@example.com")
    assert read.updated_date_utc > contact.updated_date_utc


def test_every_answer_says_what_is_left_of_the_limits(client: Client) -> None:
    _, status, headers = client.accounting.get_contacts(
        client.tenant_id, page=1, _return_http_data_only=False
    )

    assert status == 200
    assert headers["X-MinLimit-Remaining"] == "59"
    assert headers["X-DayLimit-Remaining"] == "4999"
    assert int(headers["X-AppMinLimit-Remaining"]) < 10_000


def test_the_day_s_limit_is_its_own_exception(client: Client) -> None:
    xero.spend_calls(client.world.xero, client.tenant_id, client.app.client_id, 5000, client.world.now())
    client.api.rest_client.pool_manager.connection_pool_kw["retries"] = False  # it would sleep for hours

    with pytest.raises(RateLimitException) as refused:
        client.contacts(page=1)

    assert refused.value.rate_limit == "day"
    assert int(refused.value.headers["Retry-After"]) > 0


def test_an_organisation_that_was_disconnected_is_its_own_exception(client: Client) -> None:
    [connection] = client.identity.get_connections()
    client.identity.delete_connection(connection.id)

    with pytest.raises(HTTPStatusException) as refused:
        client.contacts(page=1)

    assert refused.value.status == 403
    assert client.identity.get_connections() == []
