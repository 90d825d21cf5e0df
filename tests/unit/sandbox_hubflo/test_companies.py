"""Companies over the API, and the form of records as a whole."""

import json
from decimal import Decimal

from adapters.sandbox.hubflo import HubfloState, Switches, add_company, add_contact, add_organization, records
from adapters.sandbox.hubflo.replies import rendered
from tests.unit.sandbox_hubflo.portal import START, Portal, error

KEYS = [
    "id",
    "name",
    "business_description",
    "email",
    "address",
    "postal_code",
    "city",
    "state",
    "country",
    "staff",
    "siret",
    "vat_number",
    "website",
    "url_linkedin",
    "hubspot_id",
    "parent_id",
    "created_at",
    "owner_id",
    "tags",
]


def test_a_new_company_shows_every_key() -> None:
    portal = Portal()

    company = portal.create("companies", name="Moss", staff="12", vat_number="GB123456789")

    assert sorted(company) == sorted(KEYS)
    assert (company["staff"], company["vat_number"], company["siret"]) == ("12", "GB123456789", None)
    assert portal.get(f"companies/{company['id']}") == company


def test_a_name_is_required_on_create_and_on_update() -> None:
    portal = Portal()
    company = portal.create("companies", name="Moss")
    expected = (422, "Unprocessable Content", "Validation failed: Name must be filled in")

    assert error(portal.call("POST", "companies", body={"city": "Leeds"})) == expected
    assert error(portal.call("PATCH", f"companies/{company['id']}", body={"city": "Leeds"})) == expected
    assert error(portal.call("PATCH", f"companies/{company['id']}", body={"name": " "})) == expected


def test_a_patch_keeps_what_it_does_not_name_and_is_written_down() -> None:
    portal = Portal()
    company = portal.create("companies", name="Moss", city="Leeds")

    response = portal.call("PATCH", f"companies/{company['id']}", body={"name": "Moss", "siret": "1"})

    assert json.loads(response.body) == {**company, "siret": "1"}
    assert portal.state.changes[0].new == {"siret": "1"}


def test_a_company_of_nobody_is_not_found() -> None:
    assert Portal().call("GET", "companies/nobody").status == 404
    assert Portal().call("PATCH", "companies/nobody", body={"name": "x"}).status == 404


def test_a_second_company_of_the_same_name_is_taken() -> None:
    portal = Portal()

    assert portal.create("companies", name="Moss")["id"] != portal.create("companies", name="Moss")["id"]


def test_decimals_are_numbers_or_numeric_strings() -> None:
    document = {"vat": Decimal("8.625"), "price": Decimal(2000)}

    assert rendered(document, Switches()) == b'{"vat":8.625,"price":2000}'
    assert rendered(document, Switches(numbers="string")) == b'{"vat":"8.625","price":"2000"}'


def seeded(seed: int) -> HubfloState:
    state = HubfloState(seed=seed)
    organization = add_organization(state, name="Moss", now=START, website="https://moss.example")
    company = add_company(state, organization.id, START, name="C")
    add_contact(state, organization.id, START, first_name="A", last_name="B", company_id=company)
    return state


def test_the_same_seed_gives_the_same_ids_and_keys() -> None:
    one, same, other = seeded(3), seeded(3), seeded(4)

    assert records(one) == records(same)
    assert [o.api_key for o in one.organizations.values()] == [o.api_key for o in same.organizations.values()]
    assert records(one).keys() != records(other).keys()


def test_all_records_stand_in_sorted_form_as_the_api_would_show_them() -> None:
    ((organization_id, document),) = records(seeded(3)).items()

    assert document["organization"]["id"] == organization_id
    assert [row["company_name"] for row in document["contacts"].values()] == ["C"]
    assert list(document["contacts"]) == sorted(document["contacts"])
    assert len(document["members"]) == len(document["companies"]) == 1
