"""`hubflo-xero notify`."""

import click

from domain.services.notifying import failing
from domain.settings import with_defaults
from entrypoints.catalogue import moment_words, visible
from entrypoints.cli.house import connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("notify")
@connection_option
@click.option("--test", is_flag=True, help="Send a message now, to see that it arrives.")
@with_house
def command(container: Container, name: str | None, test: bool) -> None:
    """Who is told when something needs a person, without asking.

    Set it with `hubflo-xero settings set notify https://...` (gets one JSON for each message) or
    `mailto:somebody@example.com` (needs HUBFLO_XERO_SMTP_URL and HUBFLO_XERO_MAIL_FROM). A message comes
    once when a cause starts and once when it ends, at most one an hour; and once a day that all is well.
    `hubflo-xero run` sends them.
    """
    connection = the_connection(container, name)
    with container.storage().store.reading(connection.id) as books:
        address = with_defaults(books.settings.current()[1])["notify"]
        since, _ = failing(books)
    if test:
        container.notifying().test(connection)
        say(f"Sent to {visible(address)}. If it does not arrive, look there.")
    elif address:
        say(f"Messages go to {visible(address)}.")
        if since is not None:
            say(
                f"None could be sent since {moment_words(since, connection.time_zone)}: `hubflo-xero doctor`."
            )
    else:
        say("Nobody is told: `hubflo-xero settings set notify https://...` or `mailto:...` changes that.")
