"""`hubflo-xero settings`."""

import click

from domain.books import Account
from domain.connection import Connection
from domain.services.adjusting import START, Adjusted, expect_value
from domain.services.payment_sums import PaymentGroup
from domain.services.usable_accounts import names_account
from domain.settings import SETTINGS
from entrypoints.catalogue import count, day_words, setting_words, visible
from entrypoints.cli.house import actor, connection_option, json_option, the_connection, with_house
from entrypoints.cli.output import data, say
from entrypoints.cli.progress import watching
from entrypoints.cli.tables import table
from entrypoints.cli.working import why_not_now, work_until
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
    version, full = container.adjusting().values(connection.id)
    if as_json:
        data({"connection": connection.name, "version": version, "settings": full})
        return
    rows = []
    for setting in SETTINGS:
        value = full[setting.name]
        shown = _account(container, connection, value) if names_account(setting.name, value) else value
        rows.append((setting.name, shown or "-", setting_words(setting.name)))
    table(rows)


@command.command("set")
@click.argument("setting", metavar="NAME")
@click.argument("value")
@connection_option
@with_house
def set_(container: Container, setting: str, value: str, name: str | None) -> None:
    """Give a setting another value. What was held because of it is decided anew at once.

    The value "" empties a setting; `off` does so too for start-date and notify.
    """
    expect_value(setting, value)
    connection = the_connection(container, name)
    done = container.adjusting().change(connection, setting, value, actor=actor())
    say(f"{setting} is {_shown(done)} now.")
    if done.name == START:
        say(_start(done))
    if done.looked_at or (done.name == START and done.value):
        _carry_out(container, connection, tells_older=done.name == START)


def _carry_out(container: Container, connection: Connection, *, tells_older: bool) -> None:
    """Decide anew, and send what may go; then say what is left."""
    if reason := why_not_now(container, connection):
        say(reason)
        return
    with watching(container, connection) as after_unit:
        work_until(container, connection, lambda: False, after_unit=after_unit)
    summary = container.showing_invoices().summary(connection.id)
    if summary.start is None:
        return
    if summary.before_start and tells_older:
        stays = "stays" if summary.before_start == 1 else "stay"
        say(
            f"{count(summary.before_start, 'invoice')} issued before {day_words(summary.start)} {stays} out: "
            "`hubflo-xero invoices list` shows them, and "
            '`hubflo-xero invoices release INV --because "why"` sends one.'
        )
    if summary.questions:
        held = count(summary.needs_you, "invoice")
        say(f"{count(len(summary.questions), 'question')} on {held}: `hubflo-xero status` tells them.")
    asked = container.showing_payments().summary(connection.id).of(PaymentGroup.NEEDS_YOU)
    if asked.count:
        say(f"{count(asked.count, 'payment')} held: `hubflo-xero payments list --needs-you`.")


def _shown(done: Adjusted) -> str:
    if done.account is not None:
        return visible(_called(done.account))
    return visible(done.value) or "empty"


def _start(done: Adjusted) -> str:
    """What a start date means, before anything is done by it."""
    if not done.value:
        return "No invoice is sent from now on. What is in Xero stays there."
    told = "Invoices issued on that day or later go to Xero by themselves; what is older is not sent."
    if done.taken_up:
        told += f" {count(done.taken_up, 'invoice')} left out until now are not older, and are taken up."
    return told


def _account(container: Container, connection: Connection, code: str) -> str:
    account = container.adjusting().account_of(connection.id, code)
    return _called(account) if account is not None else code


def _called(account: Account) -> str:
    """Some have no code."""
    return f"{account.code} {account.name}".strip()
