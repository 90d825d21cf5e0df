"""What can go wrong, as types that say whether trying again can help.

    Problem                      every error of ours: a code and facts, never a sentence
    ├── Invalid                  what a person gave cannot be used (bad input, unknown name)
    ├── NotNow                   nothing happened on the other side; it may be tried again
    │   ├── Throttled            the other side, or our own budget, says when
    │   ├── Unavailable          it cannot be reached, or is down
    │   └── LeaseLost            somebody else is the clerk now; nothing was sent
    ├── OutcomeUnknown           a write left and no trustworthy answer came back
    ├── Rejected                 the other side read the request and said no, with its reasons
    │   └── AlreadyAssigned      a unique name or number belongs to another record
    ├── NotFound                 the record that was asked for is not there
    ├── AccessLost               a person must connect again; the work is kept
    │   └── ScopeMissing         the consent lacks a permission; refreshing cannot help
    └── StoreProblem             our own store refuses
        ├── StoreAway            it cannot be reached, or is kept busy; what was to be kept is not to blame
        ├── SealBroken           a secret cannot be opened: wrong or missing key
        ├── WrongInstance        this store was last used in another place
        └── Stopped              everything was stopped by a person

Sentences are made from code and facts at the edge, in one catalogue.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar


class Problem(Exception):
    """An error with a code and facts; `str()` shows both, and neither ever holds a secret."""

    code: ClassVar[str] = "problem"

    def __init__(self, code: str | None = None, /, **facts: str) -> None:
        self.reason = code or type(self).code
        self.facts: Mapping[str, str] = facts
        super().__init__(self.reason, *(f"{key}={value}" for key, value in facts.items()))


class Invalid(Problem):
    """What a person gave cannot be used."""

    code = "invalid"


class NotNow(Problem):
    """Nothing happened on the other side; the same request may be sent again."""

    code = "not-now"


class Throttled(NotNow):
    """Too many calls: `until` (UTC) is when the next one may go; `limit` names which limit."""

    code = "throttled"

    def __init__(self, *, until: datetime, limit: str, service: str) -> None:
        super().__init__(None, limit=limit, service=service, until=until.isoformat())
        self.until = until
        self.limit = limit


class Unavailable(NotNow):
    """The other side cannot be reached or says that it is down."""

    code = "unavailable"


class LeaseLost(NotNow):
    """The lease ended before the first byte, or a store write carried an old fence."""

    code = "lease-lost"


class OutcomeUnknown(Problem):
    """A write left us and no trustworthy answer came back: look, never post again."""

    code = "outcome-unknown"


class Rejected(Problem):
    """The other side read the request and refused it; `sentences` are its own words, in order."""

    code = "rejected"

    def __init__(self, *sentences: str, code: str | None = None, **facts: str) -> None:
        super().__init__(code, **facts, said="; ".join(sentences))
        self.sentences = sentences


class AlreadyAssigned(Rejected):
    """A name or number that must be unique belongs to another record."""

    code = "already-assigned"


class NotFound(Problem):
    """The record that was asked for is not there."""

    code = "not-found"


class AccessLost(Problem):
    """The consent or the key no longer works; a person must connect again."""

    code = "access-lost"


class ScopeMissing(AccessLost):
    """The consent is alive but lacks a permission that this call needs."""

    code = "scope-missing"


class StoreProblem(Problem):
    """Our own store cannot or must not do this."""

    code = "store-problem"


class StoreAway(StoreProblem):
    """The store cannot be reached, or is kept busy: that says nothing of what was to be kept."""

    code = "store-failed"


class SealBroken(StoreProblem):
    """A secret cannot be opened: its key is missing or another one."""

    code = "seal-broken"


class WrongInstance(StoreProblem):
    """The store was last used in another place: a copy, until a person says otherwise."""

    code = "wrong-instance"


class Stopped(StoreProblem):
    """A person stopped everything; nothing is written until it is resumed."""

    code = "stopped"
