"""The portal's exam: what the port promises, taken by the Hubflo adapter over the sandbox.

Everything that Hubflo's public pages leave open is a switch of the sandbox; the exam is taken with each
of them turned.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.hubflo.opening import HubfloPortals
from adapters.sandbox import hubflo
from adapters.sandbox.faults import FaultKind
from adapters.sandbox.hubflo import Switches
from adapters.sandbox.transport import HUBFLO, SandboxTransport
from domain.budget import Purpose
from domain.contact import Address, Company, CompanyDraft, Person, PersonDraft
from domain.errors import (
    AccessLost,
    LeaseLost,
    NotFound,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from domain.ids import CompanyId, PersonId, PortalOrganizationId
from domain.ports.portal import Portal
from tests.contracts.hubflo_sandbox import Sandbox, sandbox_with
from tests.support.budgets import MemoryBudgets
from tests.unit.hubflo_adapter.scene import CONNECTION, OneKey

SWITCHES = {
    "likeliest": Switches(),
    "numbers as strings": Switches(numbers="string"),
    "empty header for no next page": Switches(next_page_header="empty"),
    "big pages refused": Switches(oversized_page="refused"),
    "filters whatever the case": Switches(email_filter="case-insensitive", name_filter="case-insensitive"),
    "filters by part": Switches(email_filter="substring", name_filter="substring"),
    "blank filters applied": Switches(blank_filter="applied"),
    "one name is enough": Switches(names_required="either"),
    "emails stored in lower case": Switches(email_stored="lower case"),
    "emails stored in lower case, any case found": Switches(
        email_stored="lower case", email_filter="case-insensitive"
    ),
    "no defaults": Switches(default_contact_type=None, default_priority=None),
    "unknown links ignored": Switches(unknown_link="ignored"),
    "sliding minute": Switches(rate_window="sliding"),
}

DRAFT = PersonDraft(
    first_name="Zoë",
    last_name="O'Neill-Ødegård",
    email="Zoe+billing@Example.com",
    phone="+44 20 7946 0000",
    address=Address(street="1 Mill Lane", city="Ware", region="Herts", postal_code="SG12 9AA", country="UK"),
)


@pytest.fixture(params=SWITCHES)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """The sandbox with each switch turned."""
    made = sandbox_with(SWITCHES[request.param])
    yield made
    made.portals.close()


@pytest.fixture
def likeliest() -> Iterator[Sandbox]:
    """The sandbox with every switch where it most likely is."""
    made = sandbox_with(Switches())
    yield made
    made.portals.close()


def create(portal: Portal, draft: PersonDraft = DRAFT) -> Person:
    return portal.send_person(portal.create_person_envelope(draft))


def test_a_new_key_tells_its_organization(sandbox: Sandbox) -> None:
    found = sandbox.portals.with_key(sandbox.organization.api_key).organization()

    assert (found.id, found.name, found.currency) == (
        sandbox.organization.id,
        "Client Portal Ltd",
        "GBP",
    )
    assert found == sandbox.portal.organization()


def test_a_wrong_key_is_access_lost(sandbox: Sandbox) -> None:
    with pytest.raises(AccessLost) as caught:
        sandbox.portals.with_key("nobodysKey").organization()

    assert caught.value.reason == "api-key-refused"


def test_a_key_that_was_replaced_is_access_lost(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    portal.organization()
    hubflo.rotate_api_key(sandbox.world.hubflo, sandbox.organization.id, sandbox.clock.now())

    with pytest.raises(AccessLost) as caught:
        create(portal)

    assert caught.value.reason == "api-key-refused"


@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 250])
def test_pages_show_everybody_once_newest_first_and_end(sandbox: Sandbox, count: int) -> None:
    made = [sandbox.types_in(first_name="N", last_name=str(number)) for number in range(count)]
    seen: list[PersonId] = []
    for number in range(1, 10):
        page = sandbox.portal.people_page(number, purpose=Purpose.BACKGROUND)
        seen += [person.id for person in page.people]
        assert page.total == count
        if page.is_last:
            break

    assert seen == made[::-1]
    assert number == max(1, -(-count // 100))


def test_a_page_past_the_end_is_empty_and_last(sandbox: Sandbox) -> None:
    sandbox.types_in(first_name="Ada", last_name="Byron")

    page = sandbox.portal.people_page(5, purpose=Purpose.BACKGROUND)

    assert page.people == ()
    assert page.is_last


def test_a_created_person_is_there_as_drafted(sandbox: Sandbox) -> None:
    made = create(sandbox.portal)

    assert made == sandbox.portal.person(made.id)
    assert (made.first_name, made.last_name, made.phone) == (DRAFT.first_name, DRAFT.last_name, DRAFT.phone)
    assert made.address == DRAFT.address
    assert made.email.lower() == DRAFT.email.lower()
    assert made.created_at == sandbox.clock.now()
    assert [row["contact_type"] for row in sandbox.contacts()] == ["client"]


def test_a_created_person_is_found_by_email_in_the_spelling_it_was_sent(sandbox: Sandbox) -> None:
    made = create(sandbox.portal)

    assert sandbox.portal.people_by_email(DRAFT.email) == (made,)


def test_everybody_with_an_email_is_found_among_very_many(sandbox: Sandbox) -> None:
    email = "shared@example.com"
    wanted = {sandbox.types_in(first_name="S", last_name=str(n), email=email) for n in range(130)}
    for other in ("not-shared@example.com", "shared@example.com.au", None, ""):
        sandbox.types_in(first_name="O", last_name="ther", email=other)

    found = sandbox.portal.people_by_email(email)

    assert {person.id for person in found} == wanted
    assert len(found) == 130


@pytest.mark.parametrize("blank", ["", "  "])
def test_nobody_is_found_by_no_email(sandbox: Sandbox, blank: str) -> None:
    sandbox.types_in(first_name="Ada", last_name="Byron", email=None)

    assert sandbox.portal.people_by_email(blank) == ()


def test_the_filter_itself_can_be_asked_whether_it_minds_the_case(sandbox: Sandbox) -> None:
    sandbox.types_in(first_name="Ada", last_name="Byron", email="ada@engines.example")
    minds = sandbox.world.hubflo.switches.email_filter == "exact"

    assert sandbox.portal.filter_finds("ada@engines.example")
    assert sandbox.portal.filter_finds("ADA@engines.example") is not minds


def test_a_company_is_made_found_and_belonged_to(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    draft = CompanyDraft(name="Engines Ltd", vat_number="GB123456789", address=DRAFT.address)

    company = portal.send_company(portal.create_company_envelope(draft))
    person = create(portal, replace(DRAFT, company_id=company.id))

    assert company == Company(
        id=company.id, name="Engines Ltd", vat_number="GB123456789", address=DRAFT.address
    )
    assert portal.company(company.id) == company
    assert company in portal.companies_by_name("Engines Ltd")
    assert portal.companies_page(1, purpose=Purpose.WORK).companies == (company,)
    assert (person.company_id, person.company_name) == (company.id, "Engines Ltd")


def test_companies_are_found_through_all_pages(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    for _ in range(120):
        portal.send_company(portal.create_company_envelope(CompanyDraft(name="Twins")))

    assert len(portal.companies_by_name("Twins")) == 120


def test_a_change_changes_what_it_names_and_nothing_else(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    sandbox.types_in(
        first_name="Ada",
        last_name="Byron",
        email="ada@example.com",
        phone=" 020 7946 0000",
        contact_type="partner",
        priority="high",
        job_title="Analyst",
        tags=["vip"],
    )
    before = sandbox.contacts()[0]
    ada = portal.people_page(1, purpose=Purpose.WORK).people[0]

    changed = portal.send_person(
        portal.update_person_envelope(ada, {"street": "1 Mill Lane", "region": "Herts"})
    )

    assert changed == replace(ada, address=Address(street="1 Mill Lane", region="Herts"))
    assert sandbox.contacts() == [{**before, "address": "1 Mill Lane", "state": "Herts"}]


def test_a_field_can_be_emptied(sandbox: Sandbox) -> None:
    portal = sandbox.portal
    ada = create(portal)

    changed = portal.send_person(portal.update_person_envelope(ada, {"phone": "", "street": ""}))

    assert changed.phone == ""
    assert changed.address == replace(DRAFT.address, street="")
    assert sandbox.contacts()[0]["phone"] is None


def test_what_is_not_there_is_not_found(sandbox: Sandbox) -> None:
    nobody = PersonId("00000000-0000-4000-8000-000000000000")
    portal = sandbox.portal

    with pytest.raises(NotFound):
        portal.person(nobody)
    with pytest.raises(NotFound):
        portal.company(CompanyId(nobody))
    with pytest.raises(NotFound):
        portal.send_person(portal.update_person_envelope(replace_id(nobody), {"phone": "1"}))


def replace_id(person_id: PersonId) -> Person:
    return Person(id=person_id, first_name="Ada", last_name="Byron")


def test_a_refusal_has_hubflo_s_own_words(sandbox: Sandbox) -> None:
    with pytest.raises(Rejected) as caught:
        create(sandbox.portal, replace(DRAFT, first_name="", last_name=""))

    assert caught.value.sentences == ("Validation failed: Full name must be filled in",)
    assert sandbox.contacts() == []


def test_the_record_of_another_organization_is_not_found(sandbox: Sandbox) -> None:
    other = hubflo.add_organization(sandbox.world.hubflo, name="Others", now=sandbox.clock.now())
    theirs = hubflo.add_contact(
        sandbox.world.hubflo, other.id, sandbox.clock.now(), first_name="T", last_name="heirs"
    )

    with pytest.raises(NotFound):
        sandbox.portal.person(PersonId(theirs))


def test_the_key_of_another_organization_writes_nothing_anywhere(sandbox: Sandbox) -> None:
    other = hubflo.add_organization(sandbox.world.hubflo, name="Others", now=sandbox.clock.now())
    keyed = OneKey(other.api_key)
    portals = HubfloPortals(
        clock=sandbox.clock,
        budgets=MemoryBudgets(),
        connections=keyed,
        address=f"{HUBFLO}/api/v2",
        transport=SandboxTransport(sandbox.world),
    )
    portal = portals.of(
        replace(CONNECTION, portal_id=PortalOrganizationId(sandbox.organization.id)), sandbox.permit
    )
    acts: list[Callable[[], object]] = [
        lambda: create(portal),
        lambda: portal.people_by_email("a@b.c"),
        lambda: portal.person(PersonId("00000000-0000-4000-8000-000000000000")),
        portal.organization,
    ]

    for act in acts:
        with pytest.raises(AccessLost) as caught:
            act()
        assert caught.value.reason == "other-organization"

    portals.close()
    assert sandbox.writes() == []


def test_over_the_limit_everything_is_throttled_until_hubflo_answers_again(sandbox: Sandbox) -> None:
    narrow = replace(sandbox.world.hubflo.switches, rate_limit_per_minute=5)
    sandbox.world.hubflo.switches = narrow
    portal = sandbox.portal
    for _ in range(5):
        portal.organization()

    with pytest.raises(Throttled) as caught:
        create(portal)
    assert sandbox.contacts() == []

    sandbox.clock.advance((caught.value.until - sandbox.clock.now()).total_seconds())
    create(portal)
    assert len(sandbox.contacts()) == 1


@pytest.mark.parametrize("window", ["fixed", "sliding"])
def test_within_its_own_limit_hubflo_never_has_to_refuse(window: Any) -> None:
    sandbox = sandbox_with(
        Switches(rate_limit_per_minute=20, rate_window=window), per_minute=20, short_wait_seconds=100
    )
    portal = sandbox.portal

    for _ in range(100):
        portal.organization()
        sandbox.clock.advance(0.7)

    assert {entry.status for entry in sandbox.world.hubflo.requests} == {200}
    sandbox.portals.close()


def test_a_lost_lease_sends_nothing(likeliest: Sandbox) -> None:
    portal = likeliest.portal
    portal.organization()
    asked = len(likeliest.world.hubflo.requests)
    likeliest.permit.checks_left = 0

    with pytest.raises(LeaseLost):
        create(portal)

    assert len(likeliest.world.hubflo.requests) == asked


LOST = [
    FaultKind.LOST_BEFORE,
    FaultKind.LOST_AFTER,
    FaultKind.LATE,
    FaultKind.ERROR,
    FaultKind.UNAVAILABLE,
    FaultKind.GATEWAY,
    FaultKind.CUT,
]


@pytest.mark.parametrize("look", ["broken", "timeout"])
@pytest.mark.parametrize("kind", LOST)
def test_a_creation_whose_answer_is_lost_is_unknown_and_not_repeated(
    likeliest: Sandbox, kind: FaultKind, look: Any
) -> None:
    portal = likeliest.portal
    portal.organization()
    shaped = {"look": look} if kind in (FaultKind.LOST_BEFORE, FaultKind.LOST_AFTER) else {}
    likeliest.strikes(kind, method="POST", seconds=30.0 if kind is FaultKind.LATE else 0.0, **shaped)

    with pytest.raises(OutcomeUnknown):
        create(portal)

    likeliest.clock.advance(60)
    likeliest.world.tick()
    carried_out = kind in (FaultKind.LOST_AFTER, FaultKind.LATE, FaultKind.CUT)
    found = portal.people_by_email(DRAFT.email)
    assert len(found) == len(likeliest.contacts()) == (1 if carried_out else 0)


def test_a_refused_connection_made_nothing_and_says_so(likeliest: Sandbox) -> None:
    portal = likeliest.portal
    portal.organization()
    likeliest.strikes(FaultKind.REFUSED, method="POST")

    with pytest.raises(Unavailable):
        create(portal)

    assert likeliest.contacts() == []


def test_a_limit_that_somebody_else_used_up_is_throttled(likeliest: Sandbox) -> None:
    portal = likeliest.portal
    portal.organization()
    likeliest.strikes(FaultKind.LIMIT, method="POST")

    with pytest.raises(Throttled):
        create(portal)

    assert likeliest.contacts() == []


@pytest.mark.parametrize("kind", [*LOST, FaultKind.REFUSED])
def test_a_read_gets_over_two_failures_in_a_row(likeliest: Sandbox, kind: FaultKind) -> None:
    ada = likeliest.types_in(first_name="Ada", last_name="Byron")
    likeliest.strikes(kind, method="GET", count=2, seconds=1.0 if kind is FaultKind.LATE else 0.0)

    assert likeliest.portal.person(ada).first_name == "Ada"


@pytest.mark.parametrize("kind", [*LOST, FaultKind.REFUSED])
def test_a_read_gives_up_after_three(likeliest: Sandbox, kind: FaultKind) -> None:
    ada = likeliest.types_in(first_name="Ada", last_name="Byron")
    likeliest.strikes(kind, method="GET", count=3, seconds=1.0 if kind is FaultKind.LATE else 0.0)

    with pytest.raises(Unavailable):
        likeliest.portal.person(ada)


@pytest.mark.parametrize(("seconds", "answered"), [(29.0, True), (31.0, False)])
def test_a_slow_answer_is_waited_for_as_long_as_the_settings_say(
    likeliest: Sandbox, seconds: float, answered: bool
) -> None:
    portal = likeliest.portal
    portal.organization()
    likeliest.strikes(FaultKind.SLOW, method="POST", seconds=seconds)

    if answered:
        assert create(portal).email == DRAFT.email
    else:
        with pytest.raises(OutcomeUnknown):
            create(portal)
