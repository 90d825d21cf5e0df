"""One line of a seeded firm, as its tables write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Expected = Literal["created", "linked", "asked", "left out", "created or linked"]
"""What an import of a fresh connection should make of a ledger contact, read from the rules by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A contact in Xero. `reasons` says in plain words why it is left out, all of them."""

    label: str
    name: str
    first: str | None = None
    last: str | None = None
    email: str | None = None
    expected: Expected = "created"
    customer: bool = True
    supplier: bool = False
    status: Literal["ACTIVE", "ARCHIVED", "GDPRREQUEST"] = "ACTIVE"
    merged_into: str | None = None
    reasons: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    """Further fields by Xero's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRow:
    """A company in Hubflo; `more` holds fields by Hubflo's names."""

    label: str
    name: str
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A contact in Hubflo; `company` is the label of one."""

    label: str
    first: str | None
    last: str | None
    email: str | None = None
    company: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def person(label: str, first: str, last: str, email: str, **rest: Any) -> LedgerRow:
    """A customer who is a person: the contact's name is the person's."""
    return LedgerRow(label=label, name=f"{first} {last}", first=first, last=last, email=email, **rest)


def company(label: str, name: str, who: str, email: str, **rest: Any) -> LedgerRow:
    """A customer that is a company, with its primary person."""
    first, _, last = who.partition(" ")
    return LedgerRow(label=label, name=name, first=first, last=last, email=email, **rest)
