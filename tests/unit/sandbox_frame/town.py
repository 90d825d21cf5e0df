"""A world with one organization in Hubflo, a clock that moves when told, and a client over the transport."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from adapters.sandbox.faults import Fault, FaultPlan
from adapters.sandbox.hubflo import add_organization
from adapters.sandbox.transport import HUBFLO, SandboxTransport
from adapters.sandbox.world import World

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ADA = {"first_name": "Ada", "last_name": "Moss"}


class Town:
    """The world of one test."""

    def __init__(self, *faults: Fault, plan: FaultPlan | None = None) -> None:
        self.now = START
        self.world = World(now=lambda: self.now, faults=plan or FaultPlan(*faults))
        self.organization = add_organization(self.world.hubflo, name="Moss", now=START)
        self.slept: list[float] = []
        self.portal = httpx.Client(
            transport=SandboxTransport(self.world, sleep=self.sleep),
            base_url=f"{HUBFLO}/api/v2",
            headers={"authorization": f"Bearer {self.organization.api_key}"},
        )

    def sleep(self, seconds: float) -> None:
        """Time passes, and is remembered."""
        self.slept.append(seconds)
        self.later(seconds)

    def later(self, seconds: float) -> None:
        """Time passes."""
        self.now += timedelta(seconds=seconds)

    def create(self) -> httpx.Response:
        """Ask for a new contact."""
        return self.portal.post("contacts", json=ADA)

    @property
    def contacts(self) -> int:
        """How many contacts there really are."""
        return len(self.organization.contacts)


def outcomes(town: Town, count: int) -> list[str]:
    """What a client sees of so many pings: the status, or the name of the failure."""
    return [_outcome(town) for _ in range(count)]


def _outcome(town: Town) -> str:
    try:
        return str(town.portal.post("pings").status_code)
    except httpx.TransportError as failure:
        return type(failure).__name__


def document(response: httpx.Response) -> Any:
    """The JSON of a response."""
    return json.loads(response.content)


def places(strikes: Iterable[Any]) -> list[tuple[str, str]]:
    """Kind and point of each strike."""
    return [(strike.fault.kind.value, strike.point) for strike in strikes]
