"""A process that connects, imports and bills like any other, and kills or stops itself at a point.

The container is the real one: system clock, threads, the engine that fits the database, real HTTP. What is
overridden are the points, and waits that would make a test take minutes.
"""

import logging
import os
import signal
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

import httpx
import structlog
from dependency_injector import providers

from adapters.sandbox.faults import Side
from adapters.work.executors import AT_ONCE, PoolExecutor
from adapters.xero.settings import XeroSettings
from domain.access import App, AppKind
from domain.connection import Connection
from domain.errors import Problem, StoreAway
from domain.ids import AppId
from domain.services.connecting import Returned
from domain.settings import Rhythm, rhythm_of
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.support.billing import bill, has_read
from tests.support.house import REDIRECT
from tests.support.lives import do_the_job, quiet
from tests.support.points import Points, at, kill_myself, put_points
from tests.support.small_firm import EDITS

LEASE_SECONDS = 2.0
GIVE_UP = timedelta(seconds=1)
CALLS_PER_MINUTE = 1_200
"""Everything here is twenty to sixty times as fast as it is for people; so is a minute of Xero's limit."""
LONGEST_SECONDS = 200.0
"""Whoever is not quiet by then never will be."""
BADLY = 3
"""The exit code of a life that ended with a problem that a command would tell."""
_UNTIL_STOPPED_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a victim lives and whom it talks to."""

    folder: str
    database_url: str
    hubflo: str
    xero: str
    api_key: str
    client_id: str
    tenant_id: str
    ledger: dict[str, str]
    organization_id: str = ""
    bills: bool = False
    """Whether its job is to send invoices; else it is to import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """The point, by its number, at which a life ends by SIGKILL, or stops by SIGSTOP until it is woken.

    To be stopped at, a point may be given by its name too: it is the first one of that name.
    `with_checks` adds the points between the check of the lease and the first byte; `at_once` is how many
    units may be in flight.
    """

    kill_at: int | None = None
    stop_at: int | str | None = None
    with_checks: bool = False
    at_once: int = AT_ONCE


UNTOUCHED = Fate()


def main(place: Place, fate: Fate, report: str) -> None:
    """The whole job.

    Leaves in the file `report` where it was killed or is stopped, or all that it passed, or the code of the
    problem with which it ended.
    """
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    stopped = list[str]()

    def die() -> NoReturn:
        Path(report).write_text(points.passed[-1])
        kill_myself()

    def perhaps_stop(number: int, name: str) -> None:
        if fate.stop_at in (number, name) and not stopped:
            stopped.append(name)
            Path(report).write_text(name)
            os.kill(os.getpid(), signal.SIGSTOP)
            time.sleep(_UNTIL_STOPPED_SECONDS)  # the thread that sends it may run on for a moment

    points = Points(at(fate.kill_at), die=die, at_each=perhaps_stop)
    container = _container(place, points, fate)
    try:
        _work(place, container)
    except Problem as problem:
        Path(report).write_text(" ".join([problem.reason, *problem.facts.values()]))
        sys.exit(BADLY)
    finally:
        container.shutdown_resources()
    Path(report).write_text("\n".join(points.passed))


def _work(place: Place, container: Container) -> None:
    clock = container.clock()
    give_up_at = clock.monotonic() + LONGEST_SECONDS

    def until_quiet(connection: Connection, since: datetime | None = None) -> None:
        store = container.storage().store
        container.engine().wake(connection.id)

        def is_over() -> bool:
            if clock.monotonic() > give_up_at:
                raise TimeoutError("work is left, and it does not end")
            try:
                is_read = since is None or has_read(store, connection.id, since)
                return is_read and quiet(store, connection.id, clock.now())
            except StoreAway:
                return False  # whoever looks on looks again

        container.engine().run(is_over)

    if place.bills:
        bill(
            container,
            place.organization_id,
            place.tenant_id,
            _Elsewhere(place),
            connect=lambda: _connect(container, place),
            until_quiet=until_quiet,
        )
    else:
        do_the_job(
            container,
            connect=lambda: _connect(container, place),
            until_quiet=until_quiet,
            edit=lambda: _edit(place),
        )


def _container(place: Place, points: Points, fate: Fate) -> Container:
    folder = Path(place.folder)
    container = Container()
    container.settings.override(
        providers.Object(
            OperatorSettings(
                data_folder=folder / "data",
                config_folder=folder / "config",
                database_url=place.database_url,
                hubflo_url=f"{place.hubflo}/api/v2",
                xero_url=place.xero,
                lease_seconds=LEASE_SECONDS,
                tick_seconds=0.2,
            )
        )
    )
    container.executor.override(providers.Factory(PoolExecutor, fate.at_once))
    container.rhythm.override(providers.Object(_hasty))
    container.xero_settings.override(providers.Object(XeroSettings(calls_per_minute=CALLS_PER_MINUTE)))
    container.give_up_after.override(providers.Object(GIVE_UP))
    container.ledger_give_up_after.override(providers.Object(GIVE_UP))
    put_points(container, points, _plain_wire, with_checks=fate.with_checks)
    return container


def _plain_wire() -> httpx.HTTPTransport:
    """Loopback without TLS needs no certificates, and reading them takes longer than a request."""
    return httpx.HTTPTransport(verify=False)


def _hasty(values: Any) -> Rhythm:
    return replace(
        rhythm_of(values),
        absence_wait=timedelta(seconds=1),
        settle_pause=timedelta(milliseconds=100),
        walk_every=timedelta(seconds=1),
        documents_every=timedelta(seconds=1),
    )


def _connect(container: Container, place: Place) -> Connection:
    connecting, apps = container.connecting(), container.storage().apps
    portal = connecting.portal(place.api_key)
    app = apps.put(
        App(
            id=AppId(container.identity().new_id()),
            workspace_id=apps.default_workspace(),
            kind=AppKind.PUBLIC,
            client_id=place.client_id,
            redirect_address=REDIRECT,
        ),
        secret="",
    )
    address = connecting.begin(app)
    reached = connecting.finish(_allowed(place, address))
    return connecting.join(
        reached,
        reached.tenants[0],
        name="default",
        api_key=place.api_key,
        portal=portal,
        actor="person:test",
    )


def _allowed(place: Place, address: str) -> Returned:
    """A person presses Allow."""
    query = dict(parse_qsl(urlsplit(address).query))
    back = _act(place, "xero.consent", request_query=query, tenant_id=place.tenant_id)
    returned = dict(parse_qsl(urlsplit(back).query))
    return Returned(state=returned["state"], code=returned["code"])


def _edit(place: Place) -> None:
    """The accountant changes something; nothing the second time."""
    for label, fields in EDITS.items():
        contact_id = place.ledger[label]
        _act(place, "xero.edit_contact", tenant_id=place.tenant_id, contact_id=contact_id, **fields)


class _Elsewhere:
    """People at the screens of both services."""

    def __init__(self, place: Place) -> None:
        """Where those are."""
        self._place = place

    def act(self, name: str, /, **arguments: Any) -> Any:
        """Done over there."""
        return _act(self._place, name, **arguments)

    def records(self, side: Side) -> dict[str, Any]:
        """As they are shown now."""
        address = self._place.xero if side == "xero" else self._place.hubflo
        with httpx.Client(transport=_plain_wire(), timeout=10) as people:
            answer = people.get(f"{address}/_sandbox/records")
            answer.raise_for_status()
            shown: dict[str, Any] = answer.json()
        return shown


def _act(place: Place, act: str, **arguments: Any) -> str:
    """What people do goes beside the points: it is not ours."""
    with httpx.Client(transport=_plain_wire(), timeout=10) as people:
        answer = people.post(f"{place.xero}/_sandbox/acts/{act}", json=arguments)
        answer.raise_for_status()
        return str(answer.json()["result"])
