"""Reasons as JSON, and the codes of several as one text that can be counted."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from adapters.storage.rows.json_text import dump_versioned, load_versioned
from domain.reasons import Reason


def reason_fields(reason: Reason) -> dict[str, Any]:
    """One reason, inside another object."""
    return {"code": reason.code, "facts": dict(reason.facts)}


def reason_of_fields(fields: Mapping[str, Any]) -> Reason:
    """The reason."""
    return Reason(code=fields["code"], facts=fields.get("facts", {}))


def reason_text(reason: Reason) -> str:
    """One reason, alone in a column."""
    return dump_versioned(reason_fields(reason))


def reason_of(text: str) -> Reason:
    """The reason."""
    return reason_of_fields(load_versioned(text))


def reasons_text(reasons: tuple[Reason, ...]) -> str:
    """Several reasons in a column; '' for none."""
    for reason in reasons:
        if reason.facts:
            return dump_versioned({"reasons": [reason_fields(reason) for reason in reasons]})
    return _bare_text(tuple([reason.code for reason in reasons]))


@lru_cache(maxsize=1024)
def _bare_text(codes: tuple[str, ...]) -> str:
    # Most contacts that are left out share a few sets of reasons without facts.
    if not codes:
        return ""
    return dump_versioned({"reasons": [{"code": code, "facts": {}} for code in codes]})


def reasons_of(text: str) -> tuple[Reason, ...]:
    """The reasons."""
    if not text:
        return ()
    return tuple(reason_of_fields(fields) for fields in load_versioned(text)["reasons"])


def codes_text(reasons: Iterable[Reason]) -> str:
    """The codes, each once, in their order."""
    return " ".join(dict.fromkeys([reason.code for reason in reasons]))


def codes_of(text: str) -> list[str]:
    """The codes."""
    return text.split()
