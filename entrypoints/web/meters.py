"""Counters and durations of this process, in Prometheus's terms."""

from prometheus_client import CollectorRegistry, Counter, Histogram

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_SLOW = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Meters:
    """What is measured as it happens. No id, name or address of a person is ever a label."""

    def __init__(self) -> None:
        """A registry of its own: nothing of other libraries is shown."""
        self.registry = CollectorRegistry(auto_describe=True)
        self._deliveries = Counter(
            "hubflo_xero_deliveries",
            "Posts to our webhook addresses, by what became of them.",
            ("service", "result"),
            registry=self.registry,
        )
        self._answered = Histogram(
            "hubflo_xero_delivery_answer_seconds",
            "From the first byte of a delivery that was accepted to its answer.",
            ("service",),
            buckets=_QUICK,
            registry=self.registry,
        )
        self._recorded = Counter(
            "hubflo_xero_deliveries_recorded",
            "Events that were recorded and had not been there before.",
            registry=self.registry,
        )
        self._visits = Counter(
            "hubflo_xero_clerk_visits",
            "Visits of a clerk to a connection, by how they ended.",
            ("connection", "result"),
            registry=self.registry,
        )
        self._units = Histogram(
            "hubflo_xero_clerk_unit_seconds",
            "How long units of work took, by kind.",
            ("unit",),
            buckets=_SLOW,
            registry=self.registry,
        )

    def delivery(self, service: str, result: str, seconds: float) -> None:
        """A post to a webhook address was answered."""
        self._deliveries.labels(service, result).inc()
        if result == "accepted":
            self._answered.labels(service).observe(seconds)

    def recorded(self, new: int) -> None:
        """So many events were recorded that had not been there."""
        self._recorded.inc(new)

    def visit(self, connection: str, result: str) -> None:
        """A clerk came to a connection (by name): `worked`, `left` (another one is there) or `failed`."""
        self._visits.labels(connection, result).inc()

    def unit(self, kind: str, seconds: float) -> None:
        """A unit of work ended."""
        self._units.labels(kind).observe(seconds)
