"""`hubflo-xero contacts why`."""

from dataclasses import asdict
from typing import Any

import click

from domain.links import LinkState
from domain.services.showing import ContactStory
from entrypoints.catalogue import (
    cause_sentence,
    event_line,
    evidence_words,
    link_label,
    reason_sentence,
    standing_label,
)
from entrypoints.cli.contacts.list_ import reasons_of
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import bullets, data, heading, printable, say
from entrypoints.cli.tables import table
from entrypoints.container import Container


@click.command("why")
@click.argument("who")
@connection_option
@json_option
@with_house
def command(container: Container, who: str, name: str | None, as_json: bool) -> None:
    """The whole story of one contact. WHO is a name, an email or an id of Xero."""
    connection = the_connection(container, name)
    story = container.showing().story(connection.id, who)
    if as_json:
        data(_as_data(story))
    else:
        _show(story, connection.time_zone)


def _show(story: ContactStory, zone: str) -> None:
    contact = story.kept.contact
    heading(printable(contact.name or contact.id))
    table(
        [
            ("Person", contact.person_name or "-"),
            ("Email", contact.email or "-"),
            ("Xero contact", contact.id),
            ("Stands", standing_label(story.kept.standing)),
        ]
    )
    if story.person is not None and story.link is not None:
        same = evidence_words(story.link.evidence)
        say(f"  In Hubflo: {printable(story.person.name)} ({story.person.id}), {same}.")
        if story.link.state is not LinkState.ACTIVE:
            say(f"  The link says: {link_label(story.link.state)}. Nothing was deleted in Hubflo.")
    bullets([reason_sentence(reason) for reason in reasons_of(story.kept) if story.link is None])
    if story.hold is not None:
        bullets([cause_sentence(story.hold.cause, zone)])
    if story.events:
        heading("What happened")
        bullets([event_line(event, zone) for event in story.events], mark="·")


def _as_data(story: ContactStory) -> dict[str, Any]:
    kept = story.kept
    return {
        "xero_contact": asdict(kept.contact),
        "standing": kept.standing,
        "reasons": [{"code": reason.code, **reason.facts} for reason in reasons_of(kept)],
        "link": _plain(story.link),
        "hubflo_contact": _plain(story.person),
        "customer_link": _plain(story.customer),
        "hold": _plain(story.hold),
        "answer": _plain(story.answer),
        "dispatches": [_plain(element) for element in story.dispatches],
        "events": [_plain(event) for event in story.events],
    }


def _plain(value: Any) -> Any:
    return None if value is None else asdict(value)
