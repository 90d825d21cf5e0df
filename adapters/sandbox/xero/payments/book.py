"""All payments of one organisation with their indexes, reversed ones included."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from adapters.sandbox.xero.payments.record import Payment


class PaymentBook:
    """Payments by id and by invoice, and all of them in the order of their last update."""

    def __init__(self) -> None:
        """Empty."""
        self._by_id: dict[str, Payment] = {}
        self._of: dict[str, list[str]] = defaultdict(list)
        self._by_update: list[tuple[datetime, str]] = []

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Payment]:
        """In the default order of the list: by update, then by id."""
        return (self._by_id[payment_id] for _, payment_id in self._by_update)

    def get(self, payment_id: str) -> Payment | None:
        return self._by_id.get(payment_id.lower())

    def of_invoice(self, invoice_id: str) -> list[Payment]:
        """All that were ever made on it, in the default order."""
        return self.in_order(self._by_id[one] for one in self._of.get(invoice_id, ()))

    def in_order(self, payments: Iterable[Payment]) -> list[Payment]:
        """Some payments in the default order of the list."""
        return sorted(payments, key=lambda one: (one.updated, one.payment_id))

    def stretch(self, cut: slice) -> list[Payment]:
        """Some of all, by their places in the default order."""
        return [self._by_id[payment_id] for _, payment_id in self._by_update[cut]]

    def changed_since(self, since: datetime, *, inclusive: bool) -> Iterable[Payment]:
        cut = bisect_left if inclusive else bisect_right
        start = cut(self._by_update, since, key=lambda entry: entry[0])
        return (self._by_id[payment_id] for _, payment_id in self._by_update[start:])

    def put(self, payment: Payment) -> None:
        """A new one, or what has become of one that is there."""
        before = self._by_id.get(payment.payment_id)
        if before is None:
            self._of[payment.invoice_id].append(payment.payment_id)
        else:
            del self._by_update[bisect_left(self._by_update, (before.updated, before.payment_id))]
        self._by_id[payment.payment_id] = payment
        insort(self._by_update, (payment.updated, payment.payment_id))
