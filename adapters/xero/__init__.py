"""Xero as the ledger: consent, tokens, and one organisation's books over its Accounting API."""
