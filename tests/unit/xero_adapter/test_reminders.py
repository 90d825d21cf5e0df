"""Whether Xero reminds customers by itself, as the adapter reads it."""

from typing import Any

import httpx
import pytest

from domain.errors import Unavailable
from domain.ports.sending import AlwaysPermitted
from tests.unit.xero_adapter.around import Around, Script, answer, connection


def asked(*script: httpx.Response) -> bool | None:
    """What the ledger says after these answers."""
    around = Around(Script(*script))
    return around.open().ledgers.of(connection(), AlwaysPermitted()).reminders_on()


@pytest.mark.parametrize(
    ("rows", "on"),
    [
        ([{"Enabled": True}], True),
        ([{"Enabled": False}], False),
        ([{"Enabled": None}], None),
        ([{}], None),
        ([], None),
    ],
)
def test_one_setting_tells_it(rows: list[Any], on: bool | None) -> None:
    assert asked(answer(200, {"InvoiceReminders": rows})) is on


@pytest.mark.parametrize("status", [403, 404, 400])
def test_who_may_not_ask_does_not_know(status: int) -> None:
    assert asked(answer(status, {"Detail": "no"})) is None


def test_what_cannot_be_read_is_not_taken_for_an_answer() -> None:
    with pytest.raises(Unavailable):
        asked(answer(200, {"Other": []}))
