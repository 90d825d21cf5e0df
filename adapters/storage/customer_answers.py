"""What people said of customers and taxes."""

from sqlalchemy import bindparam, select

from adapters.storage.rows.customers import (
    party_answer_of,
    party_answer_row,
    tax_answer_of,
    tax_answer_row,
)
from adapters.storage.rows.links import party_row
from adapters.storage.scope import Scope, mine
from adapters.storage.tables.customers import party_answer, tax_answer
from domain.answers import PartyAnswer, TaxAnswer
from domain.links import Party
from domain.ports import invoices as ports

_PARTY = select(party_answer).where(
    mine(party_answer),
    party_answer.c.party_kind == bindparam("party_kind"),
    party_answer.c.party_id == bindparam("party_id"),
)
_TAXES = select(tax_answer).where(
    mine(tax_answer),
    tax_answer.c.party_kind == bindparam("party_kind"),
    tax_answer.c.party_id == bindparam("party_id"),
)


class CustomerAnswers(Scope, ports.CustomerAnswers):
    """The case is the key: a later word for it replaces an earlier one."""

    def put_party(self, answer: PartyAnswer) -> None:
        self._replace(party_answer, [party_answer_row(self._id, answer)])

    def party(self, party: Party) -> PartyAnswer | None:
        row = self._run(_PARTY, **party_row(party)).one_or_none()
        return None if row is None else party_answer_of(row)

    def put_tax(self, answer: TaxAnswer) -> None:
        self._replace(tax_answer, [tax_answer_row(self._id, answer)])

    def taxes(self, party: Party | None) -> tuple[TaxAnswer, ...]:
        answers = [tax_answer_of(row) for row in self._run(_TAXES, **party_row(party))]
        return tuple(sorted(answers, key=lambda answer: (answer.rate, answer.kind, answer.place)))
