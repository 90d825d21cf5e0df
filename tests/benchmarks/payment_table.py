"""The bars of payments."""

from tests.benchmarks.measure import PaidAtOnce, PaidDelays
from tests.benchmarks.table import Bar

AT_ONCE_CALLS, MEDIAN_SECONDS = 45, 1.0


def payment_bars(many: PaidAtOnce, delays: PaidDelays) -> tuple[Bar, ...]:
    """Every bar against what was measured. Calls for the ledger's settings do not count."""
    return (
        Bar(
            what=f"Xero calls for {many.invoices:,} approved invoices that are paid at once",
            bar=f"at most {AT_ONCE_CALLS}",
            measured=str(many.calls),
            holds=many.calls <= AT_ONCE_CALLS,
        ),
        Bar(
            what=f"from approval in Xero to the payment posted, {delays.invoices} in `run` with webhooks",
            bar=f"p50 under {MEDIAN_SECONDS:g} s",
            measured=f"p50 {delays.p50:.2f} s, p99 {delays.p99:.2f} s",
            holds=delays.p50 < MEDIAN_SECONDS,
        ),
    )
