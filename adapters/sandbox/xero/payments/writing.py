"""`PUT /Payments`, `POST /Payments` and `POST /Payments/{id}` (Xero: payments).

Both verbs create; the address of a payment takes its reversal and nothing else.
"""

from decimal import Decimal

from adapters.sandbox.xero import batch
from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.invoices import accounts
from adapters.sandbox.xero.invoices.arithmetic import ZERO, half_up
from adapters.sandbox.xero.invoices.defaults import today
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.invoices.rules import locked_on
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.organisations.record import Row
from adapters.sandbox.xero.payments import posting, rules
from adapters.sandbox.xero.payments.record import Payment
from adapters.sandbox.xero.payments.sent import Sent, echo, read_all
from adapters.sandbox.xero.payments.showing import written
from adapters.sandbox.xero.wire.replies import Reply, not_found


def create_payments(context: Context) -> Reply:
    """All are read before any is made; then each sees what the ones before it left due."""
    outcomes = [_create(context, sent) for sent in read_all(context)]
    return batch.tell(context, "Payments", outcomes, summarize=batch.summarizes(context))


def reverse_payment(context: Context) -> Reply:
    """The id of the address counts, whatever the body says."""
    payment = context.organisation.payments.get(context.rest[0])
    if payment is None:
        return not_found()
    outcomes = [_reverse(context, sent, payment) for sent in read_all(context)[:1]]
    return batch.tell(context, "Payments", outcomes, summarize=batch.summarizes(context))


def _create(context: Context, sent: Sent) -> batch.Outcome:
    invoice, against = _invoice(context, sent)
    account, more = _account(context, sent)
    amount = half_up(sent.fields.get("Amount", ZERO))
    on = sent.fields.get("Date") or today(context.organisation, context.now)
    if invoice is not None:
        against += rules.amount_errors(invoice, amount)
    against += [*more, *locked_on(context.organisation, on)]
    if against or invoice is None or account is None:
        return batch.Outcome(echo(sent), tuple(against))
    payment = posting.post(
        _desk(context),
        invoice,
        account,
        on=on,
        amount=amount,
        reference=sent.fields.get("Reference", ""),
        reconciled=sent.fields.get("IsReconciled", False),
        rate=_exchanged(context, sent, invoice, "CurrencyRate"),
        bank_amount=_exchanged(context, sent, invoice, "BankAmount"),
    )
    return _outcome(context, payment)


def _exchanged(context: Context, sent: Sent, invoice: Invoice, name: str) -> Decimal | None:
    """A rate or an amount of another currency counts where there is one (Xero: payments)."""
    foreign = invoice.fields["CurrencyCode"] != context.organisation.settings["BaseCurrency"]
    value: Decimal = sent.fields.get(name, ZERO)
    return value if foreign and value > 0 else None


def _invoice(context: Context, sent: Sent) -> tuple[Invoice | None, list[str]]:
    """The invoice that is meant, or the sentence against what is."""
    if len(sent.documents) != 1:
        return None, [rules.SEVERAL_DOCUMENTS if sent.documents else rules.NO_DOCUMENT]
    if "Invoice" not in sent.documents:
        return None, [rules.NO_REFUND]
    named, book = sent.documents["Invoice"], context.organisation.invoices
    if "InvoiceID" in named:
        found = book.get(named["InvoiceID"])
    else:
        found = book.with_number(named.get("InvoiceNumber", ""))
    return found, [] if found is not None else [rules.UNKNOWN_INVOICE]


def _account(context: Context, sent: Sent) -> tuple[Row | None, list[str]]:
    """By its id, else by its code."""
    account_id = sent.account.get("AccountID", "")
    code = "" if account_id else sent.account.get("Code", "")
    row = accounts.account(context.organisation, code, account_id) if code or account_id else None
    return row, rules.account_errors(row)


def _reverse(context: Context, sent: Sent, payment: Payment) -> batch.Outcome:
    against = rules.reversal_errors(payment, sent) or locked_on(context.organisation, payment.on)
    if against:
        return batch.Outcome(echo(sent, payment.payment_id), tuple(against))
    return _outcome(context, posting.reverse(_desk(context), payment))


def _outcome(context: Context, payment: Payment) -> batch.Outcome:
    credited = context.state.switches.payment_shows_credited
    return batch.Outcome(written(context.organisation, payment, credited=credited))


def _desk(context: Context) -> Desk:
    return Desk(
        state=context.state,
        organisation=context.organisation,
        now=context.now,
        client_id=context.app.client_id,
    )
