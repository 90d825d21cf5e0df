"""The part of `connect` and `resume` that is about invoices: what is asked, shown and promised."""

import click

from domain.connection import Connection
from domain.errors import Problem
from domain.proposals import Chosen
from domain.services.first_run import FirstLook
from entrypoints.catalogue import first_run_words, problem_sentence
from entrypoints.cli.asking import somebody_is_there
from entrypoints.cli.first_answers import chosen
from entrypoints.cli.first_look import show_previewed, show_proposals, show_what_comes
from entrypoints.cli.first_options import Wanted
from entrypoints.cli.output import heading, say
from entrypoints.container import Container


def offered(container: Container, connection: Connection, wanted: Wanted, *, preview: bool) -> Chosen | None:
    """Show everything, and ask what only a person knows; None: invoices stay off.

    In a preview nobody is asked, and what is proposed stands. Raises Problem where a program wanted
    invoices and they cannot be looked at, and Invalid for an option that cannot be used.
    """
    asks = not preview and somebody_is_there()
    heading("Your invoices")
    if not _may_begin(wanted, asks=asks):
        return None
    look = _looked(container, connection, may_go_on=asks or preview)
    if look is None:
        return None
    show_proposals(look.proposals)
    agreed = chosen(look, wanted, asks=asks)
    show_previewed(container.first_run().preview(connection.id, look, agreed), look, agreed, connection)
    show_what_comes(look, agreed, connection)
    return agreed


def _may_begin(wanted: Wanted, *, asks: bool) -> bool:
    """Whether the portal's own link is off; in a preview it is said that this will be asked."""
    if wanted.own_link_off:
        return True
    say(first_run_words("own-link"))
    if not asks:
        say(first_run_words("own-link-asked"))
        return True
    if click.confirm("Is Hubflo's own connection to Xero switched off", default=False):
        return True
    say(first_run_words("own-link-on"))
    return False


def _looked(container: Container, connection: Connection, *, may_go_on: bool) -> FirstLook | None:
    try:
        return container.first_run().look(connection)
    except Problem as problem:
        if not may_go_on:
            raise
        say(problem_sentence(problem, connection.time_zone))
        say(first_run_words("not-now"))
        return None
