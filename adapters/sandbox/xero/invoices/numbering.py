"""Xero's own numbers for sales: the last one that ends in digits, and one more."""

import re

FIRST = "INV-0000"
FIRST_CREDIT_NOTE = "CN-0000"
_TAIL = re.compile(r"\d+$")


def following(number: str) -> str:
    """The next number, as wide as this one."""
    tail = _tail(number)
    return number[: len(number) - len(tail)] + str(int(tail) + 1).zfill(len(tail))


def goes_on_from(number: str, last: str) -> bool:
    """Whether Xero would go on counting from `number`: it ends in digits, and is no step back."""
    tail, before = _tail(number), _tail(last)
    if not tail:
        return False
    same_series = number.removesuffix(tail) == last.removesuffix(before)
    return not same_series or int(tail) > int(before)


def _tail(number: str) -> str:
    found = _TAIL.search(number)
    return found.group() if found is not None and found.group().isascii() else ""
