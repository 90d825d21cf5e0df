"""What people do about payments on both sides, and how they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from adapters.sandbox.faults import Fault, FaultKind
from domain.connection import Connection
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.tables import words
from tests.scenarios.xero_bills import STATUS, XeroBills
from tests.support.house import House

PAYMENTS = "/Payments$"
METHODS: Mapping[str, str] = {
    "card": "bank_card",
    "transfer": "bank_transfer",
    "PayPal": "paypal",
    "direct debit": "direct_debit",
    "other means": "other",
}
TROUBLES: Mapping[str, tuple[FaultKind, float]] = {
    "lose": (FaultKind.LOST_BEFORE, 0.0),
    "carry out and not answer": (FaultKind.LOST_AFTER, 0.0),
    "take 5 minutes over": (FaultKind.LATE, 300.0),
    "take 20 minutes over": (FaultKind.LATE, 1_200.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentOffice:
    """Payments of one connection, as people see and make them."""

    bills: HubfloBills
    xero_bills: XeroBills

    def paid(self, title: str, by: str, amount: str | None = None, on: datetime | None = None) -> None:
        """Somebody pays in Hubflo: what is open, or so much."""
        more: dict[str, Any] = {} if amount is None else {"amount": amount}
        if by == "Stripe":
            self.bills.do("pay_invoice_by_stripe", title, **more)
            return
        if on is not None:
            more["paid_at"] = on.isoformat()
        self.bills.do("pay_invoice", title, method=METHODS[by], **more)

    def rows(self) -> list[dict[str, str]]:
        """Every payment in Xero, in the order of invoices and of time."""
        accounts = {row["AccountID"]: row.get("Code") or "" for row in self.xero_bills.organisation.accounts}
        return [
            {
                "invoice": self.xero_bills.title_of(one),
                "amount": f"{payment.amount:.2f}",
                "account": accounts.get(payment.account_id, ""),
                "status": STATUS[one.status],
            }
            for one in sorted(self.xero_bills.all(), key=self.xero_bills.title_of)
            for payment in one.payments
        ]

    def paid_in_hubflo(self, title: str) -> Decimal:
        """What Hubflo says was paid."""
        return Decimal(str(self.bills.shown()[self.bills.id_of(title)]["paid_amount"] or 0))


def standings(house: House, connection: Connection) -> list[dict[str, str]]:
    """Where the payments of every invoice stand, and what holds them."""
    with house.container.storage().store.reading(connection.id) as books:
        rows = []
        for payment in books.payments.listing(limit=1_000):
            record = books.invoices.get(payment.invoice_id)
            holds = [books.holds.of(subject) for subject in (payment.subject, f"twin:{payment.subject}")]
            assert record is not None
            rows.append(
                {
                    "invoice": record.invoice.title,
                    "stands": words(payment.stage.value),
                    "because": ", ".join(words(one.cause.code) for one in holds if one is not None),
                }
            )
        return sorted(rows, key=lambda row: row["invoice"])


def trouble(kind: FaultKind, seconds: float = 0.0) -> Fault:
    """It strikes the next creation of payments."""
    return Fault(kind=kind, side="xero", method="PUT", path=PAYMENTS, seconds=seconds)


def notice_lost(seconds: float = 0.0) -> Fault:
    """It strikes the next notice of a payment to Hubflo: carried out so late, or else never."""
    kind = FaultKind.LATE if seconds else FaultKind.LOST_BEFORE
    return Fault(kind=kind, side="hubflo", method="POST", path="/payment-notice$", seconds=seconds)
