"""What Xero tells by its webhooks moves payments on at once, whatever it tells of payments themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from adapters.sandbox.control import perform
from adapters.sandbox.deliveries import hand_over
from domain.invoice import InvoiceId
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.scan import ScanKind
from tests.support.billing_firm import SETTINGS
from tests.support.billing_house import BillingHouse, billing_house
from tests.unit.web.gate import Gate

TOLD = ("CONTACT", "INVOICE", "PAYMENT")
"""What the developer of the app has ticked at Xero."""
MINUTE = 60.0
A_MOMENT = 5.0
ROUTES = {"payments-card": "615", "payments-transfer": "bank-feed"}
COUNTED = re.compile(r'^hubflo_xero_payments{connection="default",stage="([a-z-]+)"} (\S+)$', re.MULTILINE)
SWITCHES = [("INVOICE", True), ("PAYMENT", True), ("nothing", False)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """A house that bills, with a gate at which Xero's own deliveries come in."""

    here: BillingHouse
    gate: Gate
    statuses: list[int] = field(default_factory=list)

    def post(self) -> int:
        """Xero's deliveries that are due come in as it signed them; how many."""
        return hand_over(self.here.house.world, self._receive, "xero")

    def _receive(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        answer = self.gate.request("POST", urlsplit(url).path, content=body, headers=dict(headers))
        self.statuses.append(answer.status_code)
        return answer.status_code

    def listen(self) -> None:
        """The app's webhook is switched on at Xero, which finds that we listen."""
        storage, app_id = self.here.house.container.storage(), self.here.connection.app_id
        storage.apps.set_webhook_key(app_id, self.here.firm.webhook_key)
        url = f"http://localhost/webhooks/xero/{app_id}"
        perform(
            self.here.house.world,
            "xero.enable_webhook",
            client_id=self.here.firm.client_id,
            url=url,
            categories=TOLD,
        )
        self.post()

    def wait(self, seconds: float) -> None:
        """Time passes as in `run`."""
        self.here.run_for(seconds, tick_seconds=15.0)

    def far_from_the_pull(self) -> None:
        """Time passes until the documents were looked through less than a minute ago."""
        while self._pulled_ago() > timedelta(minutes=1):
            self.wait(MINUTE / 2)

    def _pulled_ago(self) -> timedelta:
        with self.here.house.container.storage().store.reading(self.here.connection.id) as books:
            begun = books.scans.latest()[ScanKind.LEDGER_DOCUMENTS].started_at
        return self.here.house.clock.now() - begun

    def stands(self, invoice_id: InvoiceId) -> PaymentStage:
        """Where its payment is."""
        with self.here.house.container.storage().store.reading(self.here.connection.id) as books:
            payment = books.payments.get(invoice_id)
        assert payment is not None
        return payment.stage

    def issued(self, title: str, method: str) -> InvoiceId:
        """An invoice that is in Xero and awaits approval, and is paid in Hubflo."""
        invoice_id = self.here.issue(title)
        self.wait(2 * MINUTE)
        assert self.here.record(invoice_id).stage is Stage.LINKED
        self.here.in_hubflo("pay_invoice", invoice_id=invoice_id, method=method)
        self.wait(2 * MINUTE)
        assert self.stands(invoice_id) is PaymentStage.WAITS_APPROVAL
        return invoice_id

    def in_xero(self, name: str, invoice_id: InvoiceId, **arguments: str) -> None:
        """The accountant does something with its document."""
        self.here.in_xero(name, invoice_id=self.here.record(invoice_id).document_id, **arguments)

    def numbers(self) -> dict[str, float]:
        """How many payments stand where, as whoever watches over us reads it."""
        return {
            stage: float(count) for stage, count in COUNTED.findall(self.gate.request("GET", "/metrics").text)
        }

    def amounts(self, invoice_id: InvoiceId) -> list[str]:
        """Its payments in Xero."""
        document_id = self.here.record(invoice_id).document_id
        assert document_id is not None
        document = self.here.documents()[document_id]
        return [f"{one['Amount']:.2f}" for one in document["Payments"]]


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Xero has found that we listen."""
    with billing_house(tmp_path_factory.mktemp("street"), settings={**SETTINGS, **ROUTES}) as here:
        made = Street(here=here, gate=Gate(house=here.house, firm=here.firm, connection=here.connection))
        made.listen()
        assert sorted(made.statuses) == [200, 401, 401, 401]
        yield made


@pytest.mark.parametrize(("switch", "is_told"), SWITCHES)
def test_what_xero_tells_moves_payments_in_a_moment_and_what_it_does_not_tell_the_pull_finds(
    street: Street, switch: str, is_told: bool
) -> None:
    street.here.turn_xero(payment_emits=switch)
    by_card, by_transfer = (
        street.issued(f"{switch}, card", "bank_card"),
        street.issued(switch, "bank_transfer"),
    )
    street.post()
    street.far_from_the_pull()
    for invoice_id in (by_card, by_transfer):
        street.in_xero("approve_invoice", invoice_id)
    street.wait(MINUTE)
    assert street.stands(by_card) is PaymentStage.WAITS_APPROVAL, "nobody has looked"

    assert street.post() == 1
    street.wait(A_MOMENT)

    assert street.stands(by_card) is PaymentStage.SETTLED
    assert street.stands(by_transfer) is PaymentStage.WAITS_BANK
    assert street.post() == is_told, "our own payment is told too"
    street.wait(A_MOMENT)
    street.in_xero("pay_invoice", by_transfer, amount="120.00")

    assert street.post() == is_told
    street.wait(A_MOMENT)

    assert street.stands(by_transfer) is (PaymentStage.SETTLED if is_told else PaymentStage.WAITS_BANK)
    street.wait(11 * MINUTE)
    assert street.stands(by_transfer) is PaymentStage.SETTLED
    assert [street.amounts(one) for one in (by_card, by_transfer)] == [["120.00"], ["120.00"]]
    assert set(street.statuses[4:]) == {200}


def test_the_numbers_say_where_each_payment_stands(street: Street) -> None:
    before = street.numbers()
    invoice_id = street.issued("Numbers", "bank_card")
    waiting = street.numbers()
    street.in_xero("approve_invoice", invoice_id)
    street.post()
    street.wait(A_MOMENT)
    settled = street.numbers()

    assert set(before) == {stage.value for stage in PaymentStage}
    assert [each["waits-for-approval"] for each in (before, waiting, settled)] == [0.0, 1.0, 0.0]
    assert [each["settled"] - before["settled"] for each in (before, waiting, settled)] == [0.0, 0.0, 1.0]
