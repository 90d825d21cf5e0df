"""The ledger's documents by the marks that they bear, and by what an unmarked one could be taken for."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from domain.errors import Invalid
from domain.invoice import PortalInvoice
from domain.invoice_numbers import has_our_mark
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument
from domain.numbering import dated
from domain.relinking import end_in, is_near, looked_up_by, marks_of, possible_totals


@dataclass(slots=True, kw_only=True)
class MarkedDocuments:
    """Filled with all documents first, then told of every invoice, and then asked.

    `time_zone` is the zone of the books. `first_day` is the earliest day of a document of ours: what the
    portal issued before was never ours to send.
    """

    time_zone: str
    first_day: date | None = None
    _by_mark: dict[str, list[LedgerDocument]] = field(default_factory=lambda: defaultdict(list))
    _by_total: dict[tuple[Decimal, str], list[LedgerDocument]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _ours: set[DocumentId] = field(default_factory=set)
    _strays: dict[DocumentId, LedgerDocument] = field(default_factory=dict)

    def add(self, document: LedgerDocument) -> None:
        """One more, of which the lines are not kept."""
        document = replace(document, lines=())
        for mark in marks_of(document):
            self._by_mark[mark].append(document)
        if end_in(document):
            self._strays[document.id] = document
        elif document.kind is DocumentKind.INVOICE and not document.is_gone:
            self._by_total[document.total, document.currency].append(document)

    def tell_of(self, invoice: PortalInvoice) -> None:
        """The portal has this invoice: what bears its mark is no stray, and stands for no other one."""
        for document in self.of(invoice):
            self._ours.add(document.id)
            self._strays.pop(document.id, None)
            if document.dated is not None and (self.first_day is None or document.dated < self.first_day):
                self.first_day = document.dated

    def of(self, invoice: PortalInvoice) -> tuple[LedgerDocument, ...]:
        """Documents that bear the mark of an invoice, in every status."""
        found = {one.id: one for mark in looked_up_by(invoice.id) for one in self._by_mark.get(mark, ())}
        return tuple(one for one in found.values() if has_our_mark(one, invoice))

    def alike(self, invoice: PortalInvoice, since: date | None) -> tuple[LedgerDocument, ...]:
        """Unmarked ones that stand there with its total on a near day, if it was issued since that day."""
        day = self._day(invoice)
        if day is None or since is None or day < since:
            return ()
        like = [
            one
            for sum_ in possible_totals(invoice)
            for one in self._by_total.get((sum_, invoice.currency), ())
        ]
        return tuple(one for one in like if is_near(one, day) and one.id not in self._ours)

    @property
    def strays(self) -> tuple[LedgerDocument, ...]:
        """Documents of ours, in the order of their numbers, whose invoice the portal does not have."""
        return tuple(sorted(self._strays.values(), key=lambda one: (one.number, one.id)))

    def _day(self, invoice: PortalInvoice) -> date | None:
        try:
            return dated(invoice, self.time_zone)
        except Invalid:
            return None
