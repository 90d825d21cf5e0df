"""Where a story can be disturbed: every request and every point of an invoice's life, by name.

A test compares these lists with what the stories really pass, so that a new step of the product cannot
stay untried.
"""

from collections.abc import Iterable
from itertools import product

from adapters.sandbox.faults import FaultKind, Side, kinds_of

REQUESTS: tuple[tuple[Side, str, str], ...] = (
    ("hubflo", "GET", r"/invoices$"),
    ("hubflo", "GET", r"/invoices/[^/]+$"),
    ("hubflo", "GET", r"/line-items$"),
    ("hubflo", "GET", r"/contacts/[^/]+$"),
    ("hubflo", "GET", r"/companies/[^/]+$"),
    ("hubflo", "PATCH", r"/invoices/[^/]+$"),
    ("xero", "GET", r"/Organisation$"),
    ("xero", "GET", r"/Accounts$"),
    ("xero", "GET", r"/TaxRates$"),
    ("xero", "GET", r"/Currencies$"),
    ("xero", "GET", r"/Actions$"),
    ("xero", "GET", r"/Contacts$"),
    ("xero", "GET", r"/Invoices$"),
    ("xero", "PUT", r"/Contacts$"),
    ("xero", "PUT", r"/Invoices$"),
    ("xero", "PUT", r"/Payments$"),
)
"""Side, method and path of each request that every story makes."""

BROUGHT: tuple[tuple[Side, str, str], ...] = (
    ("hubflo", "POST", r"/payment-notice$"),
    ("xero", "POST", r"/Invoices$"),
    ("xero", "POST", r"/connect/token$"),
    ("xero", "GET", r"/Payments$"),
)
"""Requests that a story makes if it is brought about: what was paid in Xero alone is recorded in Hubflo, a
document is approved or numbered by name, a token is fetched anew, a payment that was lost may have been
deleted."""

OFTEN = (r"/invoices$", r"/invoices/[^/]+$", r"/line-items$", r"/contacts/[^/]+$", r"/Invoices$")
"""Paths that are asked for more than once."""

KINDS = {
    "hubflo": tuple(kind for kind in kinds_of("hubflo")),
    "xero": tuple(kind for kind in kinds_of("xero") if kind is not FaultKind.LIMIT_DAY),
}
"""What can go wrong with it; a day's limit has stories of its own, for it is waited for until tomorrow."""

Cell = tuple[FaultKind, Side, str, str]

_NOT_OF_TOKENS = (FaultKind.LIMIT_MINUTE, FaultKind.LIMIT_CONCURRENT, FaultKind.EXPIRED_TOKEN)
"""What only who calls with a token of an organisation is answered."""

FAULTS: tuple[Cell, ...] = tuple(
    (kind, side, method, path)
    for side, method, path in (*REQUESTS, *BROUGHT)
    for kind in KINDS[side]
    if not (path == r"/connect/token$" and kind in _NOT_OF_TOKENS)
)
"""Every (fault, request) cell."""

_DURABLE = (
    "budgets._change",
    "clerk.visit",
    "create_customers._prepare",
    "create_customers.create_customers",
    "decide_invoices.decide_invoices",
    "decide_payments.decide_payments",
    "dispatching.send",
    "intake.record",
    "leases.leave",
    "leases.take",
    "link_invoice._linked",
    "link_invoice._write",
    "post_payments._prepare",
    "post_payments.post_payments",
    "prove.prove",
    "read_documents.read_documents",
    "read_invoice.read_invoice",
    "read_ledger.read_ledger",
    "read_walk.read_walk",
    "send_documents._prepare",
    "send_documents.send_documents",
)
_REMOTE = (
    "hubflo GET /api/v2/companies/{id}",
    "hubflo GET /api/v2/contacts/{id}",
    "hubflo GET /api/v2/invoices",
    "hubflo GET /api/v2/invoices/{id}",
    "hubflo GET /api/v2/invoices/{id}/line-items",
    "hubflo PATCH /api/v2/invoices/{id}",
    "xero GET /api.xro/2.0/Accounts",
    "xero GET /api.xro/2.0/Contacts",
    "xero GET /api.xro/2.0/Currencies",
    "xero GET /api.xro/2.0/Invoices",
    "xero GET /api.xro/2.0/Organisation",
    "xero GET /api.xro/2.0/Organisation/Actions",
    "xero GET /api.xro/2.0/TaxRates",
    "xero PUT /api.xro/2.0/Contacts",
    "xero PUT /api.xro/2.0/Invoices",
    "xero PUT /api.xro/2.0/Payments",
)

_SELDOM_DURABLE = (
    "change_documents._prepare",
    "change_documents.change_documents",
    "change_documents.settle_changes",
    "clerk._do",
    "decide.decide",
    "dispatching._settle",
    "grants.lock_refresh",
    "grants.swap",
    "grants.unlock_refresh",
    "leases.give_up",
    "leases.renew",
    "link_invoice._hold",
    "link_invoice._postpone",
    "link_invoice.settle_link",
    "look_first.look_first",
    "notice_twins.watch_notice",
    "numbering_invoices.many",
    "read_books.read_books",
    "read_invoice.take_nudges",
    "record_payment._send",
    "record_payment.record_payment",
    "settle_notices.settle_notice",
    "sending.send_batch",
    "setting_aside.step_back",
    "settle_ledger._customers",
    "settle_ledger._documents",
    "settle_payments.settle_payments",
)
_SELDOM_REMOTE = (
    "hubflo POST /api/v2/invoices/{id}/payment-notice",
    "xero POST /api.xro/2.0/Invoices",
    "xero POST /connect/token",
    "xero GET /api.xro/2.0/Payments",
)


def _points(durable: Iterable[str], remote: Iterable[str]) -> tuple[str, ...]:
    return (
        *(f"{when} {who}" for who, when in product(durable, ("before commit of", "after commit of"))),
        *(f"{when} {what}" for what, when in product(remote, ("before sending", "carried out", "answered"))),
    )


POINTS = _points(_DURABLE, _REMOTE)
"""Points that every story passes, and at each of which a process is killed."""

SELDOM = _points(_SELDOM_DURABLE, _SELDOM_REMOTE)
"""Points of a named write, of a payment recorded in Hubflo, of a look for what is unknown, of a side that is
closed: killed there too."""

RESTS: tuple[str, ...] = tuple(point for point in POINTS if not point.startswith("before commit"))
"""Points at which a process can stand still and let another one work: it holds no transaction there."""

OF_IMPORT = _points(
    ("change_person.change_person", "link_person.link_person", "look_up.look_up"),
    ("hubflo GET /api/v2/companies", "hubflo GET /api/v2/contacts"),
)
"""Points of the import that goes on beside: it has a campaign of its own."""
