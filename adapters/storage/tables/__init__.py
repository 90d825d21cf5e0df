"""Every table of the store, one idea a module; `metadata` holds them all."""

from adapters.storage.tables import (
    access,
    answers,
    clerk,
    customers,
    documents,
    findings,
    intake,
    invoices,
    links,
    mirror,
    named_writes,
    notices,
    payments,
    sending,
    story,
)
from adapters.storage.tables.base import metadata

__all__ = [
    "access",
    "answers",
    "clerk",
    "customers",
    "documents",
    "findings",
    "intake",
    "invoices",
    "links",
    "metadata",
    "mirror",
    "named_writes",
    "notices",
    "payments",
    "sending",
    "story",
]
