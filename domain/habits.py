"""What is known of how one portal sums up: learnt from its invoices, and kept per connection."""

from dataclasses import dataclass, replace

from domain.invoice import PortalInvoice
from domain.rounding import ANY_ROUNDING, NetReading, Rounding, readings


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalHabits:
    """What `net_total` means, None until an invoice showed it, and the ways of rounding still possible.

    Ways only ever go. None left: two invoices contradicted each other, and the past says nothing any more.
    """

    net: NetReading | None = None
    roundings: frozenset[Rounding] = ANY_ROUNDING


def learned(habits: PortalHabits, invoice: PortalInvoice) -> PortalHabits:
    """The habits after one more invoice, in whatever order they come.

    One that no reading explains teaches nothing, nor does one whose net total means something else than it
    did before: it is held by itself and spoils nothing for others.
    """
    allowed = [each for each in readings(invoice) if habits.net in (None, each.net)]
    if not allowed:
        return habits
    nets = {each.net for each in allowed}
    return replace(
        habits,
        net=nets.pop() if len(nets) == 1 else habits.net,
        roundings=habits.roundings & {each.rounding for each in allowed},
    )
