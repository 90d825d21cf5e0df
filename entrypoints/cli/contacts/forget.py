"""`hubflo-xero contacts forget`."""

import click

from entrypoints.catalogue import visible
from entrypoints.cli.asking import must_agree
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container


@click.command("forget")
@click.argument("who")
@connection_option
@click.option("--yes", is_flag=True, help="Go on without asking.")
@with_house
def command(container: Container, who: str, name: str | None, yes: bool) -> None:
    """Blank all that we hold of a person. The records in Xero and Hubflo are not touched.

    The two ids are kept, so that the import leaves them out from now on. Older backups still hold the
    facts: delete those yourself. Invoices are documents of your books: they stay, with whom they bill.
    """
    connection = the_connection(container, name)
    contact = container.showing().story(connection.id, who).kept.contact
    if not yes:
        called = ", ".join(part for part in (contact.name, contact.person_name, contact.email) if part)
        must_agree(f"Forget {visible(called or contact.id)}? This cannot be undone")
    contact_id, person_id = container.forgetting().forget(connection.id, contact.id, actor=actor())
    say(
        f"Forgotten. Kept: Xero contact {contact_id}"
        + (f", Hubflo contact {person_id}." if person_id else ".")
    )
