"""The lines to Hubflo and to Xero when an invoice goes over them, and what happens between two steps."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from pytest_bdd import given, parsers, then, when

from adapters.sandbox.control import perform
from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.http import Response
from adapters.sandbox.xero.invoices.record import Invoice
from domain.connection import Connection
from domain.units import Prove, SendDocuments, Unit
from tests.scenarios.calls import Calls
from tests.scenarios.grudge import Grudge
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.invoice_office import meanwhile, until
from tests.scenarios.xero_bills import XeroBills
from tests.support.house import House

_WRITES: Mapping[str, dict[str, Any]] = {
    "invoice in Xero": {"side": "xero", "method": "PUT", "path": "/Invoices$"},
    "contact in Xero": {"side": "xero", "method": "PUT", "path": "/Contacts$"},
    "link in Hubflo": {"side": "hubflo", "method": "PATCH", "path": "/invoices/"},
    "number in Xero": {"side": "xero", "method": "POST", "path": "/Invoices$"},
}
_HAPPENS: Mapping[str, dict[str, Any]] = {
    "gets lost before it arrives": {"kind": FaultKind.LOST_BEFORE},
    "gets lost before it arrives, and nobody says so": {"kind": FaultKind.LOST_BEFORE, "look": "timeout"},
    "is done, and the answer gets lost": {"kind": FaultKind.LOST_AFTER},
    "is done 3 minutes late": {"kind": FaultKind.LATE, "seconds": 180.0},
    "is done 13 minutes late": {"kind": FaultKind.LATE, "seconds": 780.0},
    "is done 20 minutes late": {"kind": FaultKind.LATE, "seconds": 1200.0},
    "is answered by an error": {"kind": FaultKind.ERROR},
    "is done, and answered by an error": {"kind": FaultKind.ERROR, "carried_out": True},
    "is answered by a web page": {"kind": FaultKind.GATEWAY},
    "is done, and answered by a web page": {"kind": FaultKind.GATEWAY, "carried_out": True},
    "is done, and half the answer comes": {"kind": FaultKind.CUT},
    "is refused, as the service is not available": {"kind": FaultKind.UNAVAILABLE},
    "meets no connection": {"kind": FaultKind.REFUSED},
    "meets the limit of the minute": {"kind": FaultKind.LIMIT_MINUTE},
    "meets the limit of the day": {"kind": FaultKind.LIMIT_DAY},
    "meets the limit of calls at once": {"kind": FaultKind.LIMIT_CONCURRENT},
    "meets the limit": {"kind": FaultKind.LIMIT},
    "comes with a token that has ended": {"kind": FaultKind.EXPIRED_TOKEN},
}
_ON = rf"the next (?P<what>{'|'.join(_WRITES)}) (?P<happens>{'|'.join(_HAPPENS)})"
_OUT_OF_ORDER = {"is out of order": True, "works again": False}
_UNITS: Mapping[str, type[Unit]] = {
    "created": SendDocuments,
    "proven": Prove,
}
_BETWEEN: Mapping[str, Callable[[HubfloBills, XeroBills, str], object]] = {
    "in Xero its price becomes another": lambda _, xero, title: xero.do(
        "edit_line", title, UnitAmount="500.00"
    ),
    "in Hubflo it is gone": lambda hubflo, _, title: hubflo.lose(title),
    "in Hubflo it is cancelled": lambda hubflo, _, title: hubflo.do("cancel_invoice", title),
}


@given(parsers.re(_ON))
def _(house: House, what: str, happens: str) -> None:
    house.world.faults.add(Fault(**_WRITES[what], **_HAPPENS[happens]))


@given(parsers.re(r"Xero forgets what it answered after (?P<seconds>\d+) seconds"))
def _(house: House, seconds: str) -> None:
    perform(
        house.world, "xero.turn_switches", idempotency_seconds=int(seconds), idempotency_caches_errors=True
    )


@given(parsers.parse("Xero's memory of its answers {how}"))
@when(parsers.parse("Xero's memory of its answers {how}"))
def _(house: House, how: str) -> None:
    perform(house.world, "xero.turn_switches", idempotency_store_down=_OUT_OF_ORDER[how])


@given(parsers.parse('Xero refuses whatever speaks of "{word}" as a whole'), target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch, word: str) -> Grudge:
    return Grudge.borne(house.world, monkeypatch, side="xero", word=word)


@given("Xero refuses to show invoices by their ids", target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Grudge:
    return Grudge.borne(house.world, monkeypatch, side="xero", word="'IDs'")


@given("Hubflo refuses every link", target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Grudge:
    return Grudge.borne(house.world, monkeypatch, side="hubflo", word="accounting_id")


@given("Hubflo shows invoices in its lists alone", target_fixture="grudge")
def _(house: House, monkeypatch: pytest.MonkeyPatch) -> Grudge:
    not_there = Response(status=404, headers={}, body=b"{}")
    return Grudge.borne(house.world, monkeypatch, side="hubflo", word="/invoices/", refusal=not_there)


@when(parsers.re("(Xero|Hubflo) refuses nothing any more"))
def _(grudge: Grudge) -> None:
    grudge.word = ""


@when(parsers.parse('directly after "{title}" was {step}, {what_happens}'))
def _(
    house: House,
    connection: Connection,
    bills: HubfloBills,
    xero_bills: XeroBills,
    title: str,
    step: str,
    what_happens: str,
) -> None:
    happens = _BETWEEN[what_happens]
    meanwhile(house, connection, {_UNITS[step]: lambda: happens(bills, xero_bills, title)})


@when(parsers.parse('"{title}" is sent, and nobody looked for it yet'))
def _(house: House, connection: Connection) -> None:
    until(house, connection, SendDocuments)


@when(parsers.parse('Xero does not show "{title}" directly after it was created'), target_fixture="hidden")
def _(house: House, connection: Connection, xero_bills: XeroBills, title: str) -> list[Invoice]:
    hidden: list[Invoice] = []
    meanwhile(house, connection, {SendDocuments: lambda: hidden.append(xero_bills.hide(title))})
    return hidden


@when("Xero shows it again")
def _(xero_bills: XeroBills, hidden: list[Invoice]) -> None:
    xero_bills.show(hidden.pop())


@given("every call is counted from now on", target_fixture="calls")
def _(house: House) -> Calls:
    return Calls.since_now(house.world)


@then(parsers.parse("Xero was written to {count:d} times"))
def _(calls: Calls, count: int) -> None:
    assert len([call for call in calls.to_xero() if call.method != "GET"]) == count
