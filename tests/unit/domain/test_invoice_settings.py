"""What a connection's settings mean for its invoices."""

from datetime import date

from domain.invoice_settings import CentRounding, InvoiceSettings, invoice_settings_of


def test_settings_are_read_as_they_are_written() -> None:
    values = {
        "start-date": "2026-03-01",
        "document-status": "draft",
        "revenue-account": "706",
        "cent-rounding": "allow",
        "numbers": "ledger",
        "number-in-title": "INV-*",
        "other-reference": "keep",
        "date-in-books": "offered",
        "cancelled-invoices": "delete",
    }
    settings = invoice_settings_of(4, values)

    assert settings == InvoiceSettings(
        version=4,
        start=date(2026, 3, 1),
        for_approval=False,
        revenue_account="706",
        cents=CentRounding.ALLOW,
        ledger_numbers=True,
        number_pattern="INV-*",
        keeps_other_reference=True,
        may_redate=True,
        deletes_cancelled=True,
    )
    assert settings.are_sent
    assert not invoice_settings_of(0, {}).are_sent
