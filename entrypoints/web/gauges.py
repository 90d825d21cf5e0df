"""Where every connection stands, read from the store whenever somebody asks for the metrics."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain.budget import Budget
from domain.connection import Connection
from domain.dispatch import ElementState
from domain.hold import Waits, questions, waits_for
from domain.life import Stage
from domain.payment_life import PaymentStage
from domain.ports.clock import Clock
from domain.ports.ledger import Ledgers
from domain.ports.registry import Connections
from domain.ports.store import Books, Store

_DAY = timedelta(hours=24)


@dataclass(slots=True)
class _Families:
    """One gauge a question, labelled by the connection's name."""

    invoices: GaugeMetricFamily = field(
        default_factory=lambda: _family("invoices", "Invoices by stage of their life.", "stage")
    )
    payments: GaugeMetricFamily = field(
        default_factory=lambda: _family("payments", "Payments of invoices by where they stand.", "stage")
    )
    questions: GaugeMetricFamily = field(
        default_factory=lambda: _family("questions_open", "Causes that wait for a person.")
    )
    oldest: GaugeMetricFamily = field(
        default_factory=lambda: _family(
            "oldest_waiting_seconds",
            "How long the invoice, payment or hold has waited that waits longest for us.",
        )
    )
    calls: GaugeMetricFamily = field(
        default_factory=lambda: _family("xero_calls_today", "Calls to Xero counted in its current day.")
    )
    unknown: GaugeMetricFamily = field(
        default_factory=lambda: _family("unknown_outcomes", "Writes whose outcome is being looked for.")
    )


class StoreGauges(Collector):
    """One reading transaction a connection, each of a few counting statements."""

    def __init__(self, store: Store, connections: Connections, ledgers: Ledgers, clock: Clock) -> None:
        """Nothing is read before somebody asks."""
        self._store = store
        self._connections = connections
        self._ledgers = ledgers
        self._clock = clock

    def describe(self) -> Iterable[Metric]:
        """The names alone, so that being registered reads nothing."""
        return _all(_Families())

    def collect(self) -> Iterator[Metric]:
        """The numbers of now. Raises StoreProblem."""
        families, now = _Families(), self._clock.now()
        for connection in self._connections.all():
            with self._store.reading(connection.id) as books:
                _measure(families, connection, books, now)
            calls = _calls_today(self._ledgers.budget(connection), now)
            families.calls.add_metric([connection.name], calls)
        yield from _all(families)


def _measure(families: _Families, connection: Connection, books: Books, now: datetime) -> None:
    name = connection.name
    counts = books.invoices.counts()
    for stage in Stage:
        families.invoices.add_metric([name, stage.value], counts.of(stage))
    standing = books.payments.counts().by_stage
    for place in PaymentStage:
        families.payments.add_metric([name, place.value], standing.get(place, 0))
    asked = questions(books.holds.all())
    families.questions.add_metric([name], sum(waits_for(one.cause) is Waits.PERSON for one in asked))
    unknown = sum(one.element.state is ElementState.UNKNOWN for one in books.dispatches.open())
    families.unknown.add_metric([name], unknown)
    since = [one.since for one in asked if waits_for(one.cause) is Waits.US]
    first = [ids[0] for ids in books.invoices.agenda(now, 1).values() if ids]
    since += [record.step_since for record in books.invoices.many(first).values()]
    first = [ids[0] for ids in books.payments.agenda(now, 1).values() if ids]
    since += [payment.step_since for payment in books.payments.many(first).values()]
    families.oldest.add_metric([name], max(0.0, (now - min(since, default=now)).total_seconds()))


def _calls_today(budget: Budget, now: datetime) -> int:
    is_over = budget.day_started_at is None or now >= budget.day_started_at + _DAY
    return 0 if is_over else budget.used_today


def _family(name: str, text: str, *more: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"hubflo_xero_{name}", text, labels=("connection", *more))


def _all(families: _Families) -> tuple[Metric, ...]:
    return (
        families.invoices,
        families.payments,
        families.questions,
        families.oldest,
        families.calls,
        families.unknown,
    )
