"""Credit notes: kept and counted as invoices are, in a book of their own."""
