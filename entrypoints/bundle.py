"""Becomes `hubflo_xero/__init__.py` in the wheel: the one name that it installs."""

import sys
from pathlib import Path


def main() -> None:
    """Run the command line from the bundled folders, first on the path of this process only."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from entrypoints.cli import main as cli

    cli()
