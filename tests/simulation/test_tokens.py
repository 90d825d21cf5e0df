"""Whatever becomes of the consent: at most one "reconnect", no lost work, the backlog goes by itself."""

from collections.abc import Iterator

import pytest

from adapters.sandbox.control import perform
from domain.errors import Invalid
from tests.simulation.consents import RECONNECT, REFRESHED, Consented, connection_of, consented_firm
from tests.support.points import Points

HALF_AN_HOUR, AN_HOUR = 35.0, 65.0
A_DAY_SECONDS = 86_400.0


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consented]:
    """A firm with a fresh consent."""
    with consented_firm(tmp_path_factory.mktemp("consents")) as consented:
        yield consented


@pytest.fixture
def here(firm: Consented) -> Consented:
    """The same for each test."""
    firm.begin()
    return firm


def goes_on_without_anybody(here: Consented) -> None:
    """Nobody was asked anything, and everything is linked."""
    here.issue()
    here.run_for(HALF_AN_HOUR)
    assert here.letters.sent == []
    assert here.questions() == []
    assert here.linked() == here.issued


def asks_once_and_catches_up(here: Consented, code: str = RECONNECT) -> None:
    """One question, one letter; nothing is lost meanwhile, and after `connect` everything goes by itself."""
    before = here.linked()
    here.issue()
    here.run_for(AN_HOUR)
    asked = here.refreshes()
    here.issue()
    here.run_for(AN_HOUR)
    assert here.refreshes() == asked or code != RECONNECT, "asked again with what was refused"
    assert here.letters.told("began") == [code]
    (question,) = here.questions()
    assert code in question
    assert here.linked() == before < here.issued

    here.reconnect()
    here.run_for(HALF_AN_HOUR)

    assert here.linked() == here.issued
    assert here.questions() == []
    assert here.letters.told("began") == here.letters.told("ended") == [code]


def test_killed_between_the_answer_to_a_refresh_and_its_storing(here: Consented) -> None:
    """The tokens before still refresh for half an hour."""
    here.issue()
    assert here.run_for(AN_HOUR, kill_at=[REFRESHED])

    here.issue()
    here.run_for(HALF_AN_HOUR)

    goes_on_without_anybody(here)


def test_killed_so_and_started_again_when_the_old_tokens_are_dead(here: Consented) -> None:
    here.issue()
    assert here.run_for(AN_HOUR, kill_at=[REFRESHED])
    here.installation.clock.advance(3_600)

    asks_once_and_catches_up(here)


def test_killed_so_twice_where_an_old_refresh_token_works_once(here: Consented) -> None:
    perform(here.installation.world, "xero.turn_switches", old_refresh_token_reuse="once")
    for _ in range(2):
        here.issue()
        assert here.run_for(AN_HOUR, kill_at=[REFRESHED])

    asks_once_and_catches_up(here)


def test_two_processes_that_refresh_at_once(here: Consented) -> None:
    """The first is so slow that its turn to refresh ends: the second refreshes with the same token."""
    met: list[str] = []

    def second(_number: int, point: str) -> None:
        if point == REFRESHED.replace("answered", "carried out") and not met:
            with here.installation.process(Points()) as other:
                met.append(other.container.xero().tokens.token(connection_of(other).grant_id))

    here.issue()
    here.installation.clock.advance(1_800)
    before = here.refreshes()
    with here.installation.process(Points(at_each=second)) as house:
        here.run(house, 5)
        first = house.container.xero().tokens.token(connection_of(house).grant_id)

    assert met == [first], "each went on with tokens of its own"
    assert here.refreshes() == before + 2
    here.issue()
    here.run_for(AN_HOUR)
    goes_on_without_anybody(here)


def test_an_old_refresh_token_out_of_an_old_copy_of_the_store(here: Consented) -> None:
    """The store is put back to yesterday's, and Xero has seen other tokens since."""
    here.issue()
    here.run_for(AN_HOUR)
    old = here.installation.snapshot(0, "yesterday")
    here.run_for(AN_HOUR)
    world, clock = here.installation.world, here.installation.clock
    here.installation.set_back(old)
    here.installation.world, here.installation.clock = world, clock

    asks_once_and_catches_up(here)


def test_fifty_nine_days_of_silence(here: Consented) -> None:
    here.installation.clock.advance(59 * A_DAY_SECONDS)

    goes_on_without_anybody(here)


def test_sixty_days_of_silence(here: Consented) -> None:
    here.issue()
    here.installation.clock.advance(60 * A_DAY_SECONDS)

    asks_once_and_catches_up(here)


def test_somebody_takes_the_app_out_of_xero(here: Consented) -> None:
    firm, world = here.installation.firm, here.installation.world
    perform(world, "xero.disconnect_app", client_id=firm.client_id, tenant_id=firm.tenant_id)

    asks_once_and_catches_up(here, "ledger-organisation-disconnected")


def test_another_organisation_chosen_on_reconnecting_is_refused_and_costs_nothing(here: Consented) -> None:
    here.installation.clock.advance(61 * A_DAY_SECONDS)
    here.issue()
    here.run_for(HALF_AN_HOUR)
    other = perform(here.installation.world, "xero.add_organisation", name="Elm Street Bakery", country="GB")

    with pytest.raises(Invalid) as refused:
        here.reconnect(str(other))

    assert (refused.value.reason, refused.value.facts["other"]) == ("other-organisation", "Elm Street Bakery")
    asks_once_and_catches_up(here)
