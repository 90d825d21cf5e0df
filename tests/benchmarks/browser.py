"""Stands in for a person who allows the organisation that was made last: the one with the crowd."""

import sys

from entrypoints.demo_browser import allow

if __name__ == "__main__":
    sys.exit(0 if allow(sys.argv[1], organisation=-1) == 200 else 1)
