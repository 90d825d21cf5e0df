"""What the accountant does with money in Xero's screens: matches payments, sets credits against invoices.

A person passes lock dates here; what the screens cannot do at all is refused.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.invoices import accounts, typed, values
from adapters.sandbox.xero.invoices.arithmetic import half_up
from adapters.sandbox.xero.invoices.defaults import today
from adapters.sandbox.xero.invoices.kinds import CREDIT_NOTES
from adapters.sandbox.xero.invoices.opening import open_credit_note, open_invoice
from adapters.sandbox.xero.invoices.record import Credit, Invoice
from adapters.sandbox.xero.invoices.saving import Desk
from adapters.sandbox.xero.organisations.record import Organisation, Row
from adapters.sandbox.xero.payments import posting, rules
from adapters.sandbox.xero.state import XeroState

Amount = Decimal | str | float | None


def pay_invoice(
    state: XeroState,
    tenant_id: str,
    invoice_id: str,
    now: datetime,
    *,
    amount: Amount = None,
    on: date | str | None = None,
    account: str = "",
    reference: str = "",
) -> str:
    """Match money from the bank: all that is due unless less is said. Gives the id of the payment.

    The account goes by its code or name; without one it is the first bank account, and what a person books
    there is reconciled.
    """
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    paid = _amount(invoice, amount, "payment")
    row = _account(desk.organisation, account)
    return posting.post(
        desk,
        invoice,
        row,
        on=_day(desk, on),
        amount=paid,
        reference=reference,
        reconciled=row["Type"] == "BANK",
    ).payment_id


def remove_payment(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, payment_id: str | None = None
) -> str:
    """Take a payment back, the last one unless it is named: what it paid is due again. Gives its id."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    wanted = [one for one in invoice.payments if payment_id in (None, one.payment_id)]
    if not wanted:
        raise ValueError(f"no payment {payment_id or 'on the invoice'}")
    return posting.reverse(desk, wanted[-1]).payment_id


def credit_invoice(
    state: XeroState,
    tenant_id: str,
    invoice_id: str,
    now: datetime,
    *,
    credit_note_id: str | None = None,
    amount: Amount = None,
    on: date | str | None = None,
) -> str:
    """Set a credit note against it, a new one if none is named: all that is due unless less is said.

    Gives the id of the credit. Less becomes due, and no payment is made.
    """
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    credited = _amount(invoice, amount, "credit")
    day = _day(desk, on)
    if credit_note_id is None:
        note = _new_note(desk, invoice, credited, day)
    else:
        _, note = open_credit_note(state, tenant_id, credit_note_id, now)
        _check_note(note, invoice)
        credited = min(credited, note.amount_due) if amount is None else credited
    if credited > note.amount_due:
        raise ValueError(f"{credited} is more than the {note.amount_due} that are left of {note.number}")
    credit = Credit(
        credit_id=state.seeds.guid("allocation"), note=note, invoice=invoice, on=day, amount=credited
    )
    for one in (note, invoice):
        left = one.amount_due - credited
        desk.settle(one, posting.settled(one, day, left=left), credits_=(*one.credits, credit))
    return credit.credit_id


def remove_credit(
    state: XeroState, tenant_id: str, invoice_id: str, now: datetime, *, credit_id: str | None = None
) -> str:
    """Take a credit off the invoice, the last one unless it is named. Gives its id."""
    desk, invoice = open_invoice(state, tenant_id, invoice_id, now)
    wanted = [one for one in invoice.credits if credit_id in (None, one.credit_id)]
    if not wanted:
        raise ValueError(f"no credit {credit_id or 'on the invoice'}")
    gone = wanted[-1]
    for one in (gone.note, invoice):
        kept = tuple(credit for credit in one.credits if credit is not gone)
        desk.settle(one, posting.due_again(one), credits_=kept)
    return gone.credit_id


def _amount(invoice: Invoice, wanted: Amount, noun: str) -> Decimal:
    due = invoice.amount_due
    if invoice.status != "AUTHORISED":
        raise ValueError(f"a {invoice.status} invoice takes no {noun}")
    amount = due if wanted is None else half_up(Decimal(str(wanted)))
    if not 0 < amount <= due:
        raise ValueError(f"{amount} is not between 0 and the {due} that are due")
    return amount


def _account(organisation: Organisation, named: str) -> Row:
    """By code or name, or the first bank account. Raises ValueError if it takes no payments."""
    rows = [row for row in organisation.accounts if row["Status"] == "ACTIVE"]
    if not named:
        rows = [row for row in rows if row["Type"] == "BANK"]
    found = [row for row in rows if named in ("", row.get("Code"), row["Name"])]
    if not found:
        raise ValueError(f"no active account {named or 'of a bank'}")
    if not rules.takes_payments(found[0]):
        raise ValueError(f"account {named} takes no payments")
    return found[0]


def _day(desk: Desk, on: date | str | None) -> date:
    return today(desk.organisation, desk.now) if on is None else values.day("Date", on)


def _new_note(desk: Desk, invoice: Invoice, amount: Decimal, on: date) -> Invoice:
    """One of that amount, with the account and tax of the first line that has them."""
    line = next(line for line in invoice.lines if line.account_id)
    part: dict[str, Any] = {"Description": f"Credit of {invoice.number}", "Quantity": 1}
    part |= {"UnitAmount": amount, "AccountID": line.account_id, "TaxType": line.tax_type or accounts.NO_TAX}
    fields = {
        "Type": CREDIT_NOTES.sale if invoice.sale else CREDIT_NOTES.purchase,
        "CurrencyCode": invoice.fields["CurrencyCode"],
        "LineAmountTypes": "NoTax" if invoice.mode == "NoTax" else "Inclusive",
        "Date": on,
    }
    return typed.add(desk, CREDIT_NOTES, contact_id=invoice.contact.contact_id, lines=[part], fields=fields)


def _check_note(note: Invoice, invoice: Invoice) -> None:
    """Whether it may be set against that invoice at all."""
    if note.status != "AUTHORISED":
        raise ValueError(f"a {note.status} credit note is not set against an invoice")
    same = (note.contact, note.sale, note.fields["CurrencyCode"])
    if same != (invoice.contact, invoice.sale, invoice.fields["CurrencyCode"]):
        raise ValueError("a credit note goes to an invoice of its own contact, kind and currency")
