"""What people said for good: of a customer, of a tax, and of a change that they asked for by name."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from domain.invoice import InvoiceId, LineKind
from domain.links import Party
from domain.tax import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAnswer:
    """A person said that a party is a new customer, under `name` if one is given. `at` is UTC.

    Who is the same as a contact that exists gets a customer link instead.
    """

    party: Party
    name: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAnswer:
    """The tax type of lines of a rate (percent): for one party, or always for a kind of line and a place.

    With a `party`, `kind` and `place` say nothing.
    """

    rate: Decimal
    tax_type: str
    party: Party | None = None
    kind: LineKind = LineKind.ITEM
    place: Place = Place.UNKNOWN
    at: datetime
    actor: str


class NamedKind(StrEnum):
    """What a person asked to change in the ledger."""

    NUMBER = "number"
    REMOVAL = "removal"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWrite:
    """A change to a document of the ledger that a person asked for by command; open until it is done.

    `value` is the number; `said` is why the ledger refused it.
    """

    id: str
    invoice_id: InvoiceId
    kind: NamedKind
    value: str
    because: str
    at: datetime
    actor: str
    done_at: datetime | None = None
    said: str = ""
