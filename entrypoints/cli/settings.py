"""`hubflo-xero settings`."""

import click

from domain.settings import SETTINGS, checked, with_defaults
from entrypoints.catalogue import setting_words
from entrypoints.cli.house import actor, connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, say
from entrypoints.cli.tables import table
from entrypoints.container import Container


@click.group("settings")
def command() -> None:
    """See and change the settings of a connection."""


@command.command("show")
@connection_option
@json_option
@with_house
def show(container: Container, name: str | None, as_json: bool) -> None:
    """Every setting, its value, and what it does."""
    connection = the_connection(container, name)
    with container.storage().store.reading(connection.id) as books:
        version, values = books.settings.current()
    full = with_defaults(values)
    if as_json:
        data({"connection": connection.name, "version": version, "settings": full})
        return
    table([(setting.name, full[setting.name], setting_words(setting.name)) for setting in SETTINGS])


@command.command("set")
@click.argument("setting", metavar="NAME")
@click.argument("value")
@connection_option
@with_house
def set_(container: Container, setting: str, value: str, name: str | None) -> None:
    """Give a setting another value."""
    connection = the_connection(container, name)
    value = checked(setting, value)
    now = container.clock().now()
    with container.storage().store.writing(connection.id) as books:
        _, values = books.settings.current()
        books.settings.put({**values, setting: value}, now=now, actor=actor())
        facts = {"name": setting, "value": value}
        books.events.add(at=now, actor=actor(), subject="connection", code="setting-changed", facts=facts)
        books.nudge()
    say(f"{setting} is {value} now.")
