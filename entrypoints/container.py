"""The composition root: the only place that picks adapters and knows the container library."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from dependency_injector import containers, providers

from adapters.clock import SystemClock
from adapters.hubflo.settings import DEFAULTS as HUBFLO_SETTINGS
from adapters.hubflo.transport import Network
from adapters.hubflo.webhooks import HubfloHooks
from adapters.identity import SystemIdentity
from adapters.notices.messenger import NoticeTransport
from adapters.work.executors import PoolExecutor
from adapters.xero.settings import XeroSettings
from adapters.xero.transport import Wire
from adapters.xero.webhooks import XeroHooks
from domain.services.adjusting import Adjusting
from domain.services.adopting import Adopting
from domain.services.answering import Answering
from domain.services.answering_invoices import AnsweringInvoices
from domain.services.clerk import Clerk
from domain.services.connecting import Connecting
from domain.services.disconnecting import Disconnecting
from domain.services.examining import Examining
from domain.services.examining_invoices import ExaminingInvoices
from domain.services.examining_notices import ExaminingNotices
from domain.services.examining_payments import ExaminingPayments
from domain.services.first_run import FirstRun
from domain.services.forgetting import Forgetting
from domain.services.fresh_books import FreshBooks
from domain.services.importing import Importing
from domain.services.notifying import Notifying
from domain.services.numbering_invoices import NumberingInvoices
from domain.services.rebuilding import Rebuilding
from domain.services.seen_before import SeenBefore
from domain.services.showing import Showing
from domain.services.showing_invoices import ShowingInvoices
from domain.services.showing_payments import ShowingPayments
from domain.services.steering import Steering
from domain.services.steering_payments import SteeringPayments
from domain.services.switching import Switching
from domain.services.working import Working
from domain.settings import rhythm_of
from entrypoints import engines, openers
from entrypoints.collector import settle
from entrypoints.notices import log_failure, notice_of
from entrypoints.timing import TimedExecutor


class Container(containers.DeclarativeContainer):
    """Everything that an entrypoint takes out and calls.

    `xero_wire`, `hubflo_network` and `lease_clock` stand for the network and the database's clock
    where there is none; None is the real one.
    """

    settings = providers.Singleton(openers.operator_settings)
    clock = providers.Singleton(SystemClock)
    identity = providers.Singleton(SystemIdentity)
    stop = providers.Singleton(threading.Event)

    xero_settings = providers.Object(XeroSettings())
    xero_wire: providers.Provider[Wire | None] = providers.Object(None)
    hubflo_network: providers.Provider[Network | None] = providers.Object(None)
    lease_clock: providers.Provider[Callable[[], datetime] | None] = providers.Object(None)

    vault = providers.Singleton(openers.opened_vault, settings)
    storage = providers.Resource(openers.opened_storage, settings, clock, identity, vault, lease_clock)
    xero = providers.Resource(
        openers.opened_xero, settings, xero_settings, clock, identity, storage, xero_wire
    )
    portals = providers.Resource(openers.opened_portals, settings, clock, storage, hubflo_network)

    keeper = providers.Singleton(openers.lease_keeper, storage, clock, settings)
    portal_hooks = providers.Singleton(HubfloHooks)
    ledger_hooks = providers.Singleton(XeroHooks)

    executor = providers.Factory(PoolExecutor)
    timed_executor = providers.Factory(TimedExecutor, executor, clock)
    rhythm = providers.Object(rhythm_of)
    give_up_after = providers.Object(timedelta(seconds=HUBFLO_SETTINGS.give_up_seconds))
    ledger_give_up_after = providers.Object(timedelta(seconds=XeroSettings().give_up_seconds))
    clerk = providers.Singleton(
        Clerk,
        store=storage.provided.store,
        leases=storage.provided.leases,
        keeper=keeper,
        ledgers=xero.provided.ledgers,
        portals=portals,
        clock=clock,
        identity=identity,
        executor=timed_executor.provider,
        rhythm=rhythm,
        holder=providers.Singleton(openers.holder, identity),
        give_up_after=give_up_after,
        ledger_give_up_after=ledger_give_up_after,
        hook_address=providers.Callable(openers.hook_address, settings),
        should_stop=stop.provided.is_set,
    )
    engine = providers.Resource(engines.opened_engine, clerk, storage, clock, settings)

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
        portals=portals,
        clock=clock,
    )
    switching = providers.Singleton(
        Switching,
        store=storage.provided.store,
        connections=storage.provided.connections,
        instance=storage.provided.instance,
        clock=clock,
    )
    rebuilding = providers.Singleton(Rebuilding, store=storage.provided.store, clock=clock)
    seen_before = providers.Singleton(
        SeenBefore, store=storage.provided.store, ledgers=xero.provided.ledgers, portals=portals
    )
    importing = providers.Singleton(Importing, store=storage.provided.store, clock=clock)
    working = providers.Singleton(Working, store=storage.provided.store, clerk=clerk, clock=clock)
    adjusting = providers.Singleton(
        Adjusting, store=storage.provided.store, ledgers=xero.provided.ledgers, clock=clock
    )
    answering = providers.Singleton(Answering, store=storage.provided.store, clock=clock)
    steering = providers.Singleton(Steering, store=storage.provided.store, clock=clock)
    steering_payments = providers.Singleton(SteeringPayments, store=storage.provided.store, clock=clock)
    adopting = providers.Singleton(
        Adopting, store=storage.provided.store, ledgers=xero.provided.ledgers, clock=clock
    )
    numbering_invoices = providers.Singleton(
        NumberingInvoices, store=storage.provided.store, clock=clock, identity=identity
    )
    answering_invoices = providers.Singleton(AnsweringInvoices, store=storage.provided.store, clock=clock)
    notice_transport: providers.Provider[NoticeTransport | None] = providers.Object(None)
    notifying = providers.Singleton(
        Notifying,
        store=storage.provided.store,
        connections=storage.provided.connections,
        messenger=providers.Singleton(openers.messenger, settings, notice_transport),
        clock=clock,
        write=providers.Object(notice_of),
        failed=providers.Object(log_failure),
    )
    first_run = providers.Singleton(
        FirstRun,
        store=storage.provided.store,
        ledgers=xero.provided.ledgers,
        portals=portals,
        clock=clock,
    )
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
    showing_invoices = providers.Singleton(
        ShowingInvoices, store=storage.provided.store, ledgers=xero.provided.ledgers
    )
    showing_payments = providers.Singleton(ShowingPayments, store=storage.provided.store)
    fresh_books = providers.Factory(FreshBooks, store=storage.provided.store, ledgers=xero.provided.ledgers)
    examining_notices = providers.Singleton(
        ExaminingNotices, store=storage.provided.store, connections=storage.provided.connections
    )
    examining_invoices = providers.Singleton(
        ExaminingInvoices,
        store=storage.provided.store,
        connections=storage.provided.connections,
        apps=storage.provided.apps,
        hook_address=providers.Callable(openers.hook_address, settings),
    )
    examining_payments = providers.Singleton(
        ExaminingPayments, store=storage.provided.store, connections=storage.provided.connections
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
