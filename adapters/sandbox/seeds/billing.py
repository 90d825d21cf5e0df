"""A year and more of the firm's invoices, written on the days on which they are said to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adapters.sandbox import hubflo, xero
from adapters.sandbox.hubflo.invoices.acts import by_person
from adapters.sandbox.seeds.bill_rows import (
    BILLED,
    DRAFTED,
    IMPORTED,
    LAST_FIVE,
    TYPED,
    BillRow,
    CopyRow,
    Fate,
    TypedRow,
)
from adapters.sandbox.seeds.firm import Firm
from adapters.sandbox.world import World

_PART = 200
_PAID_AFTER = timedelta(days=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bills:
    """The ids of the seeded invoices by label: Hubflo's, and those typed into Xero."""

    portal: Mapping[str, str]
    ledger: Mapping[str, str]


def billing(world: World, firm: Firm, now: datetime) -> Bills:
    """Seed them into the firm's two sides, in the order in which they were made.

    What people did then is no news today: nothing of it is in the log of changes.
    """
    with world.lock:
        portal, known = world.hubflo, len(world.hubflo.changes)
        made: dict[str, str] = {}
        for taken_over in IMPORTED:
            made[taken_over.label] = _imported(portal, firm, taken_over, now)
        for row in (*BILLED, *LAST_FIVE, DRAFTED):
            at = now - timedelta(days=row.days_ago)
            made[row.label] = (
                _written(portal, firm, row, at, now)
                if isinstance(row, BillRow)
                else _copied(portal, firm, row, made[row.of], at)
            )
        by_person(portal, firm.organization_id, now)
        del portal.changes[known:]
        known = len(world.xero.changes)
        typed = {typed.label: _typed(world.xero, firm, typed, now) for typed in TYPED}
        del world.xero.changes[known:]
    return Bills(portal=made, ledger=typed)


def _imported(portal: hubflo.HubfloState, firm: Firm, row: BillRow, now: datetime) -> str:
    """Taken over on its own day, as if the firm had come to Hubflo before it."""
    issued_at = now - timedelta(days=row.days_ago)
    invoice_id = hubflo.import_invoice(
        portal,
        firm.organization_id,
        issued_at,
        title=row.title,
        issued_at=issued_at,
        lines=row.lines,
        recipient_id=_recipient(firm, row),
    )
    _befall(portal, firm, invoice_id, row.fate, issued_at + _PAID_AFTER)
    return invoice_id


def _written(portal: hubflo.HubfloState, firm: Firm, row: BillRow, at: datetime, now: datetime) -> str:
    more: dict[str, Any] = dict(row.more)
    if "custom_issued_at" in more:
        more["custom_issued_at"] = now - timedelta(days=more["custom_issued_at"])
    invoice_id = hubflo.add_invoice(
        portal,
        firm.organization_id,
        at,
        title=row.title,
        lines=row.lines,
        issue=row.fate != "draft",
        recipient_id=_recipient(firm, row),
        **more,
    )
    _befall(portal, firm, invoice_id, row.fate, at + _PAID_AFTER)
    return invoice_id


def _copied(portal: hubflo.HubfloState, firm: Firm, row: CopyRow, original: str, at: datetime) -> str:
    make = hubflo.generate_recurring if row.kind == "recurring" else hubflo.credit_invoice
    copy = make(portal, firm.organization_id, original, at)
    _befall(portal, firm, copy, row.fate, at + _PAID_AFTER)
    return copy


def _befall(portal: hubflo.HubfloState, firm: Firm, invoice_id: str, fate: Fate, at: datetime) -> None:
    """What became of it some days later."""
    books = firm.organization_id
    match fate:
        case "paid":
            hubflo.pay_invoice(portal, books, invoice_id, at)
        case "part paid":
            hubflo.pay_invoice(portal, books, invoice_id, at, amount=_PART, method="check")
        case "paid by stripe":
            hubflo.pay_invoice_by_stripe(portal, books, invoice_id, at)
        case "cancelled":
            hubflo.cancel_invoice(portal, books, invoice_id, at)


def _typed(ledger: xero.XeroState, firm: Firm, row: TypedRow, now: datetime) -> str:
    at = now - timedelta(days=row.days_ago)
    invoice_id = xero.add_invoice(
        ledger,
        firm.tenant_id,
        at,
        contact_id=firm.ledger[row.to],
        lines=row.lines,
        DueDate=(at + timedelta(days=30)).date(),
        **row.more,
    )
    if row.paid:
        xero.pay_invoice(ledger, firm.tenant_id, invoice_id, at + _PAID_AFTER)
    return invoice_id


def _recipient(firm: Firm, row: BillRow) -> str | None:
    return None if row.to is None else firm.people[row.to]
