"""What left us, as the sandbox's request log tells it."""

from pytest_bdd import parsers, then

from tests.scenarios.calls import Calls
from tests.support.house import House


@then("nothing was written")
@then("nothing was written since")
@then("only reads left us")
def _(calls: Calls) -> None:
    assert calls.writes() == []


@then("nothing was asked of anybody since")
def _(calls: Calls) -> None:
    assert calls.everything() == []


@then("Xero was not asked anything")
def _(house: House) -> None:
    assert house.world.xero.calls == []


@then(parsers.re(r"Xero was called at most (?P<most>\d+) times?"))
def _(calls: Calls, most: str) -> None:
    assert len(calls.to_xero()) <= int(most)


@then(parsers.re(r"Hubflo was called at most (?P<most>\d+) times?"))
def _(calls: Calls, most: str) -> None:
    assert len(calls.to_hubflo()) <= int(most)
