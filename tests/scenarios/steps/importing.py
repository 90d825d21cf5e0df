"""The import: its plan, its runs, and the sums that must come out."""

from collections.abc import Collection

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.control import perform
from adapters.sandbox.seeds import Crowd, Firm, crowd, firm
from domain.connection import Connection
from domain.decision import Action
from domain.request import RequestKind
from domain.services.importing import ImportPlan
from domain.standing import Standing
from tests.scenarios import telling
from tests.scenarios.calls import Calls
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.office import ACTOR, after_steps, dry_run, import_now, preview
from tests.scenarios.tables import Datatable, in_order, only, rows_of, words
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House, open_house

_BOOKS_SAY = {"created": "created", "linked": "linked", "needs you": "asked", "left out": "left out"}
_IN_OUR_WORDS = {"gdpr request": "erasure requested"}
_CHANGED = "changed@crowd.example"


def _as_we_say(reasons: Collection[str]) -> set[str]:
    """The books' reasons in our words; that a merged contact is archived too goes without saying."""
    implied = {"archived"} if "merged" in reasons else set()
    return {_IN_OUR_WORDS.get(reason, reason) for reason in reasons} - implied


@given("a firm's books, with every case in them", target_fixture="books")
def _(house: House) -> Firm:
    return firm(house.world, house.clock.now())


@given("its Hubflo is that of the firm", target_fixture="hubflo")
@given("its Hubflo is that of the crowd", target_fixture="hubflo")
def _(house: House, books: Firm | Crowd) -> HubfloSide:
    return HubfloSide(world=house.world, organization_id=books.organization_id)


@given("its Xero is that of the crowd", target_fixture="xero")
def _(house: House, books: Crowd) -> XeroSide:
    return XeroSide(world=house.world, tenant_id=books.tenant_id, client_id=books.client_id)


@given(parsers.parse("a crowd of {count:d} contacts in Xero"), target_fixture="books")
def _(house: House, count: int) -> Crowd:
    return crowd(house.world, count, house.clock.now())


@given(
    "its Hubflo and Xero are connected in preview, while a contact changes whose page was read already",
    target_fixture="connection",
)
def _(house: House, books: Crowd) -> Connection:
    connection = house.connect(books)
    first = min(contact.contact_id for contact in house.world.xero.organisations[books.tenant_id].contacts)
    where = {"tenant_id": books.tenant_id, "contact_id": first}

    def change() -> None:
        perform(house.world, "xero.edit_contact", EmailAddress=_CHANGED, **where)

    house.container.clerk().visit(connection.id, after_unit=after_steps(1, change))
    return connection


@when("I ask for a dry run", target_fixture="plan")
def _(house: House, connection: Connection) -> ImportPlan:
    return dry_run(house, connection, RequestKind.DRY_RUN)


@when("I ask for another full dry run", target_fixture="other_plan")
def _(house: House, connection: Connection) -> ImportPlan:
    return dry_run(house, connection, RequestKind.DRY_RUN_ALL)


@when("I ask for an import", target_fixture="calls")
def _(house: House, connection: Connection) -> Calls:
    calls = Calls.since_now(house.world)
    import_now(house, connection, RequestKind.IMPORT)
    return calls


@when("I ask for a full import", target_fixture="calls")
def _(house: House, connection: Connection) -> Calls:
    calls = Calls.since_now(house.world)
    import_now(house, connection, RequestKind.IMPORT_ALL)
    return calls


@when(
    parsers.parse("its Hubflo and Xero are connected, and the process ends after {steps:d} steps"),
    target_fixture="connection",
)
def _(house: House, books: Firm, steps: int) -> Connection:
    connection = preview(house, books)
    house.container.switching().go_live(connection.id, actor=ACTOR)
    end = after_steps(steps, house.container.stop().set)
    house.container.clerk().visit(connection.id, after_unit=end)
    return connection


@when("another process goes on")
def _(house: House, connection: Connection) -> None:
    folder = house.container.settings().data_folder.parent
    with open_house(folder, house.world, house.clock, seed=2) as other:
        other.work(connection)


@then("both say the same")
def _(plan: ImportPlan, other_plan: ImportPlan) -> None:
    assert telling.plan(plan) == telling.plan(other_plan)


@then("the plan counts:")
def _(plan: ImportPlan, datatable: Datatable) -> None:
    assert only([telling.plan(plan)], datatable) == rows_of(datatable)


@then("the run did what the dry run said")
def _(house: House, connection: Connection, plan: ImportPlan) -> None:
    counts = house.container.importing().counts(connection.id)
    done = {
        Action.CREATE: counts.of(Standing.CREATED),
        Action.LINK: counts.of(Standing.LINKED),
        Action.ASK: counts.of(Standing.NEEDS_YOU),
        Action.LEAVE_OUT: counts.of(Standing.LEFT_OUT),
    }

    assert done == {action: plan.part(action).count for action in done}


@then("the import counts:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    counts = house.container.importing().counts(connection.id)

    assert only([telling.counts(counts)], datatable) == rows_of(datatable)


@then("contacts are left out for these reasons:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    left_out_by = house.container.importing().counts(connection.id).left_out_by
    told = [{"reason": words(code), "contacts": str(count)} for code, count in left_out_by.items()]

    assert in_order(told) == in_order(rows_of(datatable))


@then("seen is the sum of all, with none in work")
def _(house: House, connection: Connection) -> None:
    counts = house.container.importing().counts(connection.id)

    assert counts.conserved
    assert counts.of(Standing.IN_WORK) == 0


@then("none stands as created, linked or updated")
def _(house: House, connection: Connection) -> None:
    counts = house.container.importing().counts(connection.id)
    fresh = (Standing.CREATED, Standing.LINKED, Standing.UPDATED)

    assert [counts.of(standing) for standing in fresh] == [0, 0, 0]


@then("every contact stands where the books say it should")
def _(house: House, connection: Connection, books: Firm) -> None:
    showing = house.container.showing()
    kept = {each.contact.id: each for each in showing.contacts(connection.id, [], 1000)}
    stands = {label: kept[id_] for label, id_ in books.ledger.items()}  # type: ignore[index]  # None fails the test
    where = {label: _BOOKS_SAY[words(each.standing.value)] for label, each in stands.items()}
    said = {label: frozenset(words(reason.code) for reason in each.reasons) for label, each in stands.items()}
    reasons = {label: found for label, found in said.items() if found}

    assert {label: here for label, here in where.items() if here not in books.expected[label]} == {}
    assert reasons == {label: frozenset(_as_we_say(texts)) for label, texts in books.left_out.items()}


@then(parsers.re(r"all contacts were read at (?P<clock>\d\d:\d\d) UTC each night"))
def _(house: House, connection: Connection, clock: str) -> None:
    nights = telling.whole_readings(house, connection)[1:]

    assert {f"{at:%H:%M}" for at in nights} == {clock}


@then("we know that change")
def _(house: House, connection: Connection) -> None:
    kept = house.container.showing().contacts(connection.id, [], 10_000)

    assert [each.contact.email for each in kept].count(_CHANGED) == 1
