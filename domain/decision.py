"""What the import decides for one ledger contact, and what a person may answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.hold import Cause
from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.reasons import Reason


class Action(StrEnum):
    """What shall be done for a contact."""

    CREATE = "create"
    LINK = "link"
    UPDATE = "update"
    KEEP = "keep"
    LEAVE_OUT = "leave-out"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyChoice:
    """The company of a person to be created or linked: one that exists, or a new one.

    `key` is the folded name: two contacts that choose a new company of one key share it.
    """

    name: str
    key: str
    id: CompanyId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The plan for one ledger contact.

    link: to `person_id`, because of `evidence`. create: a person called `first_name` `last_name`.
    Both may name a `company`. leave-out: for `reasons`. ask: for `cause`. update, keep: the linked
    `person_id`. `party_only` marks a contact of ours whose person is gone: only its customer link counts.
    """

    contact_id: LedgerContactId
    action: Action
    person_id: PersonId | None = None
    first_name: str = ""
    last_name: str = ""
    company: CompanyChoice | None = None
    evidence: Reason | None = None
    reasons: tuple[Reason, ...] = ()
    cause: Cause | None = None
    party_only: bool = False


class AnswerKind(StrEnum):
    """What a person answered for a contact."""

    SAME_AS = "same-as"
    NEW = "new"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person's word on one contact; it wins over all evidence. `at` is UTC.

    `same_as` names the person; `new` creates one, under `first_name` `last_name` if they are given, in
    the company `company_id` if it is.
    """

    contact_id: LedgerContactId
    kind: AnswerKind
    person_id: PersonId | None = None
    company_id: CompanyId | None = None
    first_name: str = ""
    last_name: str = ""
    at: datetime
    actor: str
