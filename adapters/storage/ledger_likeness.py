"""Which of the ledger's contacts somebody may be, whatever became of them."""

from collections.abc import Iterable, Iterator

from sqlalchemy import not_, or_, select

from adapters.storage.rows.ledger_contacts import kept_of, numbers_in
from adapters.storage.scope import Scope, among, mine
from adapters.storage.tables.mirror import mirror_contact as table
from adapters.storage.types import storable
from domain.ids import LedgerContactId
from domain.ports.mirror import Kept
from domain.text import fold_number

_REMEMBERED = select(table).where(mine(table), not_(table.c.forgotten)).order_by(table.c.contact_id)
_LIKE = _REMEMBERED.where(
    or_(
        among(table.c.email_key, "emails"),
        among(table.c.person_key, "names"),
        among(table.c.company_key, "names"),
        among(table.c.contact_id, "ids"),
    )
)
_FACTS = select(table.c.contact_id, table.c.facts).where(mine(table), not_(table.c.forgotten))


class LedgerLikeness(Scope):
    """One walk over the connection's contacts, as for a person who looks for a name."""

    def like(
        self, *, emails: Iterable[str], names: Iterable[str], numbers: Iterable[str]
    ) -> tuple[Kept, ...]:
        asked = {
            "emails": [storable(email) for email in emails if email],
            "names": [storable(name) for name in names if name],
            "ids": list(self._numbered({fold_number(number) for number in numbers} - {""})),
        }
        if not any(asked.values()):
            return ()
        return tuple(kept_of(row) for row in self._run(_LIKE, **asked))

    def _numbered(self, keys: set[str]) -> Iterator[LedgerContactId]:
        """Contacts with one of these numbers, which are compared by their letters and digits alone."""
        if not keys:
            return
        for contact_id, facts in self._run(_FACTS):
            if any(fold_number(number) in keys for number in numbers_in(facts)):
                yield LedgerContactId(contact_id)
