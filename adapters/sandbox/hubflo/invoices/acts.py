"""What people do with an invoice on Hubflo's screens (Hubflo: help, managing invoices, and Stripe)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from adapters.sandbox.hubflo.invoices.life import OPEN, PAYABLE, Life
from adapters.sandbox.hubflo.invoices.overdue import fall_due
from adapters.sandbox.hubflo.invoices.record import METHODS, sums_of
from adapters.sandbox.hubflo.invoices.typed import typed_fields, typed_lines, typed_moment, typed_number
from adapters.sandbox.hubflo.state import HubfloState
from adapters.sandbox.hubflo.table import Row


def add_invoice(
    state: HubfloState,
    organization_id: str,
    now: datetime,
    *,
    title: str,
    lines: Iterable[Mapping[str, Any]] = (),
    issue: bool = False,
    **fields: Any,
) -> str:
    """Write an invoice with its lines, and issue it if wanted. Returns its id."""
    books = by_person(state, organization_id, now)
    known = typed_fields(books.organization, {"title": title, **fields})
    row = books.draft(known, typed_lines(state, now, lines))
    if issue:
        books.issue(row["id"])
    return str(row["id"])


def edit_invoice(
    state: HubfloState,
    organization_id: str,
    invoice_id: str,
    now: datetime,
    *,
    although_issued: bool = False,
    **fields: Any,
) -> None:
    """Change fields of a draft. Another is changed only if said so: the help rules that out."""
    books = by_person(state, organization_id, now)
    _editable(books, invoice_id, although_issued=although_issued)
    books.change(invoice_id, typed_fields(books.organization, fields))


def set_invoice_lines(
    state: HubfloState,
    organization_id: str,
    invoice_id: str,
    now: datetime,
    *,
    lines: Iterable[Mapping[str, Any]],
    although_issued: bool = False,
) -> None:
    """Replace the lines of a draft. Those of another are replaced only if said so."""
    books = by_person(state, organization_id, now)
    _editable(books, invoice_id, although_issued=although_issued)
    typed, before = typed_lines(state, now, lines), sums_of(state, books.organization, invoice_id).total
    books.organization.lines[invoice_id] = typed
    after = sums_of(state, books.organization, invoice_id).total
    told = {"total": before}, {"total": after}
    state.log(books.organization, "invoice", invoice_id, *told, now=now, who="person")


def issue_invoice(state: HubfloState, organization_id: str, invoice_id: str, now: datetime) -> None:
    """Press Issue on a draft."""
    books = by_person(state, organization_id, now)
    invoice_in(books, invoice_id, "draft")
    books.issue(invoice_id)


def pay_invoice(
    state: HubfloState,
    organization_id: str,
    invoice_id: str,
    now: datetime,
    *,
    amount: object = None,
    method: str = "bank_transfer",
    paid_at: object = None,
) -> None:
    """Mark as paid with what was received: the rest, if no amount is said."""
    books = by_person(state, organization_id, now)
    invoice_in(books, invoice_id, *PAYABLE)
    if method not in METHODS:
        raise ValueError(f"no method {method}")
    received = _rest(books, invoice_id) if amount is None else typed_number(amount)
    when = now if paid_at is None else typed_moment(paid_at)
    paid_amount = books.paid_with(invoice_id, received)
    books.pay(invoice_id, paid_amount=paid_amount, method=method, paid_at=when)


def pay_invoice_by_stripe(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, amount: object = None
) -> None:
    """The client pays by card on the invoice's page, and Hubflo marks it as paid by itself."""
    books, switches = by_person(state, organization_id, now), state.switches
    invoice_in(books, invoice_id, *PAYABLE)
    received = _rest(books, invoice_id) if amount is None else typed_number(amount)
    books.change(invoice_id, {"use_stripe_as_payment_method": True})
    null = switches.stripe_paid_amount == "null"
    books.pay(
        invoice_id,
        paid_amount=None if null else books.paid_with(invoice_id, received),
        method=None if switches.stripe_method == "null" else switches.stripe_method,
        paid_at=now,
    )


def correct_paid_amount(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, paid_amount: object
) -> None:
    """Overwrite what was received, also with less; no event tells of it."""
    books = by_person(state, organization_id, now)
    invoice_in(books, invoice_id, "paid")
    books.change(invoice_id, {"paid_amount": typed_number(paid_amount)})


def cancel_invoice(state: HubfloState, organization_id: str, invoice_id: str, now: datetime) -> None:
    """Cancel an issued, unpaid invoice; it stays where it is, and no event tells of it."""
    books = by_person(state, organization_id, now)
    invoice_in(books, invoice_id, *OPEN)
    books.change(invoice_id, {"status": state.switches.cancelled_word})


def set_invoice_status(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, status: str
) -> None:
    """Whatever leads to a status whose word no page shows, like a partial payment once did."""
    by_person(state, organization_id, now).change(invoice_id, {"status": status})


def change_recipient(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, recipient_id: str | None
) -> None:
    """Address the invoice to another contact, or to nobody."""
    books = by_person(state, organization_id, now)
    typed_fields(books.organization, {"recipient_id": recipient_id})
    books.change(invoice_id, {"recipient_id": recipient_id})


def set_accounting_id(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, accounting_id: str | None
) -> None:
    """Type a reference of some accounting tool into an invoice."""
    by_person(state, organization_id, now).change(invoice_id, {"accounting_id": accounting_id})


def by_person(state: HubfloState, organization_id: str, now: datetime) -> Life:
    """The organization's invoices in the hands of a person; what fell due before is overdue first."""
    organization = state.organizations[organization_id]
    fall_due(state, organization, now)
    return Life(state=state, organization=organization, now=now, who="person")


def invoice_in(books: Life, invoice_id: str, *statuses: str) -> Row:
    """The invoice, which has to be in one of these states for what is to be done."""
    row = books.organization.invoices[invoice_id]
    if row["status"] not in statuses:
        raise ValueError(f"the invoice is {row['status']}, not {' or '.join(statuses)}")
    return row


def _editable(books: Life, invoice_id: str, *, although_issued: bool) -> None:
    if not although_issued:
        invoice_in(books, invoice_id, "draft")


def _rest(books: Life, invoice_id: str) -> Any:
    paid = books.organization.invoices[invoice_id]["paid_amount"] or 0
    return sums_of(books.state, books.organization, invoice_id).total - paid
