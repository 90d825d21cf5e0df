"""Invoices that the screens make from others, or take from another tool.

Hubflo: help, cancelling, duplicating, credit notes, recurring invoices, importing past invoices.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from adapters.sandbox.hubflo.invoices.acts import by_person, invoice_in
from adapters.sandbox.hubflo.invoices.arithmetic import kept
from adapters.sandbox.hubflo.invoices.life import PAYABLE, Life
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.invoices.overdue import watch
from adapters.sandbox.hubflo.invoices.typed import typed_fields, typed_lines, typed_moment, typed_number
from adapters.sandbox.hubflo.replies import instant
from adapters.sandbox.hubflo.state import HubfloState
from adapters.sandbox.hubflo.table import Row

_COPIED = (
    *("title", "description", "comment", "language", "purchase_order_reference", "payment_terms"),
    *("payment_deadline_days", "payment_methods", "use_stripe_as_payment_method", "stripe_auto_charge"),
    *("owner_id", "project_id", "recipient_id"),
)


def duplicate_invoice(state: HubfloState, organization_id: str, invoice_id: str, now: datetime) -> str:
    """A new draft with the same lines. Returns its id."""
    books = by_person(state, organization_id, now)
    original = books.organization.invoices[invoice_id]
    return _copy(books, original, books.organization.lines[invoice_id])


def reissue_invoice(state: HubfloState, organization_id: str, invoice_id: str, now: datetime) -> str:
    """Duplicate a cancelled invoice, and issue the duplicate. Returns its id."""
    books = by_person(state, organization_id, now)
    invoice_in(books, invoice_id, state.switches.cancelled_word)
    again = duplicate_invoice(state, organization_id, invoice_id, now)
    books.issue(again)
    return again


def generate_recurring(
    state: HubfloState, organization_id: str, invoice_id: str, now: datetime, *, send: bool = True
) -> str:
    """A subscription's next invoice, like the one given: issued and sent, or a draft. Returns its id."""
    books = by_person(state, organization_id, now)
    again = duplicate_invoice(state, organization_id, invoice_id, now)
    if send:
        books.issue(again)
        books.change(again, {"sent_at": instant(now)})
    return again


def credit_invoice(
    state: HubfloState,
    organization_id: str,
    invoice_id: str,
    now: datetime,
    *,
    percentage: object = 100,
    issue: bool = True,
) -> str:
    """A credit note over a part of an invoice: another invoice, with negative totals. Returns its id."""
    books = by_person(state, organization_id, now)
    original = invoice_in(books, invoice_id, *PAYABLE)
    part = typed_number(percentage)
    lines = [
        replace(line, role="credit", unit_price_excluding_tax=_part_of(line, part, state))
        for line in books.organization.lines[invoice_id]
        if line.carries_money and line.role == "usual"
    ]
    if not lines:
        raise ValueError("there is nothing to credit")
    note = _copy(books, original, lines, parent=state.switches.credit_note_parent)
    if issue:
        books.issue(note)
    return note


def import_invoice(
    state: HubfloState,
    organization_id: str,
    now: datetime,
    *,
    title: str,
    issued_at: object,
    lines: Iterable[Mapping[str, Any]] = (),
    paid_amount: object = None,
    **fields: Any,
) -> str:
    """An invoice of the past, taken over from another tool without any event. Returns its id."""
    books, when = by_person(state, organization_id, now), instant(typed_moment(issued_at))
    known = typed_fields(books.organization, {"title": title, **fields})
    issued: dict[str, Any] = {"status": "issued", "issued_at": instant(now)}
    issued[state.switches.imported_date] = when
    if paid_amount is not None:
        issued |= {"status": "paid", "paid_amount": typed_number(paid_amount), "paid_at": when}
    row = books.draft(known, typed_lines(state, now, lines), event=False)
    books.change(row["id"], issued)
    watch(books.organization, books.organization.invoices[row["id"]], now)
    return str(row["id"])


def _copy(books: Life, original: Row, lines: Sequence[Line], *, parent: bool = False) -> str:
    """A draft like the original with lines of its own; what happened to the original is not copied."""
    fields = {name: original[name] for name in _COPIED}
    if books.state.switches.copies_keep_accounting_id:
        fields["accounting_id"] = original["accounting_id"]
    if parent:
        fields["parent_invoice_id"] = original["id"]
    created_at = instant(books.now)
    own = [replace(line, id=books.state.new_id(), created_at=created_at) for line in lines]
    return str(books.draft(fields, own)["id"])


def _part_of(line: Line, percentage: Decimal, state: HubfloState) -> Decimal:
    return kept(line.unit_price_excluding_tax * percentage / 100, state.switches.price_places)
