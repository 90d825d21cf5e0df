"""A reason: a code with facts. The sentence is made from it at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is as it is; `facts` are short texts, in the order in which they were noted."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
