"""How each thing of the container is opened, and closed again."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError

from adapters.hubflo.opening import HubfloPortals
from adapters.hubflo.settings import ADDRESS as HUBFLO_ADDRESS
from adapters.hubflo.transport import Network
from adapters.notices.messenger import HttpAndMail, NoticeTransport, mail_server
from adapters.storage.engine import open_engine
from adapters.storage.migrate import upgrade
from adapters.storage.opening import Storage
from adapters.storage.place import place_of
from adapters.storage.sealed import holds_secrets
from adapters.vault import FileVault
from adapters.work.keeper import ThreadKeeper
from adapters.xero.addresses import Addresses
from adapters.xero.opening import Xero, open_xero
from adapters.xero.settings import XeroSettings
from adapters.xero.transport import Wire
from domain.errors import Invalid
from domain.ports.clock import Clock
from domain.ports.identity import Identity
from domain.ports.vault import Vault
from entrypoints.settings import PREFIX, OperatorSettings, allowed


def operator_settings() -> OperatorSettings:
    """Raises Invalid (`operator-settings`) naming what cannot be used and what can, never a value."""
    try:
        return OperatorSettings()
    except ValidationError as problem:
        wrong = {str(error["loc"][0]): error.get("ctx", {}).get("error") for error in problem.errors()}
        # What a check of ours raises is what is allowed.
        names = [f"{PREFIX}{name.upper()} ({reason or allowed(name)})" for name, reason in wrong.items()]
        raise Invalid("operator-settings", names=", ".join(names)) from None


def opened_storage(
    settings: OperatorSettings,
    clock: Clock,
    identity: Identity,
    vault: Vault,
    lease_clock: Callable[[], datetime] | None,
) -> Iterator[Storage]:
    """The store, brought up to date, until it is closed."""
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


def opened_vault(settings: OperatorSettings) -> FileVault:
    """The vault; a key is made only where nothing is sealed yet."""
    engine = open_engine(settings.store_url)
    try:
        upgrade(engine)
        may_create = not holds_secrets(engine)
    finally:
        engine.dispose()
    return FileVault(settings.key_file, may_create=may_create)


def opened_xero(
    settings: OperatorSettings,
    at_xero: XeroSettings,
    clock: Clock,
    identity: Identity,
    storage: Storage,
    wire: Wire | None,
) -> Iterator[Xero]:
    """The line to Xero, until it is closed."""
    xero = open_xero(
        addresses=Addresses.at(settings.xero_url) if settings.xero_url else Addresses(),
        settings=replace(at_xero, calls_per_day=settings.xero_calls_per_day),
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


def opened_portals(
    settings: OperatorSettings, clock: Clock, storage: Storage, network: Network | None
) -> Iterator[HubfloPortals]:
    """The line to Hubflo, until it is closed."""
    portals = HubfloPortals(
        clock=clock,
        budgets=storage.budgets,
        connections=storage.connections,
        address=settings.hubflo_url or HUBFLO_ADDRESS,
        transport=network,
    )
    try:
        yield portals
    finally:
        portals.close()


def lease_keeper(storage: Storage, clock: Clock, settings: OperatorSettings) -> ThreadKeeper:
    """Several renewals may fail before a lease is lost, however long it is set to live."""
    return ThreadKeeper(
        storage.leases,
        clock,
        renew_seconds=settings.lease_seconds / 4,
        margin_seconds=settings.lease_seconds / 10,
    )


def hook_address(settings: OperatorSettings) -> str:
    """Where the portal's webhooks are to post; '' without a public address."""
    return f"{settings.public_url}/webhooks/hubflo" if settings.public_url else ""


def messenger(settings: OperatorSettings, transport: NoticeTransport | None) -> HttpAndMail:
    """Whoever carries notices."""
    return HttpAndMail(server=lambda: mail_server(settings.smtp_url, settings.mail_from), transport=transport)


def holder(identity: Identity) -> str:
    """The name of this process in leases."""
    return f"{socket.gethostname()}:{os.getpid()}:{identity.new_id()}"
