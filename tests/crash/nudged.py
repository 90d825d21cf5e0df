"""Lives that are nudged by webhooks, honestly or not: in the end nobody can tell which it was."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dependency_injector import providers

from adapters.sandbox.control import perform
from domain.connection import Connection
from domain.services.hooking import EVENTS
from tests.crash.campaign import Outcome
from tests.crash.postman import HONEST, Habits, Postman, open_door
from tests.support.billing import BillingInstallation, bill, has_read, switch_on
from tests.support.billing_firm import AtHand
from tests.support.canon import Canon, differences, twins
from tests.support.house import House
from tests.support.lives import MOST_VISITS, NeverQuiet, next_look, quiet
from tests.support.points import Points

PUBLIC = "https://books.example"
_A_DAY_SECONDS = 90_000


class Nudged(BillingInstallation):
    """An installation with a public address, at which both services tell what happens."""

    def __init__(self, folder: Path) -> None:
        """With one life that everything is told to."""
        super().__init__(folder)
        self.bill()
        self.told: dict[str, int] = {}
        """What the postman of the last life did."""
        self.good: Canon = self._nudged(HONEST, random.Random(0))

    def lived(self, habits: Habits, seed: int) -> Outcome:
        """One life with such a postman; `told` says what he did."""
        what = f"seed {seed}: {habits}"
        try:
            canon = self._nudged(habits, random.Random(seed))
        except NeverQuiet as problem:
            return Outcome(what=what, wrong=(str(problem),))
        return Outcome(what=what, wrong=tuple(differences(self.good, canon)), twins=tuple(twins(self.world)))

    @contextmanager
    def process(self, points: Points) -> Iterator[House]:
        """As it is started with a public address."""
        with super().process(points) as house:
            settings = house.container.settings().model_copy(update={"public_url": PUBLIC})
            house.container.settings.override(providers.Object(settings))
            yield house

    def _nudged(self, habits: Habits, dice: random.Random) -> Canon:
        self.set_back(self.begun)
        with self.process(Points()) as house, open_door(house.container) as door:
            postman = Postman(world=self.world, app=door, habits=HONEST, dice=dice)
            (connection,) = house.container.storage().connections.all()
            self._listen(house, connection, postman)
            postman.habits = habits
            if habits.swaps:  # the services, too, promise neither once nor in order
                perform(self.world, "hubflo.turn_switches", webhook_duplicates="new id")
                perform(self.world, "xero.turn_switches", webhook_duplicates=True, webhook_out_of_order=True)
            # What Xero tells of a payment is documented nowhere.
            perform(self.world, "xero.turn_switches", payment_emits=dice.choice(("INVOICE", "PAYMENT")))
            bill(
                house.container,
                self.firm.organization_id,
                self.firm.tenant_id,
                AtHand(self.world),
                connect=lambda: house.connect(self.firm),
                until_quiet=lambda connection, since: _until_quiet(house, connection, postman, since),
            )
            self._and_then(house, connection, postman)
            postman.empty_the_bag()
            self.clock.advance(_A_DAY_SECONDS)
            _until_quiet(house, connection, postman, self.clock.now())
            self.told = postman.done
        return _without_hooks(self.canon())

    def _listen(self, house: House, connection: Connection, postman: Postman) -> None:
        """Hooks of Hubflo come by themselves; that of Xero a person enters, and it is tried out."""
        perform(self.world, "xero.turn_switches", webhook_batch=1)
        house.container.storage().apps.set_webhook_key(connection.app_id, self.firm.webhook_key)
        address = f"{PUBLIC}/webhooks/xero/{connection.app_id}"
        told = {"client_id": self.firm.client_id, "categories": ("CONTACT", "INVOICE", "PAYMENT")}
        perform(self.world, "xero.enable_webhook", url=address, **told)
        switch_on(house.container, connection)
        _until_quiet(house, connection, postman, self.clock.now())
        assert len(self.world.hubflo.organizations[self.firm.organization_id].webhooks) == len(EVENTS)
        assert self.world.xero.webhooks[self.firm.client_id].status == "ok"

    def _and_then(self, house: House, connection: Connection, postman: Postman) -> None:
        """People go on: paid, cancelled, deleted, one more issued, a customer edited."""
        people = AtHand(self.world)
        shown = people.records("hubflo")[self.firm.organization_id]["invoices"]
        by_title = {invoice["title"]: invoice_id for invoice_id, invoice in shown.items()}
        documents = people.records("xero")[self.firm.tenant_id]["invoices"]
        by_reference = {document["Reference"]: document_id for document_id, document in documents.items()}
        here, there = {"organization_id": self.firm.organization_id}, {"tenant_id": self.firm.tenant_id}
        self.clock.advance(1)
        rest = {"invoice_id": by_title["Website, known customer"], "method": "bank_card"}
        people.act("hubflo.pay_invoice", **rest, **here)
        people.act("hubflo.cancel_invoice", invoice_id=by_title["Retainer May, new company"], **here)
        people.act("xero.delete_invoice", invoice_id=by_reference["Retainer June, new company"], **there)
        people.act("xero.edit_contact", contact_id=self.firm.ledger["imported"], FirstName="Owain", **there)
        again = people.act("hubflo.duplicate_invoice", invoice_id=by_title["Logo, new customer"], **here)
        people.act("hubflo.issue_invoice", invoice_id=again, **here)
        self.clock.advance(1)
        _until_quiet(house, connection, postman, self.clock.now())


def _until_quiet(house: House, connection: Connection, postman: Postman, since: datetime | None) -> None:
    """Visits, and between them the time that passes until the clerk or the postman has something to do."""
    store, clerk = house.container.storage().store, house.container.clerk()
    for _ in range(MOST_VISITS):
        postman.carry()
        clerk.visit(connection.id)
        is_read = since is None or has_read(store, connection.id, since)
        if is_read and quiet(store, connection.id, house.clock.now()):
            return
        moments = [next_look(house, connection.id), postman.next_due()]
        wait = min(moment for moment in moments if moment is not None) - house.clock.now()
        house.clock.advance(max(0.001, wait.total_seconds()))
    raise NeverQuiet(f"not quiet after {MOST_VISITS} visits, at {house.clock.now()}")


def _without_hooks(canon: Canon) -> Canon:
    """Without what is told of the hooks themselves: that some deliveries were missed, and how many."""
    return {**canon, "story": [line for line in canon["story"] if '"subject": "hook' not in line]}
