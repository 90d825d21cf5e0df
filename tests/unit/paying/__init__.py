"""What becomes of payments in the books, unit by unit."""
