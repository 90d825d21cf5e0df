"""`hubflo-xero status`."""

from typing import Any

import click

from domain.connection import ConnectionState
from domain.errors import Problem
from domain.services.invoice_sums import InvoiceSummary
from domain.services.payment_sums import PaymentSummary
from domain.services.showing import ConnectionStatus
from domain.standing import Standing
from entrypoints.catalogue import (
    cause_sentence,
    count,
    date_words,
    hold_sentence,
    moment_words,
    number,
    standing_label,
    state_label,
)
from entrypoints.cli.house import (
    UNKNOWN_CONNECTION,
    connection_option,
    json_option,
    the_connection,
    with_house,
)
from entrypoints.cli.importing import trouble, unknown_outcomes
from entrypoints.cli.output import bullets, data, heading, printable, say
from entrypoints.cli.root import EXIT_BROKEN, EXIT_NEEDS_YOU
from entrypoints.cli.status_of_invoices import invoices_as_data, show_invoices
from entrypoints.cli.status_of_payments import payments_as_data, show_payments
from entrypoints.cli.tables import table
from entrypoints.cli.telling import tell_problem
from entrypoints.container import Container

_MOST = 10
"""So many questions are told in full; lists tell them all."""


@click.command("status")
@connection_option
@click.option("--check", is_flag=True, help="Leave with 0 (well), 3 (something needs you) or 4 (broken).")
@json_option
@click.pass_context
def command(context: click.Context, name: str | None, check: bool, as_json: bool) -> None:
    """What came over, what was sent, what waits, what needs you. No call is made."""
    try:
        context.exit(_status(name, check, as_json))
    except Problem as problem:
        if not check or problem.reason == UNKNOWN_CONNECTION:
            raise
        tell_problem(problem, as_json=as_json)  # who cannot even look has something broken
        context.exit(EXIT_BROKEN)


@with_house
def _status(container: Container, name: str | None, check: bool, as_json: bool) -> int:
    connections = container.storage().connections.all()
    if name is not None:
        connections = (the_connection(container, name),)
    statuses = [container.showing().status(connection) for connection in connections]
    invoices = [container.showing_invoices().summary(connection.id) for connection in connections]
    payments = [container.showing_payments().summary(connection.id) for connection in connections]
    told = list(zip(statuses, invoices, payments, strict=True))
    if as_json:
        data([_as_data(*one) for one in told])
    elif not statuses:
        say("Nothing is connected yet. Begin with `hubflo-xero connect`.")
    else:
        for one in told:
            _show(*one)
    return _exit(statuses) if check else 0


def _exit(statuses: list[ConnectionStatus]) -> int:
    if any(status.is_broken or status.stopped_at for status in statuses):
        return EXIT_BROKEN
    return EXIT_NEEDS_YOU if any(status.needs_you for status in statuses) else 0


def _show(status: ConnectionStatus, summary: InvoiceSummary, payments: PaymentSummary) -> None:
    connection, zone = status.connection, status.connection.time_zone
    heading(printable(f"{connection.name}: {connection.portal_name} and {connection.ledger_name}"))
    if status.stopped_at is not None:
        say("EVERYTHING IS STOPPED. Nothing is written until `hubflo-xero resume --all`.")
    if connection.state is ConnectionState.REBUILDING:
        say("Nothing is written until you accept what was found: `hubflo-xero rebuild` shows it.")
    rows = [("State", state_label(connection.state))]
    if connection.live_since is not None:
        rows.append(("Live since", moment_words(connection.live_since, zone)))
    seen = max((scan.finished_at for scan in status.finished.values() if scan.finished_at), default=None)
    rows.append(("Last read", moment_words(seen, zone) if seen is not None else "not yet"))
    rows.append(("Xero calls today", number(status.ledger_calls.used_today)))
    if status.consent_ends_at is not None:
        rows.append(("Consent", f"ends {date_words(status.consent_ends_at, zone)} if it is not used before"))
    table(rows)
    heading(f"Contacts: {number(status.counts.seen)} seen in Xero")
    table([(number(status.counts.of(standing)), standing_label(standing)) for standing in Standing])
    show_invoices(summary)
    show_payments(payments)
    waiting = [cause_sentence(question.cause, zone) for question in status.waiting]
    if status.unknown:
        waiting.append(unknown_outcomes(status.unknown))
    if waiting:
        heading("Waiting (nothing to do)")
        bullets(waiting)
    if status.needs_you:
        held = sum(len(question.subjects) for question in status.needs_you)
        heading(f"Needs you: {count(len(status.needs_you), 'question')}, {number(held)} held")
        bullets([hold_sentence(question, zone) for question in status.needs_you[:_MOST]])
        if len(status.needs_you) > _MOST:
            say(
                f"  ... and {len(status.needs_you) - _MOST} more: `hubflo-xero contacts list --needs-you`, "
                "and the same of `invoices` and `payments`"
            )


def _as_data(status: ConnectionStatus, summary: InvoiceSummary, payments: PaymentSummary) -> dict[str, Any]:
    connection = status.connection
    return {
        "connection": connection.name,
        "hubflo": connection.portal_name,
        "xero": connection.ledger_name,
        "state": connection.state,
        "live_since": connection.live_since,
        "stopped_at": status.stopped_at,
        "contacts": {
            "seen": status.counts.seen,
            **{standing.value: status.counts.of(standing) for standing in Standing},
            "left_out_by": dict(status.counts.left_out_by),
        },
        "invoices": invoices_as_data(summary),
        "payments": payments_as_data(payments),
        "xero_calls_today": status.ledger_calls.used_today,
        "consent_ends_at": status.consent_ends_at,
        **trouble(status),
    }
