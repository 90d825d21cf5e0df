"""Money in the mass: what we make of an invoice, against both sides' own arithmetic."""
