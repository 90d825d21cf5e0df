"""The two little languages of Xero's lists, `where` and `order`, for any kind of record."""
