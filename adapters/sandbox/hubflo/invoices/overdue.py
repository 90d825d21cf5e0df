"""Invoices whose deadline passes: the only thing that happens to one by itself.

The deadline counts days after issue (Hubflo: help, payment terms). Which of the two dates of issue wins
and in which zone a day ends is not documented: here the one on the document, and UTC.
"""

import heapq
from datetime import UTC, datetime, time, timedelta
from functools import partial

from adapters.sandbox.hubflo.invoices.numbers import moment
from adapters.sandbox.hubflo.invoices.record import shown
from adapters.sandbox.hubflo.state import HubfloState, Organization
from adapters.sandbox.hubflo.table import Row
from adapters.sandbox.hubflo.webhooks.events import emit


def watch(organization: Organization, row: Row, now: datetime) -> None:
    """Remember when an issued invoice falls due; one that comes late from another tool falls due at once."""
    issued = moment(row["custom_issued_at"] or row["issued_at"])
    if issued is not None:
        last_day = issued.date() + timedelta(days=row["payment_deadline_days"])
        passed = datetime.combine(last_day + timedelta(days=1), time(), UTC)
        heapq.heappush(organization.falling_due, (max(passed, now), row["id"]))


def fall_due(state: HubfloState, organization: Organization, now: datetime) -> None:
    """Whatever fell due until now and is still open is overdue, each at its own moment."""
    while organization.falling_due and organization.falling_due[0][0] <= now:
        at, invoice_id = heapq.heappop(organization.falling_due)
        if organization.invoices[invoice_id]["status"] == "issued":
            word = {"status": state.switches.overdue_status}
            state.change(organization, "invoice", invoice_id, word, now=at, who="hubflo")
            document = partial(shown, state, organization, organization.invoices[invoice_id])
            emit(state, organization, "invoice_overdue", document, at)
