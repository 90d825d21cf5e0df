"""Rows to values and back: two functions per value, and JSON that newer code can still read."""
