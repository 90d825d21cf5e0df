"""The guards, each taken out by a weakened port or adapter. No switch of the product does this.

Each is a function that changes a process before it works. A story that ends well with all guards must end
wrong without one: with something twice, lost, or overwritten, with a 429, or with a step that the table of
an invoice's life forbids.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
from dependency_injector import providers
from sqlalchemy import delete, update

from adapters.storage.tables.clerk import clerk
from adapters.storage.tables.sending import element
from domain.dispatch import ElementState
from domain.ids import ConnectionId
from domain.invoice_record import Readiness
from domain.life import Stage
from domain.ports.leases import Lease
from domain.ports.sending import AlwaysPermitted, Permit
from domain.settings import Rhythm
from tests.support.house import House

NOW = timedelta(0)


class Instead:
    """Something real of which some parts are replaced."""

    def __init__(self, real: Any, **parts: Any) -> None:
        """`parts` by their names."""
        self._real = real
        self.__dict__.update(parts)

    def __getattr__(self, name: str) -> Any:
        """All else is the real one's."""
        return getattr(self._real, name)


def no_record_before_sending(house: House) -> None:
    """A store that keeps what is recorded before a request in memory alone: with the process it is gone."""
    storage = house.container.storage()
    for connection in storage.connections.all():
        with storage.store.writing(connection.id) as books:
            for record in books.invoices.listing(limit=1_000):
                if record.stage is Stage.DISPATCHED:
                    again = replace(record, stage=Stage.DUE, readiness=Readiness.READY)
                    books.invoices.put(again)
    with storage.store._transactions.writing() as transaction:
        transaction.execute(delete(element).where(element.c.state == ElementState.DISPATCHED.value))


def no_look_before_a_repeat(house: House) -> None:
    """A ledger that finds nothing of ours, whoever asks."""

    def blind(ledger: Any) -> Any:
        return Instead(
            ledger,
            documents_numbered=lambda numbers: (),
            documents_of_ours=lambda *, since, purpose: (),
            documents_page=lambda page, *, since, purpose: replace(
                ledger.documents_page(page, since=since, purpose=purpose), documents=()
            ),
        )

    of_clerk(house, ledgers=each(house.container.clerk().ledgers, blind))


def no_wait_before_absence_counts(house: House) -> None:
    """A rhythm in which what is not there at the first look was never there."""

    def hasty(values: Mapping[str, str]) -> Rhythm:
        return replace(house.container.rhythm()(values), absence_wait=NOW)

    of_clerk(house, rhythm=hasty, give_up_after=NOW, ledger_give_up_after=NOW)


def no_fence(house: House) -> None:
    """Leases that all bear one number: what a dead clerk left on its way looks like our own."""
    leases = house.container.storage().leases

    def take(connection_id: ConnectionId, holder: str) -> Lease | None:
        lease = leases.take(connection_id, holder)
        if lease is None:
            return None
        with house.container.storage().store._transactions.writing() as transaction:
            transaction.execute(update(clerk).values(fence=1))
        return replace(lease, fence=1)

    of_clerk(house, leases=Instead(leases, take=take))


def no_refusal_of_an_older_fence(house: House) -> None:
    """A store that takes what a clerk writes whose lease is another's by now."""
    store = house.container.storage().store

    def writing(connection_id: ConnectionId, *, fence: int | None = None) -> Any:
        return store.writing(connection_id)

    of_clerk(house, store=Instead(store, writing=writing))


def no_check_before_the_first_byte(house: House) -> None:
    """A keeper of leases whose permit is for ever."""

    @contextmanager
    def keeping(lease: Lease) -> Iterator[Permit]:
        yield AlwaysPermitted()

    of_clerk(house, keeper=Instead(house.container.clerk().keeper, keeping=keeping))


def no_unique_number(house: House) -> None:
    """A line on which our numbers get lost, so that Xero makes its own."""
    wire = house.container.xero_wire()
    assert wire is not None
    house.container.xero_wire.override(providers.Object(_Numberless(wire)))


def no_budget(house: House) -> None:
    """Budgets that never say wait."""
    storage = house.container.storage()
    weak: Any = Instead(storage.budgets, take=lambda *args, **more: None)
    storage.budgets = weak


def no_release(house: House) -> None:
    """Books in which no hold is ever found by its cause."""
    store = house.container.storage().store

    @contextmanager
    def writing(connection_id: ConnectionId, *, fence: int | None = None) -> Iterator[Any]:
        with store.writing(connection_id, fence=fence) as books:
            yield Instead(books, holds=Instead(books.holds, with_codes=lambda codes: ()))

    of_clerk(house, store=Instead(store, writing=writing))


def no_reading_before_the_link(house: House) -> None:
    """A portal that shows no reference, whatever stands there."""

    def forgetful(portal: Any) -> Any:
        def head(invoice_id: Any) -> Any:
            return replace(portal.invoice_head(invoice_id), accounting_id="")

        return Instead(portal, invoice_head=head)

    of_clerk(house, portals=each(house.container.clerk().portals, forgetful))


def no_reading_after_the_link(house: House) -> None:
    """A portal that shows what was written last, whatever stands there by then."""

    def trusting(portal: Any) -> Any:
        written: dict[str, str] = {}

        def send_link(envelope: Any) -> Any:
            answer = portal.send_link(envelope)
            written[envelope.path.rpartition("/")[2]] = json.loads(envelope.body)["accounting_id"]
            return answer

        def head(invoice_id: Any) -> Any:
            shown = portal.invoice_head(invoice_id)
            return replace(shown, accounting_id=written.pop(invoice_id, shown.accounting_id))

        return Instead(portal, send_link=send_link, invoice_head=head)

    of_clerk(house, portals=each(house.container.clerk().portals, trusting))


GUARDS: Mapping[str, Callable[[House], None]] = {
    "the record before sending": no_record_before_sending,
    "the look before a repeat": no_look_before_a_repeat,
    "the wait before absence counts": no_wait_before_absence_counts,
    "the fence": no_fence,
    "the refusal of an older fence": no_refusal_of_an_older_fence,
    "the check before the first byte": no_check_before_the_first_byte,
    "the unique number": no_unique_number,
    "the budget": no_budget,
    "the release of holds": no_release,
    "reading before the link is written": no_reading_before_the_link,
    "reading after the link is written": no_reading_after_the_link,
    "the wait before the absence of a payment counts": no_wait_before_absence_counts,
}
"""What is taken out, by the name of the guard; those of payments are in `weakened_payments`."""


class _Numberless(httpx.BaseTransport):
    def __init__(self, wire: httpx.BaseTransport) -> None:
        self._wire = wire

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" and request.url.path.endswith("/Invoices"):
            sent = json.loads(request.read())
            for one in sent["Invoices"]:
                one.pop("InvoiceNumber", None)
            request = httpx.Request(
                request.method,
                request.url,
                headers={k: v for k, v in request.headers.items() if k != "content-length"},
                content=json.dumps(sent).encode(),
                extensions=request.extensions,
            )
        return self._wire.handle_request(request)

    def close(self) -> None:
        self._wire.close()


def of_clerk(house: House, **parts: Any) -> None:
    """The same clerk with other parts."""
    house.container.clerk.override(providers.Object(replace(house.container.clerk(), **parts)))


def each(givers: Any, weaker: Callable[[Any], Any]) -> Any:
    """Ledgers, or portals, each of them weaker."""
    return Instead(givers, of=lambda connection, permit: weaker(givers.of(connection, permit)))
