"""The lines to Hubflo and to Xero: what breaks, what is late, what is refused for too many."""

from typing import Any

from pytest_bdd import given, parsers, then, when

from adapters.sandbox.faults import Fault, FaultKind, Side
from tests.support.house import House

_NEW = {"contact": "/contacts$", "company": "/companies$"}
_LOST: dict[str, dict[str, Any]] = {
    "lost after it was made": {"kind": FaultKind.LOST_AFTER},
    "cut in the middle": {"kind": FaultKind.CUT},
    "a page of something else": {"kind": FaultKind.GATEWAY, "carried_out": True},
}
_CHANGES: dict[str, dict[str, Any]] = {
    "the answer is lost after": {"kind": FaultKind.LOST_AFTER},
    "the line breaks before": {"kind": FaultKind.LOST_BEFORE},
}
_TROUBLES = {
    "cannot be reached": FaultKind.REFUSED,
    "answers only errors": FaultKind.ERROR,
    "answers with web pages": FaultKind.GATEWAY,
    "is offline": FaultKind.UNAVAILABLE,
}
_SIDES: dict[str, Side] = {"Xero": "xero", "Hubflo": "hubflo"}
_LIMITS = {"minute": FaultKind.LIMIT_MINUTE, "day": FaultKind.LIMIT_DAY}


@given(parsers.parse("Hubflo's answer to the first new {what} is {lost}"))
def _(house: House, what: str, lost: str) -> None:
    house.world.faults.add(Fault(side="hubflo", method="POST", path=_NEW[what], **_LOST[lost]))


@given(parsers.parse("the first new {what} never reaches Hubflo, and nobody says so"))
def _(house: House, what: str) -> None:
    kind = FaultKind.LOST_BEFORE
    house.world.faults.add(Fault(kind=kind, side="hubflo", method="POST", path=_NEW[what], look="timeout"))


@given(parsers.parse("Hubflo carries the first new {what} out {minutes:d} minutes late"))
def _(house: House, what: str, minutes: int) -> None:
    kind, seconds = FaultKind.LATE, minutes * 60.0
    house.world.faults.add(Fault(kind=kind, side="hubflo", method="POST", path=_NEW[what], seconds=seconds))


@given(parsers.parse("{what_happens} the first change in Hubflo"))
def _(house: House, what_happens: str) -> None:
    house.world.faults.add(Fault(side="hubflo", method="PATCH", **_CHANGES[what_happens]))


@given(parsers.re(rf"(?P<side>Xero|Hubflo) (?P<trouble>{'|'.join(_TROUBLES)})"))
def _(house: House, side: str, trouble: str) -> None:
    house.world.faults.add(Fault(kind=_TROUBLES[trouble], side=_SIDES[side], count=None))


@given(parsers.parse("Hubflo cannot be reached from its {nth:d}th call on"))
def _(house: House, nth: int) -> None:
    house.world.faults.add(Fault(kind=FaultKind.REFUSED, side="hubflo", nth=nth, count=None))


@given(parsers.parse("Xero says once that the limit of the {limit} is reached, for {seconds:d} seconds"))
def _(house: House, limit: str, seconds: int) -> None:
    house.world.faults.add(Fault(kind=_LIMITS[limit], side="xero", path="/Contacts$", seconds=seconds))


@given("Hubflo says once that its limit is reached")
def _(house: House) -> None:
    house.world.faults.add(Fault(kind=FaultKind.LIMIT, side="hubflo", path="/contacts$"))


@when("Xero says once that the access token has ended")
def _(house: House) -> None:
    house.world.faults.add(Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", path="/Contacts$"))


@given("Xero's answer to the next refresh is lost after it was done")
def _(house: House) -> None:
    house.world.faults.add(Fault(kind=FaultKind.LOST_AFTER, side="xero", path="/connect/token$"))


@when(parsers.re("(Xero|Hubflo) works again"))
def _(house: House) -> None:
    house.world.faults.clear()


@then(parsers.parse("{side} was tried between {least:d} and {most:d} times"))
def _(house: House, side: str, least: int, most: int) -> None:
    tried = [strike for strike in house.world.faults.strikes if strike.side == _SIDES[side]]

    assert least <= len(tried) <= most
