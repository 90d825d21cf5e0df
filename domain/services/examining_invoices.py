"""What the doctor looks at of invoices: in our books and the ledger's settings, and nothing is changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.books import Account, LedgerBooks
from domain.connection import Connection
from domain.hold import questions
from domain.invoice import LineKind
from domain.invoice_lines import may_stand_on
from domain.invoice_record import is_of_invoice
from domain.ports.registry import Apps, Connections
from domain.ports.store import Store
from domain.rounding import ANY_ROUNDING
from domain.services import noted
from domain.services.adjusting import START
from domain.services.conservation import conservation
from domain.services.diagnosis import Finding, Verdict
from domain.services.usable_accounts import ACCOUNTS
from domain.settings import with_defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminingInvoices:
    """`hook_address` is where the portal's webhooks post to, '' where nobody can reach us."""

    store: Store
    connections: Connections
    apps: Apps
    hook_address: str

    def examine(self, ledger_books: Callable[[Connection], LedgerBooks | None]) -> Iterator[Finding]:
        """Each connection, one after the other, by those settings of its ledger."""
        for connection in self.connections.all():
            yield from self._connection(connection, ledger_books(connection))

    def _connection(self, connection: Connection, known: LedgerBooks | None) -> Iterator[Finding]:
        with self.store.reading(connection.id) as books:
            counts, habits = books.invoices.counts(), noted.habits(books)
            lost = books.events.lost("invoice")
            settings = with_defaults(books.settings.current()[1])
            held = [one for one in books.holds.all() if is_of_invoice(one.subject)]
        yield conservation(connection, "invoice-conservation", counts, lost)
        if not settings[START]:
            yield _finding(connection, "invoices-not-sent", Verdict.NOTE)
            return
        if known is None:
            yield _finding(connection, "books-not-read", Verdict.NOTE)
        else:
            yield from _accounts(connection, settings, known)
            yield _taxes(connection, known)
        if self.hook_address:
            has_key = bool(self.apps.webhook_key(connection.app_id))
            yield _finding(connection, "webhook-key", Verdict.WELL if has_key else Verdict.NOTE)
        asked = {"count": str(len(questions(held))), "invoices": str(len(held))} if held else {}
        yield _finding(connection, "invoice-questions", Verdict.NOTE if held else Verdict.WELL, **asked)
        reading = {"reading": habits.net.value} if habits.net is not None else {}
        net = Verdict.NOTE if reading else Verdict.UNSETTLED
        yield _finding(connection, "portal-net-total", net, **reading)
        ways = habits.roundings or ANY_ROUNDING
        facts = {"ways": ", ".join(sorted(ways)), "count": str(len(ways))}
        rounding = Verdict.NOTE if len(ways) == 1 else Verdict.UNSETTLED
        yield _finding(connection, "portal-rounding", rounding, **facts)


def _accounts(connection: Connection, settings: dict[str, str], known: LedgerBooks) -> Iterator[Finding]:
    """Whether lines may be booked on the accounts that were chosen."""
    for name, kind in ACCOUNTS.items():
        code = settings[name]
        if not code:
            yield _finding(connection, "account-not-chosen", Verdict.NOTE, setting=name)
            continue
        account = known.account(code)
        named = f"{account.code} {account.name}".strip() if account is not None else code
        why = _unusable(account, kind)
        verdict, facts = (Verdict.WRONG, {"why": why}) if why else (Verdict.WELL, {})
        yield _finding(connection, "account-in-use", verdict, account=named, setting=name, **facts)


def _unusable(account: Account | None, kind: LineKind) -> str:
    if account is None:
        return "missing"
    if may_stand_on(account, kind):
        return ""
    return "wrong-class" if account.is_active else "archived"


def _taxes(connection: Connection, known: LedgerBooks) -> Finding:
    """Whether there is any sales tax that a line could get."""
    usable = [tax for tax in known.tax_rates if tax.is_active and tax.is_for_sales and not tax.is_computed]
    verdict = Verdict.WELL if usable else Verdict.WRONG
    return _finding(connection, "sales-taxes", verdict, count=str(len(usable)))


def _finding(connection: Connection, code: str, verdict: Verdict, **facts: str) -> Finding:
    return Finding(code=code, verdict=verdict, connection=connection.name, facts=facts)
