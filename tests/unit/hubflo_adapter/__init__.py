"""The Hubflo adapter against answers written by hand."""
