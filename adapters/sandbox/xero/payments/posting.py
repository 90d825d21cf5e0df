"""Making and reversing a payment: the one way in which money comes to an invoice, by API or by a person.

Nothing is judged here.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.invoices.arithmetic import half_up
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.organisations.record import Organisation, Row
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.wire.moments import to_millisecond


def post(
    desk: Desk,
    invoice: Invoice,
    account: Row,
    *,
    on: date,
    amount: Decimal,
    reference: str = "",
    reconciled: bool = False,
    rate: Decimal | None = None,
    bank_amount: Decimal | None = None,
) -> Payment:
    """A new payment; what pays the rest makes the invoice paid.

    What reached the account counts for more than a rate; where neither is said the invoice's own rate counts.
    """
    if bank_amount is not None:
        rate = amount / bank_amount
    rate = rate or invoice.fields["CurrencyRate"]
    if bank_amount is None:
        bank_amount = amount / rate if _is_in_base(desk.organisation, account) else amount
    payment = Payment(
        payment_id=desk.state.seeds.guid("payment"),
        invoice_id=invoice.invoice_id,
        payment_type="ACCRECPAYMENT" if invoice.sale else "ACCPAYPAYMENT",
        account_id=account["AccountID"],
        on=on,
        amount=amount,
        bank_amount=half_up(bank_amount),
        rate=half_up(rate, 10),
        updated=to_millisecond(desk.now),
        reference=reference,
        reconciled=reconciled,
        client_id=desk.client_id,
    )
    desk.organisation.payments.put(payment)
    left = invoice.amount_due - amount
    desk.settle(invoice, settled(invoice, on, left=left), payments=(*invoice.payments, payment))
    desk.tell_of_payment(payment.payment_id, "CREATE")
    return payment


def reverse(desk: Desk, payment: Payment) -> Payment:
    """What it paid is due again; the record stays, and says that it is deleted."""
    invoice = desk.organisation.paid_by(payment)
    deleted = replace(payment, status="DELETED", updated=to_millisecond(desk.now))
    desk.organisation.payments.put(deleted)
    desk.log("Payment", payment.payment_id, {"Status": (payment.status, deleted.status)})
    kept = tuple(one for one in invoice.payments if one.payment_id != payment.payment_id)
    desk.settle(invoice, due_again(invoice), payments=kept)
    desk.tell_of_payment(payment.payment_id, "UPDATE")
    return deleted


def settled(invoice: Invoice, on: date, *, left: Decimal) -> dict[str, Any]:
    """What money or a credit of that day makes of an invoice, by what it leaves due."""
    if left:
        return {}
    days = [on, *(one.on for one in invoice.payments), *(one.on for one in invoice.credits)]
    return {"Status": "PAID", "FullyPaidOnDate": max(days)}


def due_again(invoice: Invoice) -> dict[str, Any]:
    """What taking money or a credit back makes of an invoice: Xero alone leads it out of PAID."""
    return {"Status": "AUTHORISED", "FullyPaidOnDate": None} if invoice.status == "PAID" else {}


def _is_in_base(organisation: Organisation, account: Row) -> bool:
    """Whether the account is kept in the base currency, as all are that say nothing else."""
    base = organisation.settings["BaseCurrency"]
    return bool(account.get("CurrencyCode", base) == base)
