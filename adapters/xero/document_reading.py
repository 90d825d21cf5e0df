"""Sales invoices as Xero holds them (Xero: Accounting API, Invoices).

A read is always paged: without a page Xero leaves out the lines, and everything of the contact but its
name. Four places are asked for, as in writing. Deleted and voided invoices are in every answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from adapters.xero.document_bodies import FOUR_PLACES
from adapters.xero.documents import shown_document
from adapters.xero.errors import untrusted
from adapters.xero.exact import read_exactly
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.ids import is_guid
from adapters.xero.invoice_wire import INVOICES, WireInvoices
from adapters.xero.numbers_named import Question, questions
from adapters.xero.paging import PAGE_SIZE, as_of, changed_since, is_last, unchanged_as_of
from adapters.xero.query import listed
from adapters.xero.reading import UnreadableError
from adapters.xero.tenant_line import TenantLine
from domain.budget import Purpose
from domain.ledger_document import DocumentId, DocumentKind, LedgerDocument
from domain.ports.ledger import DocumentsPage

LOOK_UPS = 50
"""Ids that one address can hold: 53 are too long for Xero (Xero-Java issue 328)."""

_SALES = {"where": 'Type=="ACCREC"'}
_ALL = {"includeArchived": "true", **FOUR_PLACES}


class DocumentReading:
    """Reads one organisation's invoices."""

    def __init__(self, tenant: TenantLine) -> None:
        """`tenant` carries the calls to that organisation."""
        self._tenant = tenant

    def page(self, page: int, *, since: datetime | None, purpose: Purpose) -> DocumentsPage:
        """One call, by InvoiceID: the default order moves rows from page to page while they change."""
        return self._page(page, {**_SALES, "order": "InvoiceID"}, since, purpose)

    def by_ids(self, ids: Sequence[DocumentId], purpose: Purpose) -> Iterator[LedgerDocument]:
        """One call for every 50. What cannot be an id of Xero's is not there: Xero refuses lists with it."""
        known = list(dict.fromkeys(one for one in ids if is_guid(one)))
        for start in range(0, len(known), LOOK_UPS):
            query = {"IDs": listed(known[start : start + LOOK_UPS])}
            yield from self._page(1, query, None, purpose).documents

    def numbered(self, numbers: Iterable[str]) -> Iterator[LedgerDocument]:
        """Sales invoices alone: bills may have the same number, and many times."""
        for question in questions(numbers):
            yield from self._asked(question)

    def ours(self, since: datetime, purpose: Purpose) -> Iterator[LedgerDocument]:
        """Every page of what this app made."""
        query = {**_SALES, "createdByMyApp": "true", "order": "InvoiceID"}
        yield from self._all_pages(query, since, purpose)

    def _asked(self, question: Question) -> Iterator[LedgerDocument]:
        for document in self._all_pages(question.query, None, Purpose.VITAL):
            if document.kind is DocumentKind.INVOICE and question.wants(document.number):
                yield document

    def _all_pages(
        self, query: Mapping[str, str], since: datetime | None, purpose: Purpose
    ) -> Iterator[LedgerDocument]:
        number = 1
        while True:
            page = self._page(number, query, since, purpose)
            yield from page.documents
            if page.is_last:
                return
            number += 1

    def _page(
        self, page: int, query: Mapping[str, str], since: datetime | None, purpose: Purpose
    ) -> DocumentsPage:
        outgoing = self._tenant.reading(
            "/Invoices",
            query={**query, "page": str(page), "pageSize": str(PAGE_SIZE), **_ALL},
            headers=changed_since(since),
        )
        answer = self._tenant.ask(outgoing, purpose)
        unchanged = unchanged_as_of(answer, since)
        if unchanged is not None:
            return DocumentsPage(documents=(), as_of=unchanged, is_last=True)
        wire = read_exactly(INVOICES, answer, outgoing)
        documents = _documents(wire, answer, outgoing)
        return DocumentsPage(
            documents=documents,
            as_of=as_of(answer, wire.get("DateTimeUTC"), outgoing),
            is_last=is_last(wire.get("pagination"), page, len(documents)),
        )


def _documents(wire: WireInvoices, answer: Answer, outgoing: Outgoing) -> tuple[LedgerDocument, ...]:
    """All of a page, or none if one has no id: what is left out would look as if it were not there."""
    try:
        return tuple(shown_document(element) for element in wire["Invoices"])
    except UnreadableError as error:
        raise untrusted(answer, outgoing, why="unreadable") from error
