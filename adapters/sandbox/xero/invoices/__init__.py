"""Sales invoices and bills: their records, their arithmetic, reading, writing, and what people do to them.

Credit notes are kept by the same rules.
"""
