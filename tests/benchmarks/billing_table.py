"""The bars of invoices."""

from tests.benchmarks.measure import BackloggedInvoices, Delays, IdleDays, OneInvoice, SingleInvoices
from tests.benchmarks.table import Bar

KNOWN_CALLS, NEW_CALLS, BACKLOG_CALLS = 2, 4, 60
MEDIAN_SECONDS, LONGEST_SECONDS = 0.5, 2.0
A_MINUTE, A_DAY, RESERVE_SHARE = 57, 1_000, 0.05
IDLE_CALLS, IDLE_GROWTH, IDLE_DAYS = 200, 5_000_000, 30


def billing_bars(
    one: OneInvoice, many: BackloggedInvoices, single: SingleInvoices, idle: IdleDays, delays: Delays
) -> tuple[Bar, ...]:
    """Every bar against what was measured. Calls for the ledger's settings do not count."""
    grown = idle.grown_bytes * IDLE_DAYS / idle.days
    usable = A_DAY * (1 - RESERVE_SHARE)
    whole_days = single.days[:-1]
    return (
        Bar(
            what="Xero calls for one new invoice, customer known / new",
            bar=f"at most {KNOWN_CALLS} / {NEW_CALLS}",
            measured=f"{one.known_calls} / {one.new_calls}",
            holds=one.known_calls <= KNOWN_CALLS and one.new_calls <= NEW_CALLS,
        ),
        Bar(
            what=f"Xero calls for a backlog of {many.invoices:,} invoices, {many.customers} new customers",
            bar=f"at most {BACKLOG_CALLS}",
            measured=str(many.calls),
            holds=many.calls <= BACKLOG_CALLS,
        ),
        Bar(
            what=f"from issue to Xero in `run`, an import beside it ({delays.contacts_meanwhile} writes)",
            bar=f"p50 under {MEDIAN_SECONDS} s, p99 under {LONGEST_SECONDS:g} s",
            measured=f"p50 {delays.p50:.2f} s, p99 {delays.p99:.2f} s",
            holds=delays.p50 <= MEDIAN_SECONDS and delays.p99 <= LONGEST_SECONDS,
        ),
        Bar(
            what=f"{single.invoices:,} invoices one by one, 60 calls a minute, 1,000 a day",
            bar=f"no 429, at least {A_MINUTE} calls in every full minute, {usable:g} each whole day",
            measured=(
                f"{single.refused} times 429, {single.fewest_a_minute} in the emptiest full minute,"
                f" days of {', '.join(map(str, single.days))} calls"
            ),
            holds=(
                single.refused == 0
                and single.fewest_a_minute >= A_MINUTE
                and all(day >= usable for day in whole_days)
            ),
        ),
        Bar(
            what=f"an idle connection, {idle.days} days",
            bar=f"at most {IDLE_CALLS} Xero calls a day, under 5 MB in {IDLE_DAYS} days",
            measured=f"{idle.calls_a_day:.0f} calls a day, {grown / 1e6:.2f} MB in {IDLE_DAYS} days",
            holds=idle.calls_a_day <= IDLE_CALLS and grown < IDLE_GROWTH,
        ),
    )
