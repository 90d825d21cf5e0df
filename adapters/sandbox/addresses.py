"""Where the sandbox itself is found beside a vendor's own paths."""

CONTROL = "/_sandbox"
"""The page for people is at its end with a slash, the control routes are below."""
