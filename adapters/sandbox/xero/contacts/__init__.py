"""Contacts: their records, their indexes, reading them and writing them."""
