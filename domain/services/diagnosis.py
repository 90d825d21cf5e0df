"""What a check of the doctor found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.errors import Problem


class Verdict(StrEnum):
    """What a check found. `unsettled` is an uncertain fact that reading alone could not settle."""

    WELL = "well"
    WRONG = "wrong"
    NOTE = "note"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check's result: a code with facts, about a connection or ('') the installation."""

    code: str
    verdict: Verdict
    connection: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    problem: Problem | None = None
