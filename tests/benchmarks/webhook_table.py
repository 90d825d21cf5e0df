"""The bars of webhooks, and how what was measured is printed."""

from tests.benchmarks.measure import Taken
from tests.benchmarks.table import Bar

P99_SECONDS = 0.05


def webhook_bars(taken: Taken) -> tuple[Bar, ...]:
    """How soon they are answered, and that an answer means something."""
    return (
        Bar(
            what=f"webhooks at {taken.rate} a second while a clerk imports: answered, p99",
            bar=f"under {P99_SECONDS * 1e3:.0f} ms",
            measured=f"{taken.p99 * 1e3:.1f} ms",
            holds=taken.p99 < P99_SECONDS,
        ),
        Bar(
            what=f"of {taken.sent:,} webhooks not accepted / accepted and lost",
            bar="0 / 0",
            measured=f"{taken.sent - taken.accepted} / {taken.lost}",
            holds=taken.accepted == taken.sent and taken.lost == 0,
        ),
    )


def show_taken(taken: Taken) -> None:
    """From when each post was due, so that a server that falls behind cannot hide it."""
    print(
        f"\nWebhooks over loopback, SQLite with every commit on the disk: {taken.p50 * 1e3:.1f} ms (p50), "
        f"{taken.p99 * 1e3:.1f} ms (p99), {taken.longest * 1e3:.1f} ms at most; {taken.clerk_writes} writes "
        "of the clerk meanwhile."
    )
