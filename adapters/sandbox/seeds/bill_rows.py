"""What the firm has billed before Xero is connected: the recent past as it usually is, and every odd case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Fate = Literal["draft", "issued", "paid", "part paid", "paid by stripe", "cancelled"]
"""How far an invoice has come by the day on which Xero is connected."""

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRow:
    """An invoice in Hubflo, so many days old. `to` is the label of a contact, `more` has Hubflo's fields."""

    label: str
    days_ago: int
    title: str
    to: str | None
    lines: tuple[Fields, ...]
    fate: Fate = "issued"
    more: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """An invoice that Hubflo's screens make of another: the next one of a subscription, or a credit note."""

    label: str
    days_ago: int
    of: str
    kind: Literal["recurring", "credit note"]
    fate: Literal["issued", "paid"] = "issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """An invoice or bill that somebody typed into Xero. `to` is the label of a ledger contact."""

    label: str
    days_ago: int
    to: str
    lines: tuple[dict[str, Any], ...]
    paid: bool = False
    more: Fields = field(default_factory=dict)
    """Further fields by Xero's names."""


def _line(title: str, price: str, times: str = "1", vat: str = "20", **more: Any) -> Fields:
    return {"title": title, "unit_price_excluding_tax": price, "quantity": times, "vat": vat, **more}


def _subtotal(title: str) -> Fields:
    return {"title": title, "kind": "subtotal", "quantity": 1, "vat": 0}


def _section(title: str) -> Fields:
    return {"title": title, "role": "section"}


IMPORTED: tuple[BillRow, ...] = (
    BillRow(label="imported-paid", days_ago=760, title="Brand book", to="email-and-name", fate="paid",
            lines=(_line("Brand book", "4200"),)),
    BillRow(label="imported-open", days_ago=410, title="Website launch", to="email-and-company",
            lines=(_line("Launch", "1850"), _line("Photography", "640"))),
)  # fmt: skip
"""Taken over from the tool that the firm used before Hubflo."""

BILLED: tuple[BillRow | CopyRow, ...] = (
    BillRow(label="long-ago", days_ago=290, title="Annual plan", to="legal-form", fate="paid",
            lines=(_line("Annual plan", "1450", "4"),)),
    BillRow(label="cancelled", days_ago=130, title="Team workshop", to="email-in-other-case",
            fate="cancelled", lines=(_line("Workshop", "980"),)),
    BillRow(label="part-paid", days_ago=96, title="Leaflets", to="vat-number", fate="part paid",
            lines=(_line("Design", "620"), _line("Energy leaflet", "0.42", "2500", "5"))),
    BillRow(label="paid-by-stripe", days_ago=82, title="Audit", to="company-number", fate="paid by stripe",
            lines=(_line("Audit", "1100"), _line("Report", "275.50"))),
    CopyRow(label="credit-note", days_ago=75, of="paid-by-stripe", kind="credit note"),
    BillRow(label="overdue", days_ago=70, title="Support, spring", to="accents-on-one-side",
            lines=(_line("Support", "78", "7.5", kind="hour"),), more={"payment_deadline_days": 14}),
    BillRow(label="retainer-1", days_ago=63, title="Retainer", to="vat-number", fate="paid",
            lines=(_line("Retainer", "900", kind="month", description="Two days of advice a month"),),
            more={"purchase_order_reference": "PO-7731", "payment_deadline_days": 14}),
    BillRow(label="no-recipient", days_ago=52, title="Open day stand", to=None,
            lines=(_line("Stand", "350"),)),
    BillRow(label="other-tool", days_ago=46, title="Photography", to="double-spaces",
            lines=(_line("Half a day", "480"),), more={"accounting_id": "QB-1043"}),
    BillRow(label="zero-total", days_ago=41, title="First hour free", to="only-here",
            lines=(_line("Consulting", "95", kind="hour", discount_percentage=100),)),
    BillRow(label="zero-rate", days_ago=36, title="Talk in Lyon", to="accents-on-one-side",
            lines=(_line("Talk", "1200", vat="0"), _line("Slides", "150"))),
    CopyRow(label="retainer-2", days_ago=32, of="retainer-1", kind="recurring", fate="paid"),
    BillRow(label="one-name", days_ago=27, title="Poster", to="one-name-only",
            lines=(_line("Poster", "220"),)),
    BillRow(label="no-email", days_ago=23, title="Menu cards", to="name-and-no-email-there",
            lines=(_line("Menu cards", "3.10", "60"),)),
    BillRow(label="fine-prices", days_ago=20, title="Labels", to="several-emails-one-name",
            lines=(_line("Labels", "0.0375", "1210"), _line("Artwork", "33.333333", "3"))),
    BillRow(label="typed-in-xero-too", days_ago=16, title="Strategy day", to="phone-to-fill",
            lines=(_line("Strategy day", "1400"),)),
    BillRow(label="dated-before", days_ago=13, title="Catering", to="email-and-name",
            lines=(_line("Lunch", "14.95", "22"),), more={"custom_issued_at": 17}),
)  # fmt: skip
"""From the oldest on. A `custom_issued_at` is a number of days too."""

LAST_FIVE: tuple[BillRow | CopyRow, ...] = (
    BillRow(label="website", days_ago=9, title="Website, last third", to="email-and-company",
            lines=(_line("Programming", "85", "12.5", kind="hour", description="Shop and newsletter"),
                   _line("Design", "640", discount_percentage="10"),
                   _line("Hosting for a year", "18.50", "12", kind="month")),
            more={"purchase_order_reference": "PO-2291"}),
    BillRow(label="mixed-rates", days_ago=6, title="Printed guides", to="legal-form",
            lines=(_line("Layout", "410"), _line("Guides, 200 copies", "4.85", "200", "0"),
                   _line("Delivery", "36.40"))),
    BillRow(label="workshop", days_ago=4, title="Workshop in Leeds", to="email-in-other-case",
            lines=(_section("Day one"), _line("Workshop", "1150"), _line("Room", "140"),
                   _subtotal("Day one"), _line("Travel", "61.70"),
                   _line("Discount for regulars", "75", kind="discount")),
            more={"payment_deadline_days": 14}),
    CopyRow(label="retainer-3", days_ago=2, of="retainer-1", kind="recurring"),
    BillRow(label="deposit", days_ago=1, title="Brand refresh, deposit", to="company-number",
            lines=(_line("Deposit of 30 %", "1500", kind="deposit"),), more={"payment_deadline_days": 0}),
)  # fmt: skip
"""The last five that were issued, as a first run shows them."""

DRAFTED = BillRow(label="draft", days_ago=0, title="Autumn campaign", to="double-spaces", fate="draft",
                  lines=(_line("Campaign", "2100"),))  # fmt: skip

_SALES = {"AccountCode": "200", "TaxType": "OUTPUT2"}

TYPED: tuple[TypedRow, ...] = (
    TypedRow(label="paid", days_ago=58, to="company", paid=True,
             lines=({"Description": "Survey of the old mill", "Quantity": 1, "UnitAmount": 780, **_SALES},)),
    TypedRow(label="bill", days_ago=40, to="person-also-supplier",
             lines=({"Description": "Desk hire", "Quantity": 3, "UnitAmount": 95, "AccountCode": "400"},),
             more={"Type": "ACCPAY", "InvoiceNumber": "HT-88"}),
    TypedRow(label="the-same", days_ago=15, to="phone-to-fill",
             lines=({"Description": "Strategy day", "Quantity": 1, "UnitAmount": 1400, **_SALES},)),
    TypedRow(label="drafted", days_ago=3, to="person",
             lines=({"Description": "Coaching", "Quantity": 2, "UnitAmount": 120, **_SALES},),
             more={"Status": "DRAFT"}),
)  # fmt: skip
"""What the bookkeeper wrote in Xero by hand; one of them is an invoice of Hubflo's once more."""
