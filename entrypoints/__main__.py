"""`python -m entrypoints`: the command line from a checkout, without an install."""

from entrypoints.cli import main

if __name__ == "__main__":
    main()
