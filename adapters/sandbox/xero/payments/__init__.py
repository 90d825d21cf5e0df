"""Payments of invoices and bills: their records, reading, making and reversing them."""
