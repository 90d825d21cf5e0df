"""What every set of books must remember of what people said, of what was learnt, and of what was told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.answers import NamedKind, NamedWrite, PartyAnswer, TaxAnswer
from domain.books import Account, AccountClass, LedgerBooks, Permission, TaxRate
from domain.connection import Connection
from domain.errors import Invalid
from domain.ids import TenantId
from domain.invoice import InvoiceId, LineKind
from domain.links import Party, PartyKind
from domain.notice import ToldCause
from domain.organisation import LedgerOrganisation
from domain.tax import Place
from tests.contracts.storage_bills import NASTY, NOON
from tests.contracts.storage_fixtures import Rig, StorageSuite

ACME = Party(kind=PartyKind.COMPANY, id="1")
JANE = Party(kind=PartyKind.PERSON, id="1")


def tax(rate: str, tax_type: str, **case: Any) -> TaxAnswer:
    """What somebody said of a rate."""
    return TaxAnswer(rate=Decimal(rate), tax_type=tax_type, at=NOON, actor="ann", **case)


def write(name: str, *, seconds: int = 0, **said: Any) -> NamedWrite:
    """A number that somebody asked for."""
    usual: dict[str, Any] = {
        "invoice_id": InvoiceId("i-1"),
        "kind": NamedKind.NUMBER,
        "value": "F-7",
        "because": "",
        "at": NOON + timedelta(seconds=seconds),
        "actor": "ann",
    }
    return NamedWrite(id=name, **{**usual, **said})


def snapshot(**said: Any) -> LedgerBooks:
    """A snapshot that says something in every field."""
    organisation = LedgerOrganisation(
        tenant_id=TenantId("t-1"),
        name=NASTY,
        country="GB",
        base_currency="GBP",
        time_zone="Europe/London",
        period_lock_date=date(2026, 1, 31),
        is_demo=True,
        pays_tax=False,
        short_code="!abc",
        tax_basis="CASH",
    )
    account = Account(
        id="a", code="200", name="Sales", kind=AccountClass.REVENUE, is_active=True, tax_type="OUTPUT2"
    )
    rate = TaxRate(tax_type="OUTPUT2", name="20%", rate=Decimal("20.00"), is_active=True, is_for_sales=True)
    books = LedgerBooks(
        organisation=organisation,
        accounts=(account, replace(account, id="b", code="", kind=AccountClass.BANK)),
        tax_rates=(rate,),
        currencies=frozenset({"GBP", "EUR"}),
        read_at=NOON,
        denied=frozenset({Permission.APPROVE, Permission.SUBMIT}),
    )
    return replace(books, **said)


class CustomerAnswersSuite(StorageSuite):
    """Rows of `CustomerAnswers`."""

    def test_a_later_word_on_a_party_replaces_an_earlier_one(self, rig: Rig, connection: Connection) -> None:
        first = PartyAnswer(party=ACME, name="", at=rig.now, actor="ann")
        second = PartyAnswer(party=ACME, name="Zoë (Leeds)", at=rig.now + timedelta(hours=1), actor="bob")
        other = replace(first, party=JANE)
        with rig.writing(connection) as books:
            books.customer_answers.put_party(first)
            books.customer_answers.put_party(other)
            books.customer_answers.put_party(second)

        with rig.reading(connection) as books:
            assert books.customer_answers.party(ACME) == second
            assert books.customer_answers.party(JANE) == other
            assert books.customer_answers.party(replace(ACME, id="2")) is None
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.customer_answers.party(ACME) is None

    def test_taxes_of_a_party_and_for_always(self, rig: Rig, connection: Connection) -> None:
        always = tax("20", "OUTPUT2")
        abroad = tax("0", "ZERO", kind=LineKind.DEPOSIT, place=Place.UNKNOWN)
        acme = tax("20", "ECOUTPUT", party=ACME)
        fine = tax("5.5", "REDUCED", party=ACME)
        with rig.writing(connection) as books:
            for answer in (always, abroad, fine, acme, tax("10", "X", party=JANE)):
                books.customer_answers.put_tax(answer)

        with rig.reading(connection) as books:
            assert books.customer_answers.taxes(None) == (abroad, always)
            assert books.customer_answers.taxes(ACME) == (fine, acme)
            assert books.customer_answers.taxes(replace(ACME, id="2")) == ()

    def test_a_later_word_for_the_same_case_replaces_an_earlier_one(
        self, rig: Rig, connection: Connection
    ) -> None:
        with rig.writing(connection) as books:
            for answer in (
                tax("20", "OUTPUT"),
                tax("20.00", "OUTPUT2"),
                tax("20", "DEPOSIT", kind=LineKind.DEPOSIT),
                tax("20", "FIRST", party=ACME, kind=LineKind.DEPOSIT),
                tax("20.0", "SECOND", party=ACME),
            ):
                books.customer_answers.put_tax(answer)

            assert [each.tax_type for each in books.customer_answers.taxes(None)] == ["DEPOSIT", "OUTPUT2"]
            assert books.customer_answers.taxes(ACME) == (tax("20", "SECOND", party=ACME),)


class NamedWritesSuite(StorageSuite):
    """Rows of `NamedWrites`."""

    def test_writes_are_open_until_closed(self, rig: Rig, connection: Connection) -> None:
        second, first = write("a", seconds=1, invoice_id=InvoiceId("i-2")), write("b", because=NASTY)
        with rig.writing(connection) as books:
            books.named_writes.add(second)
            books.named_writes.add(first)
            books.named_writes.add(write("c", seconds=2, kind=NamedKind.REMOVAL))

        kept = replace(first, because=first.because.replace("\x00", "\ufffd").replace("\ud800", "\ufffd"))
        with rig.writing(connection) as books:
            assert [each.id for each in books.named_writes.open()] == ["b", "a", "c"]
            assert books.named_writes.of(InvoiceId("i-1"))[0] == kept
            books.named_writes.close("b", rig.now, said="Number is not unique")
            books.named_writes.close("b", rig.now + timedelta(days=1), said="late")
            books.named_writes.close("nobody", rig.now)
            assert [each.id for each in books.named_writes.open()] == ["a", "c"]
            closed = replace(kept, done_at=rig.now, said="Number is not unique")
            assert books.named_writes.of(InvoiceId("i-1"))[0] == closed
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.named_writes.open() == books.named_writes.of(InvoiceId("i-1")) == ()

    def test_one_of_a_kind_is_open_for_an_invoice(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            books.named_writes.add(write("a"))
        with pytest.raises(Invalid, match="write-asked-already"), rig.writing(connection) as books:
            books.named_writes.add(write("b", value="F-8"))

        with rig.writing(connection) as books:
            books.named_writes.close("a", rig.now)
            books.named_writes.add(write("b", value="F-8"))
            assert [each.id for each in books.named_writes.of(InvoiceId("i-1"))] == ["a", "b"]


class FindingsSuite(StorageSuite):
    """Rows of `Findings`."""

    def test_the_newest_snapshot_is_kept(self, rig: Rig, connection: Connection) -> None:
        newer = snapshot(read_at=NOON + timedelta(minutes=1), accounts=(), denied=frozenset())
        with rig.writing(connection) as books:
            assert books.findings.ledger_books() is None
            books.findings.put_ledger_books(snapshot())
            assert books.findings.ledger_books() == snapshot()
            books.findings.put_ledger_books(newer)
            books.findings.put_ledger_books(snapshot())
            assert books.findings.ledger_books() == newer
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.findings.ledger_books() is None

    def test_notes_by_name(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert books.findings.noted("net-total") == ""
            books.findings.note("net-total", "with-tax")
            books.findings.note("other", "Zoë")
            books.findings.note("net-total", "without-tax")
            assert books.findings.noted("net-total") == "without-tax"
            books.findings.note("other", "")
            assert books.findings.noted("other") == ""
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.findings.noted("net-total") == ""

    def test_notes_of_each_of_many_things(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert (books.findings.noted("plain"), books.findings.noted("of:1")) == ("", "")
            books.findings.note("of:1", NASTY)
            books.findings.note("plain", NASTY)
            noted = [
                books.findings.noted("plain"),
                books.findings.noted("of:1"),
                books.findings.noted("of:2"),
            ]
        with rig.reading(connection) as books:
            assert noted == [books.findings.noted(name) for name in ("plain", "of:1", "of:2")]
        assert noted[0] == noted[1] != noted[2] == ""


class ToldSuite(StorageSuite):
    """Rows of `Told`."""

    def test_a_cause_is_remembered_until_its_end_was_told(self, rig: Rig, connection: Connection) -> None:
        second = ToldCause(key="a", code="tax-choice-needed", began_at=rig.now + timedelta(seconds=1))
        first = ToldCause(key="b", code="period-locked", began_at=rig.now)
        with rig.writing(connection) as books:
            books.told.put(second)
            books.told.put(first)
            assert books.told.all() == (first, second)

            told = replace(first, told_at=rig.now)
            ended = replace(told, ended_at=rig.now + timedelta(hours=1))
            books.told.put(told)
            assert books.told.all() == (told, second)
            books.told.put(ended)
            assert books.told.all() == (ended, second)
            books.told.put(replace(ended, end_told_at=rig.now + timedelta(hours=2)))
            assert books.told.all() == (second,)
            books.told.put(first)  # it begins again
            assert books.told.all() == (first, second)
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.told.all() == ()

    def test_a_key_from_outside_is_found_again(self, rig: Rig, connection: Connection) -> None:
        cause = ToldCause(key=NASTY, code="email-alone", began_at=rig.now)
        with rig.writing(connection) as books:
            books.told.put(cause)
            books.told.put(replace(cause, told_at=rig.now))
            assert len(books.told.all()) == 1
            books.told.put(replace(cause, end_told_at=rig.now))
            assert books.told.all() == ()

    def test_when_the_last_message_went_out(self, rig: Rig, connection: Connection) -> None:
        with rig.writing(connection) as books:
            assert books.told.last_sent_at() is None
            books.told.sent(rig.now)
            books.told.sent(rig.now + timedelta(hours=1))
            assert books.told.last_sent_at() == rig.now + timedelta(hours=1)
        with rig.reading(rig.connect("other", portal="portal-2")) as books:
            assert books.told.last_sent_at() is None
