"""Whose answer an element is: by what was sent in it, never by its place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from adapters.xero.document_bodies import address_sent, reference_sent
from adapters.xero.ids import is_somebody
from adapters.xero.invoice_wire import Element
from adapters.xero.json_text import text_in
from domain.drafts import DocumentChange, DocumentDraft, LedgerContactDraft
from domain.invoice import InvoiceId
from domain.ledger_document import DocumentId

T = TypeVar("T")


class InvoicesByMark:
    """Finds the invoice of an element by its number or, where Xero makes the numbers, by our mark."""

    def __init__(self, drafts: Sequence[DocumentDraft]) -> None:
        """The mark is in the reference, and the link back says the same."""
        unnumbered = [draft for draft in drafts if not draft.number]
        self._by = {
            "InvoiceNumber": _unique((draft.number, draft.invoice_id) for draft in drafts),
            "Reference": _unique((reference_sent(draft), draft.invoice_id) for draft in unnumbered),
            "Url": _unique((address_sent(draft), draft.invoice_id) for draft in unnumbered),
        }

    def of(self, element: Element) -> InvoiceId | None:
        """None if nothing in it is ours."""
        found = (known.get(text_in(element, name)) for name, known in self._by.items())
        return next((one for one in found if one is not None), None)


class DocumentsById:
    """Finds the document of an element by its id, or by the number that was wanted if it shows no id."""

    def __init__(self, changes: Sequence[DocumentChange]) -> None:
        """Xero may write an id in another case."""
        self._by_id = {change.document_id.lower(): change.document_id for change in changes}
        self._by_number = _unique((change.number, change.document_id) for change in changes)

    def of(self, element: Element) -> DocumentId | None:
        """None if nothing in it is ours."""
        shown = text_in(element, "InvoiceID").lower()
        if is_somebody(shown):
            return self._by_id.get(shown)
        return self._by_number.get(text_in(element, "InvoiceNumber"))


def by_number(drafts: Sequence[LedgerContactDraft]) -> Mapping[str, str]:
    """Contacts by the number that was sent, which is our mark."""
    return _unique((draft.number, draft.number) for draft in drafts)


def _unique(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Without what is empty, and without what two have: it would tell nobody apart."""
    known = [(key.strip(), one) for key, one in pairs if key.strip()]
    times = Counter(key for key, _ in known)
    return {key: one for key, one in known if times[key] == 1}
