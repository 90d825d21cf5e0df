"""What a person asked for, recorded so that whoever is the clerk does it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.ids import RequestId


class RequestKind(StrEnum):
    """What is asked: to read what changed or all, and then to import or only to plan.

    A dry run holds all writes until it is closed.
    """

    IMPORT = "import"
    IMPORT_ALL = "import-all"
    DRY_RUN = "dry-run"
    DRY_RUN_ALL = "dry-run-all"


DRY_RUNS = frozenset({RequestKind.DRY_RUN, RequestKind.DRY_RUN_ALL})
READS_ALL = frozenset({RequestKind.IMPORT_ALL, RequestKind.DRY_RUN_ALL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; it is done when what it asks for has been read, decided and acted on. Times are UTC."""

    id: RequestId
    kind: RequestKind
    at: datetime
    actor: str
