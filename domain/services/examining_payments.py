"""What the doctor looks at of payments: in our books and the ledger's settings, and nothing is changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.books import LedgerBooks, can_take
from domain.connection import Connection
from domain.hold import questions, without_twin
from domain.payment_record import is_of_payment
from domain.ports.registry import Connections
from domain.ports.store import Store
from domain.services.adjusting import START
from domain.services.conservation import conservation
from domain.services.diagnosis import Finding, Verdict
from domain.settings import ASK, BANK_FEED, PAYMENT_ROUTES, with_defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminingPayments:
    """Whether all are accounted for, and whether they can go where the settings say."""

    store: Store
    connections: Connections

    def examine(self, ledger_books: Callable[[Connection], LedgerBooks | None]) -> Iterator[Finding]:
        """Each connection, one after the other, by those settings of its ledger."""
        for connection in self.connections.all():
            yield from self._connection(connection, ledger_books(connection))

    def _connection(self, connection: Connection, known: LedgerBooks | None) -> Iterator[Finding]:
        with self.store.reading(connection.id) as books:
            counts, lost = books.payments.counts(), books.events.lost("payment")
            settings = with_defaults(books.settings.current()[1])
            held = [one for one in books.holds.all() if is_of_payment(without_twin(one.subject))]
        if not (settings[START] or counts.seen or lost):
            return
        yield conservation(connection, "payment-conservation", counts, lost)
        if known is not None:
            yield from _accounts(connection, settings, known)
        asked = {"count": str(len(questions(held))), "payments": str(len(held))} if held else {}
        yield _finding(connection, "payment-questions", Verdict.NOTE if held else Verdict.WELL, **asked)


def _accounts(connection: Connection, settings: dict[str, str], known: LedgerBooks) -> Iterator[Finding]:
    """Whether payments may go to the accounts that were named."""
    for name in PAYMENT_ROUTES:
        which = settings[name]
        if which in (ASK, BANK_FEED):
            continue
        account = known.account_named(which)
        if account is None:
            facts = {"account": which, "why": "missing"}
        else:
            why = "" if can_take(account) else "wrong-class" if account.is_active else "archived"
            facts = {"account": f"{account.code} {account.name}".strip(), "why": why}
        verdict = Verdict.WRONG if facts["why"] else Verdict.WELL
        yield _finding(connection, "payment-account", verdict, setting=name, **facts)


def _finding(connection: Connection, code: str, verdict: Verdict, **facts: str) -> Finding:
    return Finding(code=code, verdict=verdict, connection=connection.name, facts=facts)
