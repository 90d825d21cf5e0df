"""What goes wrong between a client and a service: by hand and by seed, and written down when it strikes."""

from adapters.sandbox.faults.answers import answer_of, cut, replaces
from adapters.sandbox.faults.broken import Broken, Dropped, Refused, TimedOut
from adapters.sandbox.faults.fault import SIDES, Fault, FaultKind, Side, kinds_of
from adapters.sandbox.faults.plan import FaultPlan, Strike, point_of

__all__ = [
    "SIDES",
    "Broken",
    "Dropped",
    "Fault",
    "FaultKind",
    "FaultPlan",
    "Refused",
    "Side",
    "Strike",
    "TimedOut",
    "answer_of",
    "cut",
    "kinds_of",
    "point_of",
    "replaces",
]
