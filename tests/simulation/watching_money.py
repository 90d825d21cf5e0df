"""Safety of payments: what is posted, and what is recorded in Hubflo, looked at after every write of ours."""

from collections import Counter, defaultdict
from decimal import Decimal

from adapters.sandbox.hubflo.logs import Change
from adapters.sandbox.hubflo.state import Organization
from adapters.sandbox.world import World
from adapters.sandbox.xero.invoices.record import Invoice
from adapters.sandbox.xero.organisations.record import Organisation
from tests.simulation.money import counted_on, hubflo_id, ours_on, twice_paid, wrong_amount
from tests.simulation.story import RECORDS

LATE_PAYMENT = "a late twin of a part payment, with an alarm"
LATE_BESIDE = "a late payment beside what was matched meanwhile"
LATE_NOTICE = "a late payment recorded in Hubflo twice, with a question"
"""What nobody can exclude (`docs/reliability.md`), each only of the invoice whose request landed late."""
SAME_AMOUNT = "a person's payment of just so much, taken for one that we recorded"
"""The same: both sides agree, and only whose record it is in Hubflo is told wrong."""
PAID_FIELDS = {"status", "paid_amount", "payment_method_used", "paid_at", "updated_at"}
"""What a payment changes in an invoice of Hubflo."""


class MoneyWatch:
    """Looks at the payments of both sides. Who asks keeps what is found."""

    def __init__(
        self, world: World, organisation: Organisation, organization: Organization, on: frozenset[str]
    ) -> None:
        """From what is there when a story begins; `on` are its settings."""
        self.excepted = Counter[str]()
        self.recorded = defaultdict[str, Decimal](Decimal)
        """What we recorded in Hubflo, by invoice there."""
        self.late_notices = set[str]()
        """Invoices in Hubflo for which a late one was recorded: each must be a question at the end."""
        self.twice = set[str]()
        """Documents in Xero on which a late one counts twice, by their ids."""
        self._world, self._organisation, self._organization, self._on = world, organisation, organization, on
        self._came_in = defaultdict[str, Decimal](Decimal)
        self._counted = defaultdict[str, set[Decimal]](set)
        self._paid = {one.payment_id for one in organisation.payments}

    def changed(self, change: Change) -> list[str]:
        """An invoice of Hubflo has another amount: only by a person, or as its document in Xero counted."""
        now, before = (Decimal(str(one.get("paid_amount") or 0)) for one in (change.new, change.old))
        if change.who != "api":
            self._came_in[change.id] += now - before
            return []
        self.recorded[change.id] += now - before
        if RECORDS not in self._on:
            return [f"recorded in Hubflo, and nobody said so: {dict(change.new)}"]
        if now in self._counted[change.id]:
            return []
        if has_landed(self._world, "POST", f"/invoices/{change.id}/payment-notice"):
            self.late_notices.add(change.id)
            self.excepted[LATE_NOTICE] += 1
            return []
        return [f"recorded {before} -> {now} in Hubflo, and Xero counted {self._counted[change.id]}"]

    def note_counted(self) -> None:
        """What Xero counts now: as much may be recorded, and nothing else."""
        for document in self._organisation.invoices:
            self._counted[hubflo_id(document)].add(counted_on(document))

    def look(self) -> list[str]:
        """Nothing is posted twice, nor more than came in, and each payment is what was missing."""
        news = {one.payment_id for one in self._organisation.payments} - self._paid
        self._paid |= news
        wrong = []
        for document in self._organisation.invoices:
            if document.payments:
                wrong += self._of(document, news)
        return wrong

    def _of(self, document: Invoice, news: set[str]) -> list[str]:
        is_late = has_landed(self._world, "PUT", "/Payments", document.invoice_id)
        twice = twice_paid(document)
        if twice and is_late and document.invoice_id not in self.twice:
            self.twice.add(document.invoice_id)
            self.excepted[LATE_PAYMENT] += 1
        if document.invoice_id in self.twice:
            return []
        wrong = [f"paid twice: {reference}" for reference in twice]
        last = document.payments[-1]
        if last.client_id and last.payment_id in news and (beside := wrong_amount(document, last)):
            self.excepted[LATE_BESIDE] += is_late
            wrong += [] if is_late else beside
        return wrong + self._too_much(document, hubflo_id(document))

    def _too_much(self, document: Invoice, invoice_id: str) -> list[str]:
        """Posted is at most what people took in; recorded is at most what others paid in Xero."""
        ours = sum((one.amount for one in ours_on(document)), Decimal(0))
        came_in = self._came_in[invoice_id]
        wrong = []
        if ours > came_in:
            wrong.append(f"posted {ours} in all, and {came_in} came in: {document.number}")
        if invoice_id in self.late_notices:
            return wrong
        others = sum(
            (
                one.amount
                for one in self._organisation.payments
                if one.invoice_id == document.invoice_id and one.client_id is None
            ),
            Decimal(0),
        )
        if self.recorded[invoice_id] > others:
            wrong.append(f"recorded {self.recorded[invoice_id]}, and others paid {others}: {document.number}")
        return wrong


def has_landed(world: World, method: str, path: str, words: str = "") -> bool:
    """Whether such a request, with these words in it, landed after we had given it up."""
    return any(
        landing.request.method == method
        and landing.request.path.endswith(path)
        and words.encode() in landing.request.body
        for landing in world.landings
    )
