"""Payments that are poisoned among many good ones: refused, answered by errors, and of what is not shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.payment_life import PaymentStage
from tests.simulation.ward import BROKEN, WHOLE, Ward

GOOD = tuple(f"paid {number}" for number in range(20))
PUT, GET = "PUT", "GET"
PAYMENTS, DOCUMENTS = "/Payments", "/Invoices"


@dataclass(frozen=True, slots=True, kw_only=True)
class PoisonedPayment:
    """What Xero does when it has to do with a document, and the code that holds its payment within two hours.

    '' where it is looked for and tried for half a night before.
    """

    code: str
    meddle: Callable[[Ward, str], object]


def _whenever(method: str, path: str, **answer: object) -> Callable[[Ward, str], object]:
    """Every request that names the document is answered so."""
    return lambda ward, document_id: ward.meddle("xero", method, path, document_id, **answer)


POISONED: Mapping[str, PoisonedPayment] = {
    "refused": PoisonedPayment(code="payment-refused", meddle=_whenever(PUT, PAYMENTS, answer=WHOLE)),
    "answered by errors": PoisonedPayment(code="", meddle=_whenever(PUT, PAYMENTS, answer=BROKEN)),
    "not shown": PoisonedPayment(code="payment-unexpected", meddle=_whenever(GET, DOCUMENTS, answer=WHOLE)),
}
"""By the title of its invoice."""
SETTINGS = {"payments-card": "615"}
TITLES = (*GOOD, *POISONED)
UNTIL_READ_SECONDS = 660
"""What people do in Xero is seen every ten minutes."""


def bill(ward: Ward) -> None:
    """All are in Xero, linked and approved."""
    for title in TITLES:
        ward.add(title)
    while not ward.all_linked(TITLES):
        ward.house.run_for(60, tick_seconds=15)
    for one in list(ward.documents.organisation.invoices):
        ward.documents.act("approve_invoice", invoice_id=one.invoice_id)
    ward.house.run_for(UNTIL_READ_SECONDS, tick_seconds=60)


def pay(ward: Ward) -> None:
    """Each client pays all of it, by card."""
    for title in TITLES:
        ward.bills.do("pay_invoice", title, method="bank_card")


def posted(ward: Ward) -> Mapping[str, int]:
    """How many payments there are on the document of each, by its title."""
    there = ward.documents.organisation
    return {
        str(one.fields["Reference"]): len(there.payments.of_invoice(one.invoice_id)) for one in there.invoices
    }


def stands(ward: Ward) -> dict[str, tuple[PaymentStage, str]]:
    """Where the payment of each invoice stands, by its title, and the code of what holds it."""
    with ward.house.container.storage().store.reading(ward.connection.id) as books:
        records = {record.id: record for record in books.invoices.listing(limit=1_000)}
        return {
            records[one.invoice_id].invoice.title: (
                one.stage,
                hold.cause.code if (hold := books.holds.of(one.subject)) else "",
            )
            for one in books.payments.listing(limit=1_000)
        }
