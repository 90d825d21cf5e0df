"""Changes the settings of a connection, and lets what they held be decided anew at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from domain.books import Account
from domain.connection import Connection
from domain.ids import ConnectionId
from domain.invoice_plan import BEFORE_START
from domain.invoice_record import InvoiceRecord, Readiness
from domain.invoice_settings import InvoiceSettings, invoice_settings_of
from domain.life import Happening, Stage, Who
from domain.numbering import day_in
from domain.payment_life import PaymentStage
from domain.payment_settings import PaymentSettings, payment_settings_of
from domain.ports.clock import Clock
from domain.ports.ledger import Ledgers
from domain.ports.sending import AlwaysPermitted
from domain.ports.store import Books, Store
from domain.services.invoice_steps import every_in, move, tell
from domain.services.payment_steps import every_payment_in
from domain.services.shown_invoices import day_of
from domain.services.taking_books import take_books
from domain.services.usable_accounts import fitting_account, names_account, usable_account
from domain.settings import checked, with_defaults

START, TODAY = "start-date", "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """A setting as it is now. `account` is the account that it names, if it names one.

    `looked_at` are invoices that are held or not sent yet and are decided anew, `taken_up` those that
    were older than the earlier start date and are not older than this one.
    """

    name: str
    value: str
    before: str
    account: Account | None
    looked_at: int
    taken_up: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusting:
    """Every change is checked first, as far as the ledger's own settings tell."""

    store: Store
    ledgers: Ledgers
    clock: Clock

    def values(self, connection_id: ConnectionId) -> tuple[int, dict[str, str]]:
        """Every setting with its value or its default, and the version."""
        with self.store.reading(connection_id) as books:
            version, values = books.settings.current()
        return version, with_defaults(values)

    def account_of(self, connection_id: ConnectionId, code: str) -> Account | None:
        """The account with that code or id, as the ledger's settings were read last."""
        with self.store.reading(connection_id) as books:
            known = books.findings.ledger_books()
        return known.account_named(code) if known is not None else None

    def change(self, connection: Connection, name: str, value: str, *, actor: str) -> Adjusted:
        """Give a setting another value; the start date may be `today`.

        Raises Invalid (`setting-unknown`, `setting-value`, `zone-unknown`, `account-not-there`,
        `account-not-usable`), and
        what reading the ledger's accounts raises if they were not read lately.
        """
        if _is_today(name, value):
            value = day_in(self.clock.now(), connection.time_zone).isoformat()
        value = checked(name, value)
        account = self._account(connection, name, value) if names_account(name, value) else None
        now = self.clock.now()
        with self.store.writing(connection.id) as books:
            _, values = books.settings.current()
            was = with_defaults(values)[name]
            if was == value:  # somebody else said the same meanwhile
                return Adjusted(name=name, value=value, before=was, account=account, looked_at=0, taken_up=0)
            before, after = invoice_settings_of(0, values), invoice_settings_of(0, {**values, name: value})
            books.settings.put({**values, name: value}, now=now, actor=actor)
            facts = {"name": name, "value": value}
            books.events.add(at=now, actor=actor, subject="connection", code="setting-changed", facts=facts)
            taken_up = _take_up(books, before, after, now, actor)
            looked_at = books.invoices.undecide(None, now) if before != after else 0
            paid, pays = payment_settings_of(0, values), payment_settings_of(0, {**values, name: value})
            if paid != pays:
                looked_at += _look_at_payments(books, paid, pays, now)
            books.nudge()
        return Adjusted(
            name=name,
            value=value,
            before=was,
            account=account,
            looked_at=looked_at,
            taken_up=taken_up,
        )

    def _account(self, connection: Connection, name: str, code: str) -> Account:
        """The account, if it fits the setting. One that is not known may have been made just now."""
        with self.store.reading(connection.id) as books:
            known = books.findings.ledger_books()
        account = fitting_account(known, name, code) if known is not None else None
        if account is not None:
            return account
        known = self.ledgers.of(connection, AlwaysPermitted()).books()
        with self.store.writing(connection.id) as books:
            take_books(books, known, self.clock.now())
        return usable_account(known, name, code)


def expect_value(name: str, value: str) -> None:
    """Whatever the connection is. Raises Invalid (`setting-unknown`, `setting-value`)."""
    if not _is_today(name, value):
        checked(name, value)


def _is_today(name: str, value: str) -> bool:
    return name == START and value.strip().lower() == TODAY


def _look_at_payments(books: Books, before: PaymentSettings, after: PaymentSettings, now: datetime) -> int:
    """Those that wait or are held; and what the ledger alone knows of, if that is recorded from now on."""
    looked_at = books.payments.look_anew(None, now)
    if after.back and not before.back:
        ahead = [one for one in every_payment_in(books, [PaymentStage.SETTLED]) if one.facts.get("ahead")]
        looked_at += books.payments.look_anew([one.subject for one in ahead], now)
    return looked_at


def _take_up(books: Books, before: InvoiceSettings, after: InvoiceSettings, now: datetime, actor: str) -> int:
    """With an earlier start date, what is not older than it any more is read and decided on."""
    if before.start is None or after.start is None or after.start >= before.start:
        return 0
    taken = list(_left_out_since(books, after.start))
    for record in taken:
        tell(books, record, "released-by", {"because": f"start-date {after.start.isoformat()}"}, now, actor)
        due = move(record, Happening.RELEASE, now, Who.PERSON, reason="", readiness=Readiness.UNDECIDED)
        books.invoices.put(due)
    # What was on its way to be left out was never read either.
    coming = [record for record in every_in(books, [Stage.SEEN]) if record.invoice.lines == ()]
    books.invoices.want_read([record.id for record in (*taken, *coming)], now)
    return len(taken)


def _left_out_since(books: Books, start: date) -> Iterator[InvoiceRecord]:
    zone = books.connection.time_zone
    for record in every_in(books, [Stage.SKIPPED]):
        day = day_of(record, zone)
        if record.reason == BEFORE_START and day is not None and day >= start:
            yield record
