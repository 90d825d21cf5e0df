"""Child: `delay INVOICES CONTACTS`: from the issue of an invoice until it stands in Xero, in a real `run`.

Webhooks are on. Meanwhile an import of so many contacts goes on; the sandbox takes its share of the machine.
An invoice's time ends when the answer of the stand-in has been noted in our store.
"""

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from dependency_injector import providers

from entrypoints.container import Container
from entrypoints.settings import OperatorSettings
from tests.benchmarks.measure import Delays, tell
from tests.benchmarks.webhooks import running
from tests.e2e.processes import control, free_port, run, sandbox

_APART_SECONDS, _LONGEST_SECONDS = 5.0, 120.0
"""So far apart that all of them need no more than the half of Xero's minute that no import takes."""
_READY_SECONDS = 300.0


def prepare(environment: Mapping[str, str], chosen: Mapping[str, str] | None = None) -> None:
    """Connected and live, invoices switched on with these settings too, nothing imported yet."""
    run(
        {**environment, "BROWSER": f"{sys.executable} -m tests.benchmarks.browser %s"}, "connect", "--preview"
    )
    container = Container()
    settings = OperatorSettings(
        data_folder=Path(environment["HUBFLO_XERO_DATA_FOLDER"]),
        config_folder=Path(environment["HUBFLO_XERO_CONFIG_FOLDER"]),
        hubflo_url=environment["HUBFLO_XERO_HUBFLO_URL"],
        xero_url=environment["HUBFLO_XERO_XERO_URL"],
    )
    container.settings.override(providers.Object(settings))
    try:
        [connection] = container.storage().connections.all()
        now = container.clock().now()
        with container.storage().store.writing(connection.id) as books:
            wanted = {"start-date": now.date().isoformat(), "revenue-account": "200"}
            books.settings.put({**wanted, **(chosen or {})}, now=now, actor="person:bench")
        container.switching().go_live(connection.id, actor="person:bench")
    finally:
        container.shutdown_resources()


def measure(invoices: int, contacts: int) -> Delays:
    """One measurement."""
    with tempfile.TemporaryDirectory() as home, sandbox(Path(home), "--crowd", str(contacts)) as told:
        port = free_port()
        environment = {
            **told,
            "HUBFLO_XERO_HTTP_PORT": str(port),
            "HUBFLO_XERO_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        prepare(environment)
        with running(environment):
            wait_until(environment, "SELECT count(*) FROM hook WHERE state = 'live'", 3)
            wait_until(environment, "SELECT count(*) FROM dispatch WHERE path LIKE '/contacts%'", 20)
            issued = issue(environment, invoices)
            wait_until(environment, _CREATED.format("count(*)"), invoices)
            [(writes,)] = asked(environment, "SELECT count(*) FROM dispatch WHERE path LIKE '/contacts%'")
        created = {
            subject: datetime.fromisoformat(at).timestamp()
            for subject, at in asked(environment, _CREATED.format("subject, at"))
        }
    seconds = [created[f"invoice:{invoice_id}"] - at for invoice_id, at in issued.items()]
    cuts = quantiles(seconds, n=100)
    return Delays(invoices=invoices, p50=cuts[49], p99=cuts[98], contacts_meanwhile=writes)


_CREATED = "SELECT {} FROM event WHERE code = 'document-created'"


def issue(
    environment: Mapping[str, str], count: int, *, apart_seconds: float = _APART_SECONDS
) -> dict[str, float]:
    """One after the other, at an even pace; when each was issued."""
    [(organization_id,)] = asked(environment, "SELECT portal_id FROM connection")
    person = act(
        environment,
        "hubflo.add_contact",
        organization_id=organization_id,
        first_name="Nova",
        last_name="Client",
        email="nova@client.example",
    )
    issued = {}
    for number in range(count):
        begun = time.monotonic()
        at = datetime.now(UTC).timestamp()
        invoice_id = act(
            environment,
            "hubflo.add_invoice",
            organization_id=organization_id,
            title=f"Job {number}",
            recipient_id=person,
            lines=[{"title": "Work", "quantity": 1, "unit_price_excluding_tax": 100 + number, "vat": 20}],
            issue=True,
        )
        issued[str(invoice_id)] = at
        time.sleep(max(0.0, apart_seconds - (time.monotonic() - begun)))
    return issued


def act(environment: Mapping[str, str], name: str, **arguments: Any) -> Any:
    """What a person does on either side's screens."""
    return control(environment, f"acts/{name}", arguments)["result"]


def asked(environment: Mapping[str, str], query: str) -> list[Any]:
    """What our store says."""
    database = Path(environment["HUBFLO_XERO_DATA_FOLDER"]) / "hubflo-xero.db"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as store:
        return store.execute(query).fetchall()


def wait_until(environment: Mapping[str, str], query: str, wanted: int) -> None:
    """Until a count is that high. Raises TimeoutError."""
    end = time.monotonic() + (_READY_SECONDS if "event" not in query else _LONGEST_SECONDS)
    while asked(environment, query)[0][0] < wanted:
        if time.monotonic() > end:
            raise TimeoutError(json.dumps({"query": query, "found": asked(environment, query)[0][0]}))
        time.sleep(0.2)


if __name__ == "__main__":
    tell(measure(*map(int, sys.argv[1:])))
