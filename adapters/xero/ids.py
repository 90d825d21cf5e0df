"""Xero's ids."""

import re

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_guid(text: str) -> bool:
    """Whether Xero could have given it as an id; it refuses a list that holds anything else."""
    return _GUID.fullmatch(text) is not None


def is_somebody(text: str) -> bool:
    """Whether it names a record: what was refused is shown with an id of zeros (Xero: response codes)."""
    return text.strip("0-") != ""
