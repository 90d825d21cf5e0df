"""Where things stand, in a word or two."""

from domain.connection import ConnectionState
from domain.links import LinkState
from domain.nudge import HookState
from domain.standing import Standing
from entrypoints.catalogue.language import section, text


def standing_label(standing: Standing) -> str:
    """Where a contact stands in the import."""
    return section("standings")[standing.value]


def state_label(state: ConnectionState) -> str:
    """Where a connection stands."""
    return section("states")[state.value]


def link_label(state: LinkState) -> str:
    """What the Xero contact of a link is now."""
    return section("link-states")[state.value]


def hook_label(state: HookState) -> str:
    """What a webhook is now."""
    return section("hook-states")[state.value]


def hook_event_words(event: str) -> str:
    """What Hubflo tells us of, behind "when"."""
    return text("hook-events", event)
