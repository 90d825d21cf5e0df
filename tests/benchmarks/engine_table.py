"""The bar of the engine that many processes share."""

from tests.benchmarks.measure import EngineCost
from tests.benchmarks.table import Bar

MOST_SECONDS = 0.15


def engine_bars(cost: EngineCost) -> tuple[Bar, ...]:
    """What a hint by way of the queue costs more than calling the clerk."""
    more, hinted, direct = cost.hinted - cost.direct, cost.hinted * 1e3, cost.direct * 1e3
    return (
        Bar(
            what=f"one invoice by way of the queue on PostgreSQL, median of {cost.invoices}",
            bar=f"at most {MOST_SECONDS * 1e3:.0f} ms longer than by calling the clerk",
            measured=f"{more * 1e3:.0f} ms longer ({hinted:.0f} against {direct:.0f} ms)",
            holds=more < MOST_SECONDS,
        ),
    )
