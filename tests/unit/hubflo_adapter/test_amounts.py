"""Amounts and days: numbers or texts with all their digits, or named as unreadable, never guessed."""

import json

import pytest

from domain.invoice import InvoiceId, InvoiceStatus, PortalInvoice
from tests.unit.hubflo_adapter.scene import INVOICE, INVOICE_ID, scene, told

ID = InvoiceId(INVOICE_ID)


def worded(key: str, text: str) -> PortalInvoice:
    """The same with a value exactly as Hubflo may have written it."""
    document = json.dumps({**INVOICE, key: "HERE"}).replace('"HERE"', text)
    return scene(told(document)).portal.invoice_head(ID)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200", "1200"),
        ("1200.00", "1200.00"),
        ('"1200.00"', "1200.00"),
        ('" 1200.5 "', "1200.5"),
        ("-1200.1", "-1200.1"),
        ('"-1200.1"', "-1200.1"),
        ('"+7"', "7"),
        ("1.2e3", "1200"),
        ('"1.2E+3"', "1200"),
        ("12345678901.123456789012345678", "12345678901.123456789012345678"),
        ('"12345678901.123456789012345678"', "12345678901.123456789012345678"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("-0", "0"),
        ("0e-500", "0"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_an_amount_is_a_number_or_a_text_with_all_its_digits(text: str, amount: str) -> None:
    found = worded("net_total", text)

    assert str(found.net_total) == amount
    assert found.unreadable == ()


NO_AMOUNTS = [
    "null",
    '""',
    '"  "',
    "true",
    '"1,200.00"',
    '"1.200,00"',
    '"1 200"',
    '"1_200"',
    '"€1200"',
    '"0x10"',
    '"NaN"',
    '"Infinity"',
    '"١٢"',
    '"1e999"',
    "1e999",
    "1e99999999999999999999",
    "1000000000000000",
    "1e-100",
    "[1200]",
    '{"amount": 1200}',
]


@pytest.mark.parametrize("text", NO_AMOUNTS)
@pytest.mark.parametrize("key", ["net_total", "tax_total"])
def test_an_amount_that_cannot_be_read_is_named_and_nothing_is_done_with_the_invoice(
    key: str, text: str
) -> None:
    found = worded(key, text)

    assert found.unreadable == (key,)
    assert (found.status, found.status_word) == (InvoiceStatus.UNKNOWN, "issued")
    assert (found.id, found.title, found.currency) == (ID, "Website, March", "EUR")
