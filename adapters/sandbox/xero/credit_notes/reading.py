"""`GET /CreditNotes/{id or number}` (Xero: credit notes); there is no list."""

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.credit_notes.showing import complete
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.invoices.sent import places_of
from adapters.sandbox.xero.wire.replies import Reply, not_found


def one_credit_note(context: Context) -> Reply:
    """By id, or a customer's by its number; with lines and the whole contact, whatever its status."""
    found = context.organisation.credit_notes.named(context.rest[0])
    if found is None:
        return not_found()
    return envelope(context, "CreditNotes", [complete(found, places_of(context.request))])
