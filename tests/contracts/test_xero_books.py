"""An organisation's settings, and its webhooks, by the Xero adapter over the sandbox."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from adapters.sandbox import xero as sandbox
from adapters.xero.webhooks import XeroHooks
from domain.books import AccountClass, Permission
from domain.ids import LedgerContactId
from domain.ports.hooks import LedgerEvent
from tests.contracts.xero_scene import Scene, connected
from tests.unit.xero_adapter.drafts import draft


def of_country(country: Any) -> Scene:
    """A firm of that country, connected."""
    made = connected()
    made.tenant_id = sandbox.add_organisation(
        made.world.xero, name="Elsewhere", country=country, now=made.clock.now()
    )
    made.consented(made.tenant_id)
    return made


def test_five_calls_tell_what_invoices_need() -> None:
    made = connected()
    before = len(made.world.xero.calls)

    books = made.ledger.books()

    assert len(made.world.xero.calls) - before == 5
    sales, deposits = books.account("200"), books.account("825")
    assert sales is not None
    assert (sales.name, sales.kind, sales.tax_type) == ("Sales", AccountClass.REVENUE, "OUTPUT2")
    assert deposits is not None
    assert deposits.kind is AccountClass.LIABILITY
    assert [rate.tax_type for rate in books.sales_taxes(Decimal(20))] == ["OUTPUT2"]
    assert books.currencies == {"GBP", "EUR", "USD"}
    assert books.denied == frozenset()
    assert books.read_at == made.clock.now()


@pytest.mark.parametrize("country", ["GB", "FR", "AU", "US"])
def test_no_line_is_ever_offered_a_system_account_or_an_archived_one(country: str) -> None:
    books = of_country(country).ledger.books()
    offered = [one for one in books.accounts if one.is_active and one.kind is not AccountClass.OTHER]

    assert {one.kind for one in offered} == {
        AccountClass.REVENUE,
        AccountClass.LIABILITY,
        AccountClass.BANK,
    }
    names = {one.name for one in offered if one.kind is AccountClass.LIABILITY}
    assert names <= {"Customer Deposits", "Clients - avances et acomptes reçus"}
    assert len([one for one in books.accounts if one.takes_payments]) == 3
    assert any(not one.is_active for one in books.accounts)


def test_what_xero_looks_up_by_address_is_never_offered() -> None:
    books = of_country("US").ledger.books()
    avalara = books.tax("AVALARA")

    assert avalara is not None
    assert avalara.is_computed
    assert "AVALARA" not in {rate.tax_type for rate in books.sales_taxes(Decimal(0))}
    assert [rate.tax_type for rate in books.sales_taxes(Decimal("8.875"))] == ["TAX001"]


@pytest.mark.parametrize(
    ("action", "permission"),
    [
        ("CreateDraftInvoice", Permission.SUBMIT),
        ("CreateApprovedInvoice", Permission.APPROVE),
        ("UseMulticurrency", Permission.MANY_CURRENCIES),
    ],
)
def test_what_the_user_may_not_do_is_denied(action: str, permission: Permission) -> None:
    made = connected()
    sandbox.permit(made.world.xero, made.tenant_id, action, made.clock.now(), allowed=False)

    assert made.ledger.books().denied == {permission}


def test_lock_dates_and_the_short_code_come_with_the_organisation() -> None:
    made = connected()
    sandbox.set_lock_dates(
        made.world.xero, made.tenant_id, made.clock.now(), period="2026-09-30", end_of_year="2026-03-31"
    )

    books = made.ledger.books()

    assert str(books.locked_to) == "2026-09-30"
    assert books.organisation.short_code.startswith("!")
    assert books.organisation.tax_basis == "ACCRUAL"
    (document,) = made.made(draft(contact_id=LedgerContactId(made.contact(Name="Client Ltd"))))
    address = made.xero.ledgers.document_address(books.organisation.short_code, document)
    assert books.organisation.short_code in address


# --- Webhooks ---


@dataclass
class Receiver:
    """Answers deliveries as the adapter says."""

    made: Scene
    statuses: list[int] = field(default_factory=list)
    events: list[LedgerEvent] = field(default_factory=list)

    def listen(self) -> None:
        """Take all that is due now."""
        state, clock, hooks = self.made.world.xero, self.made.clock, XeroHooks()
        key = state.identity.apps[self.made.app.client_id].webhook_key
        while due := sandbox.due_deliveries(state, clock.now()):
            for delivery in due:
                signed = hooks.is_signed(delivery.body, delivery.headers["x-xero-signature"], key)
                self.events += hooks.events(delivery.body) if signed else ()
                self.statuses.append(200 if signed else 401)
                sandbox.delivered(state, delivery.delivery_id, self.statuses[-1], b"", {}, clock.now())


def receiver(**switches: Any) -> Receiver:
    """A connected firm whose app hears of what happens."""
    made = connected(**switches)
    sandbox.enable_webhook(
        made.world.xero, made.app.client_id, made.clock.now(), url="https://books.example/webhooks/xero/a"
    )
    listening = Receiver(made)
    listening.listen()
    return listening


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_an_intent_to_receive_is_answered_right_in_every_case(wrong: int) -> None:
    listening = receiver(webhook_wrong_signatures=wrong)

    assert sorted(listening.statuses) == [200] + [401] * wrong
    assert listening.events == []
    assert listening.made.world.xero.webhooks[listening.made.app.client_id].status == "ok"


@pytest.mark.parametrize("unknown", ["", "PAYMENT", "Something new"])
@pytest.mark.parametrize("case", ["UPPER", "Title"])
def test_events_name_the_invoice_or_the_contact(unknown: str, case: str) -> None:
    listening = receiver(webhook_unknown_category=unknown, webhook_event_type=case)
    made = listening.made
    contact = made.contact(Name="Client Ltd")
    (document,) = made.made(draft(contact_id=LedgerContactId(contact)))
    made.act(sandbox.approve_invoice, document.id)
    made.act(sandbox.archive_contact, contact)
    listening.listen()

    assert {event.tenant_id for event in listening.events} == {made.tenant_id}
    assert [event.document_id for event in listening.events if event.document_id] == [document.id] * 2
    assert {event.contact_id for event in listening.events if event.contact_id} == {contact}
    assert {event.at for event in listening.events} == {made.clock.now()}
