"""A line for each event in the story of a contact or of a connection."""

from domain.event import SYSTEM, Event
from entrypoints.catalogue.holds import is_hold, label_words
from entrypoints.catalogue.language import section
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import Reader, moment

EVENTS = "events"


def event_line(event: Event, zone: str) -> str:
    """When, by whom if it was a person, and what: "3 May 2026, 9:14: Created in Hubflo as Jane Smith."."""
    to = Reader(zone=zone, now=None)
    at = moment(event.at, zone)
    if event.actor not in ("", SYSTEM):
        at = render("words", "by-somebody", {"at": at, "actor": event.actor}, to)
    if event.code not in section(EVENTS) and is_hold(event.code):
        return f"{at}: {label_words(event.code, event.facts)}. [{event.code}]"
    facts = {**event.facts, "event_code": event.code}
    return f"{at}: {render(EVENTS, event.code, facts, to)}"
