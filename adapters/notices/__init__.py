"""Carries messages to people: one JSON to an address, or an email."""
