"""`hubflo-xero webhooks`."""

from collections.abc import Mapping
from typing import Any

import click

from domain.connection import Connection
from domain.errors import Invalid
from domain.nudge import Hook
from entrypoints.catalogue import date_words, hook_event_words, hook_label, visible
from entrypoints.cli import asking
from entrypoints.cli.house import connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, heading, say
from entrypoints.cli.tables import table
from entrypoints.container import Container
from entrypoints.web.addresses import hubflo_base, xero_address


@click.group("webhooks", invoke_without_command=True)
@json_option
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """Show which webhooks there are, and what to enter at Xero.

    Webhooks only make it faster: without them both sides are looked at every few minutes. They need
    HUBFLO_XERO_PUBLIC_URL, the https address under which `hubflo-xero run` can be reached. Hubflo's are
    then made by themselves. Xero's are entered by you, once: at developer.xero.com under My Apps, your
    app, Webhooks.
    """
    if context.invoked_subcommand is None:
        context.invoke(_show, as_json=as_json)


@with_house
def _show(container: Container, *, as_json: bool) -> None:
    public = container.settings().public_url
    every = container.storage().connections.all()
    if as_json:
        data({"public_url": public, "connections": [_as_data(container, public, one) for one in every]})
        return
    if public:
        say(f"We are reached under {visible(public)}.")
    else:
        say("No public address is set (HUBFLO_XERO_PUBLIC_URL): nobody tells us, and we look by ourselves.")
    for connection in every:
        _show_one(container, public, connection)


def _show_one(container: Container, public: str, connection: Connection) -> None:
    heading(visible(f"{connection.name}: {connection.portal_name} and {connection.ledger_name}"))
    if public:
        say(f"Xero is to deliver to {xero_address(public, connection.app_id)}.")
    if _has_key(container, connection):
        say("Xero's webhook key is known.")
    elif public:
        say("Xero's webhook key is not known yet: `hubflo-xero webhooks xero-key`.")
    hooks = _hooks_of(container, connection)
    if not hooks:
        say("There is no webhook in Hubflo." + (" `hubflo-xero run` has them made." if public else ""))
        return
    table([("Hubflo tells us when", "", "since", "compared"), *(_row(hook, connection) for hook in hooks)])
    if public and any(not hook.address.startswith(f"{hubflo_base(public)}/") for hook in hooks):
        say("Some deliver to another address than ours: `hubflo-xero run` replaces them.")


@command.command("xero-key")
@connection_option
@click.option("--remove", is_flag=True, help="Forget it: what Xero sends is then refused.")
@with_house
def xero_key(container: Container, name: str | None, remove: bool) -> None:
    """Keep the key with which Xero signs its webhooks. It is asked for and not shown.

    It belongs to the app at Xero: connections that share the app share the key.
    """
    connection = the_connection(container, name)
    key = "" if remove else asking.secret("Webhook key of your app at Xero")
    if not key and not remove:
        raise Invalid("webhook-key-missing")
    container.storage().apps.set_webhook_key(connection.app_id, key)
    if remove:
        say("The key is forgotten.")
        return
    say("The key is kept, sealed. What Xero sends counts from now on.")
    if public := container.settings().public_url:
        say(f"The address to enter at Xero is {xero_address(public, connection.app_id)}.")
        say('Then press "Send intent to receive" there, while `hubflo-xero run` is running.')


def _as_data(container: Container, public: str, connection: Connection) -> Mapping[str, Any]:
    return {
        "connection": connection.name,
        "xero_address": xero_address(public, connection.app_id) if public else "",
        "xero_key_known": _has_key(container, connection),
        "hooks": [
            {
                "event": hook.event,
                "state": hook.state,
                "id": hook.remote_id,
                "made_at": hook.made_at,
                "checked_at": hook.checked_at,
            }
            for hook in _hooks_of(container, connection)
        ],
    }


def _has_key(container: Container, connection: Connection) -> bool:
    return bool(container.storage().apps.webhook_key(connection.app_id))


def _hooks_of(container: Container, connection: Connection) -> tuple[Hook, ...]:
    with container.storage().store.reading(connection.id) as books:
        return books.hooks.all()


def _row(hook: Hook, connection: Connection) -> tuple[str, str, str, str]:
    zone = connection.time_zone
    compared = date_words(hook.checked_at, zone) if hook.checked_at else ""
    return hook_event_words(hook.event), hook_label(hook.state), date_words(hook.made_at, zone), compared
