"""The composition root: the only place that picks adapters and knows the container library."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from dependency_injector import containers, providers
from pydantic import ValidationError

from adapters.clock import SystemClock
from adapters.hubflo.opening import HubfloPortals
from adapters.hubflo.settings import ADDRESS as HUBFLO_ADDRESS
from adapters.hubflo.settings import DEFAULTS as HUBFLO_SETTINGS
from adapters.hubflo.transport import Network
from adapters.identity import SystemIdentity
from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade
from adapters.storage.opening import Storage
from adapters.storage.place import place_of
from adapters.storage.sealed import holds_secrets
from adapters.vault import FileVault
from adapters.work.executors import PoolExecutor
from adapters.work.in_process import InProcessEngine
from adapters.work.keeper import ThreadKeeper
from adapters.xero.addresses import Addresses
from adapters.xero.opening import Xero, open_xero
from adapters.xero.settings import XeroSettings
from adapters.xero.transport import Wire
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.vault import Vault
from domain.services.answering import Answering
from domain.services.clerk import Clerk
from domain.services.connecting import Connecting
from domain.services.disconnecting import Disconnecting
from domain.services.examining import Examining
from domain.services.forgetting import Forgetting
from domain.services.importing import Importing
from domain.services.showing import Showing
from domain.services.switching import Switching
from domain.settings import rhythm_of
from entrypoints.collector import settle
from entrypoints.settings import OperatorSettings
from entrypoints.story_log import StoryLog


def _settings() -> OperatorSettings:
    """Raises Invalid (`operator-settings`) naming what cannot be used, never its value."""
    try:
        return OperatorSettings()
    except ValidationError as problem:
        wrong = dict.fromkeys(str(error["loc"][0]).upper() for error in problem.errors())
        names = ", ".join(f"HUBFLO_XERO_{name}" for name in wrong)
        raise Invalid("operator-settings", names=names) from None


def _storage(
    settings: OperatorSettings,
    clock: Clock,
    identity: Identity,
    vault: Vault,
    lease_clock: Callable[[], datetime] | None,
) -> Iterator[Storage]:
    engine = open_engine(settings.store_url)
    try:
        upgrade(engine)
        yield Storage(
            engine,
            vault,
            clock,
            identity,
            place_of(engine),
            lease_seconds=settings.lease_seconds,
            now=lease_clock,
        )
    finally:
        engine.dispose()


def _vault(settings: OperatorSettings) -> FileVault:
    engine = open_engine(settings.store_url)
    try:
        upgrade(engine)
        may_create = not holds_secrets(engine)
    finally:
        engine.dispose()
    return FileVault(settings.key_file, may_create=may_create)


def _xero(
    settings: OperatorSettings, clock: Clock, identity: Identity, storage: Storage, wire: Wire | None
) -> Iterator[Xero]:
    xero = open_xero(
        addresses=Addresses.at(settings.xero_url) if settings.xero_url else Addresses(),
        settings=XeroSettings(calls_per_day=settings.xero_calls_per_day),
        clock=clock,
        identity=identity,
        budgets=storage.budgets,
        grants=storage.grants,
        apps=storage.apps,
        wire=wire,
    )
    try:
        yield xero
    finally:
        xero.close()


def _portals(
    settings: OperatorSettings, clock: Clock, identity: Identity, storage: Storage, network: Network | None
) -> Iterator[HubfloPortals]:
    portals = HubfloPortals(
        clock=clock,
        identity=identity,
        budgets=storage.budgets,
        connections=storage.connections,
        address=settings.hubflo_url or HUBFLO_ADDRESS,
        transport=network,
    )
    try:
        yield portals
    finally:
        portals.close()


def _keeper(storage: Storage, clock: Clock, settings: OperatorSettings) -> ThreadKeeper:
    """Several renewals may fail before a lease is lost, however long it is set to live."""
    return ThreadKeeper(
        storage.leases,
        clock,
        renew_seconds=settings.lease_seconds / 4,
        margin_seconds=settings.lease_seconds / 10,
    )


def _holder(identity: Identity) -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{identity.new_id()}"


def _engine(clerk: Clerk, storage: Storage, clock: Clock, settings: OperatorSettings) -> InProcessEngine:
    story = StoryLog(storage.store, clock)

    def round_(connection_id: ConnectionId) -> None:
        story.begin(connection_id)
        try:
            clerk.visit(connection_id, after_unit=lambda _unit: story.now_and_then(connection_id))
        finally:
            story.tell(connection_id)

    return InProcessEngine(
        round_,
        storage.leases,
        clock,
        tick_seconds=settings.tick_seconds,
        at_once=settings.connections_at_once,
    )


class Container(containers.DeclarativeContainer):
    """Everything that an entrypoint takes out and calls.

    `xero_wire`, `hubflo_network` and `lease_clock` stand for the network and the database's clock
    where there is none; None is the real one.
    """

    settings = providers.Singleton(_settings)
    clock = providers.Singleton(SystemClock)
    identity = providers.Singleton(SystemIdentity)
    stop = providers.Singleton(threading.Event)

    xero_wire: providers.Provider[Wire | None] = providers.Object(None)
    hubflo_network: providers.Provider[Network | None] = providers.Object(None)
    lease_clock: providers.Provider[Callable[[], datetime] | None] = providers.Object(None)

    vault = providers.Singleton(_vault, settings)
    storage = providers.Resource(_storage, settings, clock, identity, vault, lease_clock)
    xero = providers.Resource(_xero, settings, clock, identity, storage, xero_wire)
    portals = providers.Resource(_portals, settings, clock, identity, storage, hubflo_network)

    keeper = providers.Singleton(_keeper, storage, clock, settings)
    executor = providers.Factory(PoolExecutor)
    rhythm = providers.Object(rhythm_of)
    give_up_after = providers.Object(timedelta(seconds=HUBFLO_SETTINGS.give_up_seconds))
    clerk = providers.Singleton(
        Clerk,
        store=storage.provided.store,
        leases=storage.provided.leases,
        keeper=keeper,
        ledgers=xero.provided.ledgers,
        portals=portals,
        clock=clock,
        identity=identity,
        executor=executor.provider,
        rhythm=rhythm,
        holder=providers.Singleton(_holder, identity),
        give_up_after=give_up_after,
        should_stop=stop.provided.is_set,
    )
    engine = providers.Singleton(_engine, clerk, storage, clock, settings)

    connecting = providers.Singleton(
        Connecting,
        portals=portals,
        ledgers=xero.provided.ledgers,
        consent=xero.provided.consent,
        apps=storage.provided.apps,
        attempts=storage.provided.attempts,
        grants=storage.provided.grants,
        connections=storage.provided.connections,
        store=storage.provided.store,
        clock=clock,
        identity=identity,
    )
    disconnecting = providers.Singleton(
        Disconnecting,
        store=storage.provided.store,
        connections=storage.provided.connections,
        consent=xero.provided.consent,
        clock=clock,
    )
    switching = providers.Singleton(
        Switching,
        store=storage.provided.store,
        connections=storage.provided.connections,
        instance=storage.provided.instance,
        clock=clock,
    )
    importing = providers.Singleton(Importing, store=storage.provided.store, clerk=clerk, clock=clock)
    answering = providers.Singleton(Answering, store=storage.provided.store, clock=clock)
    forgetting = providers.Singleton(Forgetting, store=storage.provided.store, clock=clock)
    showing = providers.Singleton(
        Showing,
        store=storage.provided.store,
        connections=storage.provided.connections,
        apps=storage.provided.apps,
        grants=storage.provided.grants,
        instance=storage.provided.instance,
        ledgers=xero.provided.ledgers,
        portals=portals,
        clock=clock,
    )
    examining = providers.Singleton(
        Examining,
        store=storage.provided.store,
        connections=storage.provided.connections,
        grants=storage.provided.grants,
        instance=storage.provided.instance,
        portals=portals,
        ledgers=xero.provided.ledgers,
        clock=clock,
    )


def open_container() -> Container:
    """A container from the environment; nothing is opened before it is asked for."""
    settle()
    return Container()
