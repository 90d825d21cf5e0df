"""Commands as a person types them, and what they print."""

import re

from pytest_bdd import parsers, then, when

from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.steps.consent import custom_app
from tests.scenarios.tables import Datatable
from tests.scenarios.terminal import Printed, Terminal
from tests.scenarios.xero_side import XeroSide
from tests.support.house import House


@when(parsers.re(r'I run "(?P<line>[^"]+)"'), target_fixture="printed")
def _(terminal: Terminal, line: str) -> Printed:
    return terminal.run(line)


@when(parsers.re(r'I run "(?P<line>[^"]+)" with the Hubflo key "(?P<key>[^"]+)"'), target_fixture="printed")
def _(terminal: Terminal, hubflo: HubfloSide, line: str, key: str) -> Printed:
    return terminal.run(line, {"HUBFLO_XERO_API_KEY": key})


@when(parsers.re(r'I run "(?P<line>[^"]+)" for a custom connection'), target_fixture="printed")
def _(house: House, terminal: Terminal, hubflo: HubfloSide, xero: XeroSide, line: str) -> Printed:
    custom = custom_app(house, xero)
    secrets = {"HUBFLO_XERO_API_KEY": hubflo.api_key, "HUBFLO_XERO_CLIENT_SECRET": custom.client_secret}
    return terminal.run(f"{line} --custom --client-id {custom.client_id}", secrets)


@when(parsers.re(r'I run "(?P<line>[^"]+)" there'), target_fixture="printed")
def _(copy: Terminal, line: str) -> Printed:
    return copy.run(line)


@then(parsers.parse("it ends with status {status:d}"))
def _(printed: Printed, status: int) -> None:
    assert printed.status == status, printed.text


@then(parsers.parse('it says "{text}"'))
def _(printed: Printed, text: str) -> None:
    assert text in printed.text


@then("it says, in this order:")
def _(printed: Printed, datatable: Datatable) -> None:
    in_order = ".*".join(re.escape(part) for (part,) in datatable)

    assert re.search(in_order, printed.text), printed.text
