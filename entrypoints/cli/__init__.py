"""The command line: `hubflo-xero`."""

from entrypoints.cli.root import main

__all__ = ["main"]
