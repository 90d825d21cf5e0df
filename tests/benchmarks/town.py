"""A firm with very many contacts, connected: the house as it ships, over the in-process sandbox."""

from datetime import timedelta

import httpx
from dependency_injector import providers

from adapters.sandbox.seeds import Crowd, crowd
from adapters.sandbox.transport import SandboxTransport
from tests.support.house import HUBFLO, XERO, House

LONG_AGO = timedelta(days=30)
"""Books that are connected were not written this minute: what nobody changes is not read again."""


def seeded(house: House, contacts: int) -> Crowd:
    """Books of `contacts` contacts, last changed long ago."""
    return crowd(house.world, contacts, house.clock.now() - LONG_AGO)


def sandbox(house: House) -> SandboxTransport:
    """The line to both stand-ins."""
    return SandboxTransport(house.world, xero=XERO, hubflo=HUBFLO, sleep=house.clock.advance)


def reroute(house: House, *, xero: httpx.BaseTransport, hubflo: httpx.BaseTransport) -> None:
    """Let the house talk over these lines; before anything of it is opened."""
    house.container.xero_wire.override(providers.Object(xero))
    house.container.hubflo_network.override(providers.Object(hubflo))
