"""What a rebuild found, for a person to accept: how `rebuild` and the first `connect` show it."""

from typing import Any

from domain.connection import Connection
from domain.decision import Action
from domain.hold import Hold
from domain.invoice_record import InvoiceRecord
from domain.services.importing import ImportPlan
from domain.services.rebuilding import Rebuilt
from entrypoints.catalogue import cause_sentence, count, not_found_again, number, rebuild_words
from entrypoints.cli.house import actor
from entrypoints.cli.importing import plan_of, show_trouble, trouble, work_now
from entrypoints.cli.output import bullets, data, heading, printable, say
from entrypoints.cli.plan import show_plan
from entrypoints.cli.root import EXIT_PROBLEM, EXIT_WELL
from entrypoints.cli.tables import table
from entrypoints.container import Container

_MOST = 10
"""So many of each kind are told in full; `--json` has them all."""


def rebuild(container: Container, connection: Connection, *, as_json: bool = False) -> int:
    """Begin it, or go on with it, and show the list; answers the exit status."""
    connection = container.rebuilding().begin(connection.id, actor=actor())
    work_now(container, connection)
    rebuilt = container.rebuilding().told(connection.id)
    plan = plan_of(container, connection) if rebuilt.is_read else None
    if as_json:
        data(_as_data(container, connection, rebuilt, plan))
    elif plan is None:
        say(f"\n{rebuild_words('unread')}")
        show_trouble(container, connection)
    else:
        _show(connection, rebuilt, plan)
        say(f"\n{rebuild_words('accept-next')}")
    return EXIT_WELL if plan is not None else EXIT_PROBLEM


def show_what_is_lost() -> None:
    """What is not to be found again, before it begins."""
    heading("What a rebuild finds again, and what not")
    say(rebuild_words("found-again"))
    bullets(not_found_again())


def _show(connection: Connection, rebuilt: Rebuilt, plan: ImportPlan) -> None:
    zone = connection.time_zone
    heading(f"The list of {printable(connection.name)}: {count(rebuilt.seen, 'invoice')} in Hubflo")
    table(
        [
            (number(rebuilt.linked), "linked again with what they are in Xero"),
            (number(rebuilt.removed), "were deleted or voided in Xero, and stay so"),
            (number(rebuilt.cancelled), "are cancelled in Hubflo"),
            (number(len(rebuilt.contradicting)), "held: what both sides say contradicts itself"),
            (number(len(rebuilt.alike)), "held: something in Xero without our mark could be it"),
            (number(len(rebuilt.free)), "bear no mark: sent if issued since your first day"),
            (number(rebuilt.skipped), "not sent before, and not now"),
            (number(rebuilt.drafts), "drafts"),
        ]
    )
    say(f"  Customers linked again: {number(rebuilt.customers)}.")
    if rebuilt.doubtful:
        say(f"  {rebuild_words('doubtful', {'count': str(rebuilt.doubtful)})}")
    _show_held("Contradictions", rebuilt.contradicting, zone)
    _show_held("Could be there already", rebuilt.alike, zone)
    _show_free(rebuilt.free)
    if rebuilt.strays:
        heading("Made by us in Xero, and not in Hubflo any more")
        bullets(printable(one) for one in rebuilt.strays[:_MOST])
    show_plan(plan)
    if plan.part(Action.CREATE).count:
        say(f"\n{rebuild_words('would-create')}")


def _show_held(title: str, holds: tuple[Hold, ...], zone: str) -> None:
    if holds:
        heading(title)
        bullets(cause_sentence(hold.cause, zone) for hold in holds[:_MOST])
        if len(holds) > _MOST:
            say(f"  ... and {number(len(holds) - _MOST)} more: `hubflo-xero invoices list --needs-you`")


def _show_free(records: tuple[InvoiceRecord, ...]) -> None:
    if records:
        heading("Bear no mark")
        bullets(printable(record.invoice.title or record.id) for record in records[:_MOST])
        if len(records) > _MOST:
            say(f"  ... and {number(len(records) - _MOST)} more")


def _as_data(
    container: Container, connection: Connection, rebuilt: Rebuilt, plan: ImportPlan | None
) -> dict[str, Any]:
    held = {
        "contradictions": [hold.subject for hold in rebuilt.contradicting],
        "could_be_there": [hold.subject for hold in rebuilt.alike],
    }
    return {
        "connection": connection.name,
        "state": connection.state,
        "finished": plan is not None,
        "not_found_again": not_found_again(),
        "invoices": {
            "seen": rebuilt.seen,
            "linked": rebuilt.linked,
            "removed": rebuilt.removed,
            "cancelled": rebuilt.cancelled,
            "skipped": rebuilt.skipped,
            "drafts": rebuilt.drafts,
            **held,
            "without_mark": [record.id for record in rebuilt.free],
        },
        "customers": {"linked": rebuilt.customers, "doubtful": rebuilt.doubtful},
        "strays": list(rebuilt.strays),
        "contacts": {action.value: plan.part(action).count for action in Action}
        if plan is not None
        else None,
        **trouble(container.showing().status(connection)),
    }
