"""What a connection remembers besides its mirrors, one role a class."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from domain.decision import Answer
from domain.dispatch import Dispatch, ElementState, OpenElement
from domain.event import Event
from domain.hold import Cause, Hold
from domain.ids import DispatchId, LedgerContactId, PersonId, RequestId
from domain.links import CustomerLink, LinkState, Party, PersonLink
from domain.request import Request, RequestKind
from domain.scan import Scan, ScanKind


class Links(Protocol):
    """Person links, customer links, and what we last wrote into each person."""

    @abstractmethod
    def add_person(self, link: PersonLink) -> None:
        """Join a contact to a person. Raises StoreProblem if the contact is joined to another one."""

    @abstractmethod
    def add_customer(self, link: CustomerLink) -> bool:
        """Join a party to a contact if neither is joined yet; answers whether it was."""

    @abstractmethod
    def person_link(self, contact_id: LedgerContactId) -> PersonLink | None:
        """The person link of a contact."""

    @abstractmethod
    def person_links(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, PersonLink]:
        """The person links of many contacts."""

    @abstractmethod
    def links_of_person(self, person_id: PersonId) -> tuple[PersonLink, ...]:
        """All contacts joined to a person, the feeding one first."""

    @abstractmethod
    def customer_of_party(self, party: Party) -> CustomerLink | None:
        """The contact that a party is billed as."""

    @abstractmethod
    def customer_of_contact(self, contact_id: LedgerContactId) -> CustomerLink | None:
        """The party that a contact stands for."""

    @abstractmethod
    def customers_of(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, Party]:
        """The parties that several contacts stand for."""

    @abstractmethod
    def move_customer(self, link: CustomerLink) -> None:
        """Join a party to another contact than before. Raises StoreProblem if that stands for somebody."""

    @abstractmethod
    def set_state(self, contact_id: LedgerContactId, state: LinkState) -> None:
        """What the contact of a person link is now."""

    @abstractmethod
    def remove_person(self, contact_id: LedgerContactId) -> None:
        """Part a contact from its person (a person's command, or forgetting)."""

    @abstractmethod
    def written(self, person_id: PersonId) -> Mapping[str, str]:
        """What we last wrote into each field of a person."""

    @abstractmethod
    def wrote(self, person_id: PersonId, values: Mapping[str, str]) -> None:
        """We wrote these fields now; the others keep what is noted."""

    @abstractmethod
    def forget_written(self, person_id: PersonId) -> None:
        """Blank what is noted of a person's fields."""


class Holds(Protocol):
    """What must not go on yet. One hold per subject."""

    @abstractmethod
    def put(self, subject: str, cause: Cause, now: datetime) -> bool:
        """Hold a subject; the same cause keeps its `since`. Answers whether it is new or another cause."""

    @abstractmethod
    def release(self, subject: str) -> Hold | None:
        """Release a subject; answers the hold that it had."""

    @abstractmethod
    def of(self, subject: str) -> Hold | None:
        """The hold of a subject."""

    @abstractmethod
    def by_subject(self, subjects: Iterable[str]) -> Mapping[str, Hold]:
        """The holds of these subjects, as far as they are held."""

    @abstractmethod
    def all(self) -> tuple[Hold, ...]:
        """Every hold of the connection, oldest first."""

    @abstractmethod
    def with_key(self, cause_key: str) -> tuple[Hold, ...]:
        """Every hold with that cause key."""

    @abstractmethod
    def with_codes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The subjects of every hold with one of these codes."""

    @abstractmethod
    def has_code(self, codes: Iterable[str]) -> bool:
        """Whether anything is held with one of these codes."""


class Events(Protocol):
    """The append-only story."""

    @abstractmethod
    def add(
        self,
        *,
        at: datetime,
        actor: str,
        subject: str,
        code: str,
        facts: Mapping[str, str] | None = None,
        request_id: str = "",
    ) -> None:
        """Add one event; it gets the connection's next number."""

    @abstractmethod
    def of(self, subject: str, limit: int = 200) -> tuple[Event, ...]:
        """The story of one subject, oldest first."""

    @abstractmethod
    def latest(self, limit: int = 50) -> tuple[Event, ...]:
        """The newest events, newest first."""

    @abstractmethod
    def lost(self, kind: str) -> tuple[str, ...]:
        """Subjects of a kind (contact, invoice, payment) that the story tells of, and no row is kept for.

        Rows of theirs are never removed, so there are none: the story is the witness of the rows.
        """

    @abstractmethod
    def forget(self, subject: str, keep: Iterable[str]) -> None:
        """Blank the facts of a subject's events but for those named in `keep`."""


class Dispatches(Protocol):
    """Write requests and their elements."""

    @abstractmethod
    def add(self, dispatch: Dispatch) -> None:
        """Record a dispatch before it leaves."""

    @abstractmethod
    def settle(
        self,
        dispatch_id: DispatchId,
        number: int,
        state: ElementState,
        *,
        remote_id: str = "",
        look_at: datetime | None = None,
        looked: bool = False,
    ) -> None:
        """Note what became of an element; `looked` counts a look."""

    @abstractmethod
    def open(self) -> tuple[OpenElement, ...]:
        """Every element that is dispatched, unknown, or done with a look still to come."""

    @abstractmethod
    def of(self, subject: str) -> tuple[OpenElement, ...]:
        """Every element for a subject, oldest first, whatever its state."""

    @abstractmethod
    def abandon(self, fence: int, now: datetime) -> int:
        """Elements still `dispatched` under an older fence become unknown, to be looked at from their
        give-up time on; answers how many."""

    @abstractmethod
    def forget(self, subject: str) -> None:
        """Blank the facts of a subject's elements."""


class Scans(Protocol):
    """Readings of both sides."""

    @abstractmethod
    def latest(self) -> Mapping[ScanKind, Scan]:
        """The newest scan of each kind, finished or not."""

    @abstractmethod
    def latest_finished(self) -> Mapping[ScanKind, Scan]:
        """The newest finished scan of each kind."""

    @abstractmethod
    def start(self, kind: ScanKind, *, now: datetime, since: datetime | None = None) -> Scan:
        """Begin a scan; it gets the connection's next scan number."""

    @abstractmethod
    def save(self, scan: Scan) -> None:
        """Note how far it came."""

    @abstractmethod
    def current_run(self) -> int:
        """The number of the newest ledger scan, 0 before the first: the import's run."""


class Answers(Protocol):
    """What people answered for contacts."""

    @abstractmethod
    def put(self, answer: Answer) -> None:
        """Remember an answer; a later one replaces it."""

    @abstractmethod
    def of(self, contact_ids: Iterable[LedgerContactId]) -> Mapping[LedgerContactId, Answer]:
        """The answers for these contacts."""

    @abstractmethod
    def remove(self, contact_id: LedgerContactId) -> None:
        """Forget an answer."""


class Requests(Protocol):
    """What people asked for."""

    @abstractmethod
    def add(self, kind: RequestKind, *, now: datetime, actor: str) -> Request:
        """Record a request."""

    @abstractmethod
    def open(self) -> tuple[Request, ...]:
        """Requests that are not done, oldest first."""

    @abstractmethod
    def close(self, request_id: RequestId, now: datetime) -> None:
        """It is done, or given up."""

    @abstractmethod
    def is_open(self, request_id: RequestId) -> bool:
        """Whether it is still to be done."""


class SettingsRows(Protocol):
    """Versioned settings: every change is a new version, and each dispatch names the one it used."""

    @abstractmethod
    def current(self) -> tuple[int, Mapping[str, str]]:
        """The newest version and its values (names to texts); version 0 and nothing before the first."""

    @abstractmethod
    def put(self, values: Mapping[str, str], *, now: datetime, actor: str) -> int:
        """Store a new version; answers its number."""
