"""Invoices in Hubflo: what people do with them on its screens, in the words of the features."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.control import perform
from adapters.sandbox.hubflo import Organization
from adapters.sandbox.hubflo.table import Row, Table
from tests.scenarios.hubflo_side import HubfloSide

_LINE = {
    "line": "title",
    "description": "description",
    "quantity": "quantity",
    "price": "unit_price_excluding_tax",
    "discount": "discount_percentage",
    "rate": "vat",
    "kind": "kind",
    "role": "role",
}
_INVOICE = {
    "purchase order": "purchase_order_reference",
    "dated": "custom_issued_at",
    "accounting id": "accounting_id",
    "invoice": "title",
}
_OF_THE_LINE = {"net": "price", "rate": "rate"}
_USUAL = {"line": "Design", "quantity": "2", "price": "450.00", "rate": "20"}
NOBODY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubfloBills:
    """The invoices of one organization, each called by its title."""

    side: HubfloSide
    lost: list[Row] = field(default_factory=list)

    def add(self, row: Mapping[str, str], lines: Iterable[Mapping[str, str]] = (), *, issue: bool) -> str:
        """Write one, and issue it if wanted. Without lines it is two hours of design, 1,080.00 in all.

        In a row `net` is the price of its only line, `to` is whom it is for. Answers its id.
        """
        said = {heading: text for heading, text in row.items() if text}
        whom = said.pop("to", NOBODY)
        recipient = {"recipient_id": self.side.id_of(whom)} if whom else {}
        own = {name: said.pop(heading) for heading, name in _OF_THE_LINE.items() if heading in said}
        only = {**_USUAL, **({"quantity": "1"} if "price" in own else {}), **own}
        typed = [_line_of(line) for line in (list(lines) or [only])]
        days = {"payment_deadline_days": int(said.pop("days"))} if "days" in said else {}
        fields = days | {_INVOICE[heading]: text for heading, text in said.items()}
        return str(self.act("add_invoice", lines=typed, issue=issue, **recipient, **fields))

    def act(self, name: str, /, **arguments: Any) -> object:
        """What the screens offer, by the sandbox's name for it."""
        where = {"organization_id": self.side.organization_id}
        return perform(self.side.world, f"hubflo.{name}", **where, **arguments)

    def do(self, name: str, title: str, **arguments: Any) -> object:
        """The same with one invoice."""
        return self.act(name, invoice_id=self.id_of(title), **arguments)

    def garble(self, title: str, **fields: Any) -> None:
        """The API tells such fields of it, whatever led to them."""
        self._organization.invoices.change(self.id_of(title), fields)

    def usual_lines(self) -> list[dict[str, str]]:
        """Two hours of design, as the screens take them."""
        return [_line_of(_USUAL)]

    def bill_in(self, currency: str) -> None:
        """From now on new invoices are in another currency."""
        self._organization.profile["currency"] = currency

    def lose(self, title: str) -> None:
        """It is not there any more, as if it had never been."""
        organization, lost = self._organization, self.id_of(title)
        left = [row for row in organization.invoices if row["id"] != lost]
        self.lost.append(organization.invoices[lost])
        organization.invoices = Table("recipient_id", "status")
        for row in left:
            organization.invoices.add(row)

    def put_back(self) -> None:
        """What was lost is there again, as it was."""
        self._organization.invoices.add(self.lost.pop())

    def shown(self) -> dict[str, dict[str, Any]]:
        """What Hubflo shows of all of them, by id."""
        return self.side.records("invoices")

    def id_of(self, title: str) -> str:
        """The invoice of that title."""
        found = [invoice_id for invoice_id, shown in self.shown().items() if shown["title"] == title]
        assert len(found) == 1, f"{len(found)} invoices in Hubflo are called {title}"
        return found[0]

    @property
    def _organization(self) -> Organization:
        return self.side.world.hubflo.organizations[self.side.organization_id]


def _line_of(row: Mapping[str, str]) -> dict[str, str]:
    said = {heading: text for heading, text in row.items() if text}
    return {_LINE[heading]: text for heading, text in ({"quantity": "1", "rate": "20"} | said).items()}
