"""What people said of customers and their taxes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from adapters.storage.rows.amounts import amount_text
from adapters.storage.rows.links import party_of, party_row
from domain.answers import PartyAnswer, TaxAnswer
from domain.invoice import LineKind
from domain.tax import Place


def party_answer_row(connection_id: str, answer: PartyAnswer) -> Mapping[str, Any]:
    """An answer about a party."""
    return {
        "connection_id": connection_id,
        **party_row(answer.party),
        "name": answer.name,
        "at": answer.at,
        "actor": answer.actor,
    }


def party_answer_of(row: Row[Any]) -> PartyAnswer:
    """The answer about a party."""
    return PartyAnswer(party=party_of(row), name=row.name, at=row.at, actor=row.actor)


def tax_answer_row(connection_id: str, answer: TaxAnswer) -> Mapping[str, Any]:
    """An answer about a tax; with a party, the kind of line and the place say nothing."""
    return {
        "connection_id": connection_id,
        **party_row(answer.party),
        "kind": "" if answer.party else answer.kind.value,
        "place": "" if answer.party else answer.place.value,
        "rate": amount_text(answer.rate),
        "tax_type": answer.tax_type,
        "at": answer.at,
        "actor": answer.actor,
    }


def tax_answer_of(row: Row[Any]) -> TaxAnswer:
    """The answer about a tax."""
    said: dict[str, Any] = (
        {"party": party_of(row)}
        if row.party_kind
        else {"kind": LineKind(row.kind), "place": Place(row.place)}
    )
    return TaxAnswer(rate=Decimal(row.rate), tax_type=row.tax_type, at=row.at, actor=row.actor, **said)
