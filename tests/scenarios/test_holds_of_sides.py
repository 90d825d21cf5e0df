"""Sides that are closed for reasons that no screen of either service brings about."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.sandbox.faults import Fault, FaultKind, FaultPlan, answers
from adapters.sandbox.hubflo import add_organization
from domain.life import Stage
from domain.outage import Side, subject_of
from tests.support.billing_house import BillingHouse, billing_house

TWO_HOURS, MINUTE = 7_200.0, 60.0

Release = Callable[[], None]


def xero_takes_no_token(here: BillingHouse) -> Release:
    """However new it is."""
    refusal = Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", path="^/api.xro/", count=None)
    here.house.world.faults = FaultPlan(refusal)

    def take_them_again() -> None:
        here.house.world.faults = FaultPlan()

    return take_them_again


def the_app_needs_a_secret(here: BillingHouse) -> Release:
    """Which is told when a token is renewed."""
    apps = here.house.world.xero.identity.apps
    app = apps[here.firm.client_id]
    apps[app.client_id] = replace(app, client_secret="not ours")

    def take_it_away() -> None:
        apps[app.client_id] = app

    return take_it_away


def the_key_is_another_organizations(here: BillingHouse) -> Release:
    """Whoever asks by it is answered, about somebody else."""
    hubflo = here.house.world.hubflo
    ours = hubflo.organizations[here.firm.organization_id]
    other = add_organization(hubflo, name="Somebody Else", now=here.house.clock.now())
    key, others_key = ours.api_key, other.api_key

    def give(our_key: str, their_key: str) -> None:
        ours.api_key, other.api_key = our_key, their_key
        hubflo.enrol(ours)

    give(others_key, key)
    return lambda: give(key, others_key)


def the_key_lacks_a_permission(here: BillingHouse) -> Release:
    """Nobody has seen that of Hubflo, so the sandbox has no fault for it: one of its own is answered so."""
    refused = (403, {"Content-Type": "application/json"}, '{"message": "Not allowed for this key."}')
    usual = answers._FAILURES[FaultKind.UNAVAILABLE]
    answers._FAILURES[FaultKind.UNAVAILABLE] = refused
    here.house.world.faults = FaultPlan(Fault(kind=FaultKind.UNAVAILABLE, side="hubflo", count=None))

    def allow_it() -> None:
        answers._FAILURES[FaultKind.UNAVAILABLE] = usual
        here.house.world.faults = FaultPlan()

    return allow_it


@pytest.mark.parametrize(
    ("happens", "side", "code"),
    [
        (xero_takes_no_token, Side.LEDGER, "ledger-access-refused"),
        (the_app_needs_a_secret, Side.LEDGER, "ledger-app-refused"),
        (the_key_is_another_organizations, Side.PORTAL, "portal-other-organization"),
        (the_key_lacks_a_permission, Side.PORTAL, "portal-scope-missing"),
    ],
)
def test_a_side_that_refuses_us_is_one_question_and_opens_by_itself(
    tmp_path: Path, happens: Callable[[BillingHouse], Release], side: Side, code: str
) -> None:
    with billing_house(tmp_path) as here:
        release = happens(here)
        try:
            here.run_for(TWO_HOURS, tick_seconds=MINUTE)
            with here.house.container.storage().store.reading(here.connection.id) as books:
                held = books.holds.of(subject_of(side))
        finally:
            release()
        assert held is not None
        assert held.cause.code == code

        issued = here.issue("Website")
        here.run_for(TWO_HOURS, tick_seconds=MINUTE)

        with here.house.container.storage().store.reading(here.connection.id) as books:
            assert books.holds.of(subject_of(side)) is None
        assert here.record(issued).stage is Stage.LINKED
        assert len(here.documents()) == 1
