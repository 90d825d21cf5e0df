"""Who is billed."""

from domain.ids import CompanyId, PersonId
from domain.links import Party, PartyKind, party_of


def test_a_person_of_a_company_is_billed_as_the_company() -> None:
    assert party_of(PersonId("p-1"), CompanyId("k-1")) == Party(kind=PartyKind.COMPANY, id="k-1")


def test_a_person_without_a_company_is_billed_alone() -> None:
    assert party_of(PersonId("p-1"), None) == Party(kind=PartyKind.PERSON, id="p-1")
