"""Invoices: drafts and their lines, issuing, payments, and what only Hubflo's screens can do with them."""
