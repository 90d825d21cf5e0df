"""Our copies of the ledger's contacts and the portal's people and companies."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.contact import Company, LedgerContact, Person
from domain.decision import Decision
from domain.ids import CompanyId, LedgerContactId, PersonId
from domain.keys import ContactKeys
from domain.reasons import Reason
from domain.standing import Counts, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A ledger contact as just read, its keys, and why it is left out (empty: it is eligible)."""

    contact: LedgerContact
    keys: ContactKeys
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A mirrored ledger contact with all that the import knows of it.

    `run` is the number of the scan in which it got its standing. `decision` is the plan that waits to
    be acted on, or the last one. `looked_up_at` is when the portal was last asked for its email alone.
    """

    contact: LedgerContact
    keys: ContactKeys
    reasons: tuple[Reason, ...]
    standing: Standing
    run: int
    decision: Decision | None = None
    looked_up_at: datetime | None = None
    attempts: int = 0
    not_before: datetime | None = None
    forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """What putting a page changed: rows that are new, rows whose facts changed, rows as they were."""

    new: int
    changed: int
    same: int


class LedgerMirror(Protocol):
    """All contacts of the ledger: suppliers, archived and merged ones too."""

    @abstractmethod
    def put_page(self, sightings: Sequence[Sighting], run: int) -> PageResult:
        """Insert or update; unchanged rows are not rewritten.

        A new or changed row becomes `in-work` if it is eligible or was ever in work, settled or held,
        else `left-out`. Of a forgotten contact nothing but the id is kept.
        """

    @abstractmethod
    def get(self, contact_id: LedgerContactId) -> Kept | None:
        """One contact."""

    @abstractmethod
    def find(self, who: str) -> tuple[Kept, ...]:
        """Contacts whose id, email, person's name or own name is `who`, compared folded; at most 50."""

    @abstractmethod
    def like(
        self, *, emails: Iterable[str], names: Iterable[str], numbers: Iterable[str]
    ) -> tuple[Kept, ...]:
        """Contacts in every state that share an email key, a folded name (their person's, or their own as
        a company's), or a contact, VAT or company number, in the order of their ids; forgotten ones not."""

    @abstractmethod
    def undecided(self, limit: int) -> tuple[Kept, ...]:
        """Contacts in work without a decision, in the order of their ids."""

    @abstractmethod
    def due(self, limit: int, now: datetime) -> tuple[Kept, ...]:
        """Contacts in work with a decision whose `not_before` has come, in the order of their ids."""

    @abstractmethod
    def next_due_at(self) -> datetime | None:
        """The earliest `not_before` in the future sense: the smallest of all decided contacts in work."""

    @abstractmethod
    def undecided_count(self, *, at_most: int | None = None) -> int:
        """How many contacts are in work without a decision; counting ends at `at_most`."""

    @abstractmethod
    def listing(
        self,
        *,
        standings: Iterable[Standing] = (),
        limit: int = 100,
        after: LedgerContactId | None = None,
    ) -> tuple[Kept, ...]:
        """Contacts in the order of their ids, those of the given standings or all, after `after`."""

    @abstractmethod
    def eligible_by_email(self, keys: Iterable[str]) -> Mapping[str, tuple[Kept, ...]]:
        """Eligible, not forgotten contacts by email key, in the order of their ids."""

    @abstractmethod
    def planned_people(self, name_keys: Iterable[str]) -> Mapping[str, tuple[Kept, ...]]:
        """Contacts in work whose decision is to create a person, by the folded name of that person."""

    @abstractmethod
    def planned_companies(self, company_keys: Iterable[str]) -> Mapping[str, str]:
        """Names of new companies that decisions in work have chosen, by company key; the first counts."""

    @abstractmethod
    def decide(
        self, decisions: Sequence[Decision], standing: Mapping[LedgerContactId, Standing], run: int
    ) -> None:
        """Record decisions and the standing that each leads to."""

    @abstractmethod
    def settle(self, contact_id: LedgerContactId, standing: Standing, run: int) -> None:
        """The decision was acted on; attempts and `not_before` are cleared."""

    @abstractmethod
    def postpone(self, contact_id: LedgerContactId, not_before: datetime) -> int:
        """Try again later; answers how many attempts there were, this one included."""

    @abstractmethod
    def undecide(self, contact_ids: Iterable[LedgerContactId]) -> None:
        """Back to in work without a decision: look at it anew."""

    @abstractmethod
    def undecide_standing(self, standing: Standing) -> int:
        """The same for all of one standing; answers how many. In-work ones with a decision lose it."""

    @abstractmethod
    def looked_up(self, contact_ids: Iterable[LedgerContactId], at: datetime) -> None:
        """The portal was asked for the emails of these at that time."""

    @abstractmethod
    def counts(self, run: int) -> Counts:
        """Where all contacts stand; created, linked and updated of an older run count as unchanged."""

    @abstractmethod
    def forget(self, contact_id: LedgerContactId, reason: Reason) -> None:
        """Blank every fact of this contact but its id, for good; it is left out for that reason."""


class PortalMirror(Protocol):
    """All people and companies of the portal."""

    @abstractmethod
    def put_people(self, people: Sequence[Person], seen_at: datetime) -> None:
        """Insert or update people."""

    @abstractmethod
    def put_companies(self, companies: Sequence[Company], seen_at: datetime) -> None:
        """Insert or update companies."""

    @abstractmethod
    def person(self, person_id: PersonId) -> Person | None:
        """One person as last seen."""

    @abstractmethod
    def company(self, company_id: CompanyId) -> Company | None:
        """One company as last seen."""

    @abstractmethod
    def people_by_id(self, ids: Iterable[str]) -> Mapping[str, Person]:
        """People by id."""

    @abstractmethod
    def companies_by_id(self, ids: Iterable[str]) -> Mapping[str, Company]:
        """Companies by id."""

    @abstractmethod
    def people_by_email(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        """People by email key, in the order of their ids."""

    @abstractmethod
    def people_by_name(self, keys: Iterable[str]) -> Mapping[str, tuple[Person, ...]]:
        """People by folded name, in the order of their ids."""

    @abstractmethod
    def companies_by_key(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        """Companies by folded name, in the order of their ids."""

    @abstractmethod
    def companies_by_number(self, keys: Iterable[str]) -> Mapping[str, tuple[Company, ...]]:
        """Companies by folded VAT or registration number, in the order of their ids."""

    @abstractmethod
    def find_people(self, who: str) -> tuple[Person, ...]:
        """People whose id, email or name is `who`, compared folded; at most 50."""

    @abstractmethod
    def forget(self, person_id: PersonId) -> None:
        """Blank every fact of this person but its id."""
