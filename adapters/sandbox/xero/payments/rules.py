"""What Xero refuses in a payment, in its own sentences where those are on record.

On record are the one for a document that is not approved and the one for too much (often both together), for
an account that is not there, for one that takes no payments, and for an update of more than the status.
Those for an amount of nothing, a document that is not there, several documents or none, an archived account,
another status, and a payment that is deleted already are not.
"""

from decimal import Decimal

from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Row
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.payments.sent import Sent

NO_DOCUMENT = "A payment must be applied to an invoice, credit note, prepayment or overpayment."
SEVERAL_DOCUMENTS = "A payment cannot be applied to more than one document."
UNKNOWN_INVOICE = "Invoice could not be found"
NO_REFUND = "Refunds are not supported by this sandbox: a payment must be applied to an invoice."

_ONLY_STATUS = "Only Status accepted for updates."
_NO_UPDATE = "Payments cannot be modified, only created and deleted."
_DELETED = "This payment has already been deleted."
_NOT_APPROVED = "Payments can only be made against Authorised documents"
_TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
_NOTHING = "Payment amount must be greater than zero"


def amount_errors(invoice: Invoice, amount: Decimal) -> list[str]:
    """Whether the invoice takes that much."""
    errors = [] if invoice.status == "AUTHORISED" else [_NOT_APPROVED]
    if amount <= 0:
        return [*errors, _NOTHING]
    return [*errors, _TOO_MUCH] if amount > invoice.amount_due else errors


def account_errors(account: Row | None) -> list[str]:
    """A bank account, or one that takes payments, and not put away."""
    if account is None:
        return ["Account could not be found"]
    if account["Status"] != "ACTIVE":
        return ["Account must be valid."]
    if takes_payments(account):
        return []
    return ["Account type is invalid for making a payment to/from"]


def takes_payments(account: Row) -> bool:
    return account["Type"] == "BANK" or bool(account["EnablePaymentsToAccount"])


def reversal_errors(payment: Payment, sent: Sent) -> list[str]:
    """A payment is reversed by its status alone, and once."""
    if sent.documents or sent.account or sent.fields.keys() - {"Status", "PaymentID"}:
        return [_ONLY_STATUS]
    if sent.fields.get("Status", "").upper() != "DELETED":
        return [_NO_UPDATE]
    return [_DELETED] if payment.status == "DELETED" else []
