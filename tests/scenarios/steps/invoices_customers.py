"""Who is billed: how the questions about customers come about."""

from collections.abc import Mapping

from pytest_bdd import given, parsers

from domain.connection import Connection
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.invoice_office import soon
from tests.scenarios.xero_side import XeroSide, fields_of
from tests.support.house import House

_JANE = {"name": "Jane Smith", "email": "jane@smith.example", "city": "Leeds"}
_IN_XERO: Mapping[str, Mapping[str, str]] = {
    "contact ambiguous": {"name": "Agency", "person": "Gareth Pugh", "email": "jane@smith.example"},
    "contact name taken": {"name": "Jane Smith", "person": "Jane Smith", "email": "jane@other.example"},
}


@given(parsers.parse('a question "{question}" about the customer "Jane Smith"'))
def _(
    house: House,
    connection: Connection,
    xero: XeroSide,
    hubflo: HubfloSide,
    bills: HubfloBills,
    question: str,
) -> None:
    xero.add(fields_of({**_IN_XERO[question], "customer": "no"}))
    hubflo.add_contact(_JANE)
    bills.add({"invoice": "Website", "to": "Jane Smith"}, issue=True)
    soon(house)
