"""Editing on Hubflo's screens: drafts, and what the help rules out."""

import pytest

from adapters.sandbox import hubflo
from tests.unit.sandbox_hubflo_invoices.desk import PLAIN, Desk
from tests.unit.sandbox_hubflo_invoices.test_screens import by_person


def test_a_draft_is_edited_field_by_field_and_line_by_line() -> None:
    desk = Desk()
    invoice_id = desk.draft(custom_issued_at="2026-10-01T00:00:00Z")
    other = desk.person("Eve", "Else")["id"]

    desk.act(hubflo.edit_invoice, invoice_id, title="Shop", recipient_id=other, payment_deadline_days=14)
    desk.act(hubflo.set_invoice_lines, invoice_id, lines=[PLAIN, PLAIN | {"kind": "deposit"}])

    shown = desk.invoice(invoice_id)
    assert (shown["title"], shown["recipient_id"], shown["net_total"]) == ("Shop", other, 2400)
    assert shown["custom_issued_at"] == "2026-10-01T00:00:00Z"
    edited, relined = by_person(desk, invoice_id)
    assert edited.fields == ("payment_deadline_days", "recipient_id", "title")
    assert (relined.old, relined.new) == ({"total": 0}, {"total": 2400})


def test_what_is_issued_is_edited_only_by_whoever_says_so() -> None:
    desk = Desk()
    invoice_id = desk.issued()

    with pytest.raises(ValueError, match="issued, not draft"):
        desk.act(hubflo.edit_invoice, invoice_id, title="Shop")
    with pytest.raises(ValueError, match="issued, not draft"):
        desk.act(hubflo.set_invoice_lines, invoice_id, lines=[PLAIN])
    desk.act(hubflo.edit_invoice, invoice_id, although_issued=True, title="Shop")
    desk.act(hubflo.set_invoice_lines, invoice_id, although_issued=True, lines=[PLAIN, PLAIN])

    assert (desk.invoice(invoice_id)["title"], desk.invoice(invoice_id)["net_total"]) == ("Shop", 2400)


def test_a_wrong_line_leaves_the_others_alone() -> None:
    desk = Desk()
    invoice_id = desk.draft()
    desk.line(invoice_id)

    with pytest.raises(ValueError, match="Title must be filled in"):
        desk.act(hubflo.set_invoice_lines, invoice_id, lines=[{"quantity": 1, "vat": 0}])

    assert len(desk.lines(invoice_id)) == 1
