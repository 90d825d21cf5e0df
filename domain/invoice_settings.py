"""What a connection's settings say of its invoices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.settings import with_defaults


class CentRounding(StrEnum):
    """Whether the tax of single lines may be moved by a cent so that sums equal the client's document."""

    ASK = "ask"
    ALLOW = "allow"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSettings:
    """From when on invoices are sent, and how. Without a `start` none is. Accounts are codes, '' unknown.

    `version` is that of the settings. `number_pattern` is where the client's number stands in a title.
    `keeps_other_reference`: other text in the portal's accounting reference stays, our link is ours alone.
    `may_redate`: a person may date single invoices into the open period.
    """

    version: int = 0
    start: date | None = None
    for_approval: bool = True
    revenue_account: str = ""
    deposit_account: str = ""
    discount_account: str = ""
    cents: CentRounding = CentRounding.ASK
    ledger_numbers: bool = False
    number_pattern: str = ""
    keeps_other_reference: bool = False
    may_redate: bool = False
    deletes_cancelled: bool = False

    @property
    def are_sent(self) -> bool:
        """Whether invoices are sent at all."""
        return self.start is not None


def invoice_settings_of(version: int, values: Mapping[str, str]) -> InvoiceSettings:
    """What the settings of that version mean for invoices."""
    full = with_defaults(values)
    return InvoiceSettings(
        version=version,
        start=date.fromisoformat(full["start-date"]) if full["start-date"] else None,
        for_approval=full["document-status"] == "awaiting-approval",
        revenue_account=full["revenue-account"],
        deposit_account=full["deposit-account"],
        discount_account=full["discount-account"],
        cents=CentRounding(full["cent-rounding"]),
        ledger_numbers=full["numbers"] == "ledger",
        number_pattern=full["number-in-title"],
        keeps_other_reference=full["other-reference"] == "keep",
        may_redate=full["date-in-books"] == "offered",
        deletes_cancelled=full["cancelled-invoices"] == "delete",
    )
