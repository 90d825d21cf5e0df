"""`hubflo-xero contacts list`."""

from typing import Any

import click

from domain.ports.mirror import Kept
from domain.reasons import Reason
from domain.standing import Standing
from entrypoints.catalogue import cause_sentence, hold_label, reason_label, standing_label
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, say
from entrypoints.cli.tables import table
from entrypoints.container import Container


@click.command("list")
@connection_option
@click.option("--left-out", is_flag=True, help="Only those that were left out, with every reason.")
@click.option("--needs-you", is_flag=True, help="Only those that a person must decide on.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(1, 100_000),
    default=100,
    show_default=True,
    help="No more than this many.",
)
@json_option
@with_house
def command(
    container: Container, name: str | None, left_out: bool, needs_you: bool, limit: int, as_json: bool
) -> None:
    """Contacts of Xero and where they stand, in the order of their ids."""
    connection = the_connection(container, name)
    standings = [Standing.LEFT_OUT] * left_out + [Standing.NEEDS_YOU] * needs_you
    found = container.showing().contacts(connection.id, standings, limit + 1)
    more, found = len(found) > limit, found[:limit]
    zone = connection.time_zone
    if as_json:
        data([_as_data(kept, zone) for kept in found])
        return
    table([_row(kept) for kept in found])
    if not found:
        say("There are none.")
    if more:
        say(f"... and more: `--limit {min(limit * 10, 100_000)}` shows more of them.")


def reasons_of(kept: Kept) -> tuple[Reason, ...]:
    """Why a contact is left out: by the rules, or by a person's word."""
    return kept.reasons or (kept.decision.reasons if kept.decision is not None else ())


def _row(kept: Kept) -> tuple[str, str, str, str]:
    contact, cause = kept.contact, kept.decision.cause if kept.decision is not None else None
    why = ", ".join(reason_label(reason.code) for reason in reasons_of(kept))
    if kept.standing is Standing.NEEDS_YOU and cause is not None:
        why = f"{hold_label(cause)} [{cause.code}]"
    stands = standing_label(kept.standing) + (f": {why}" if why else "")
    return contact.name or contact.id, contact.person_name, contact.email, stands


def _as_data(kept: Kept, zone: str) -> dict[str, Any]:
    contact, decision = kept.contact, kept.decision
    cause = decision.cause if decision is not None and kept.standing is Standing.NEEDS_YOU else None
    return {
        "xero_contact_id": contact.id,
        "name": contact.name,
        "first_name": contact.first_name,
        "last_name": contact.last_name,
        "email": contact.email,
        "standing": kept.standing,
        "reasons": [reason.code for reason in reasons_of(kept)],
        "question": cause.code if cause is not None else None,
        "sentence": cause_sentence(cause, zone) if cause is not None else None,
    }
