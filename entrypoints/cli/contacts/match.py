"""`hubflo-xero contacts match`."""

import click

from domain.decision import AnswerKind
from domain.errors import Invalid
from domain.services.answering import Said
from entrypoints.catalogue import visible
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container

IMPORT_NOW = "`hubflo-xero contacts import`"


@click.command("match")
@click.argument("who")
@click.option("--to", metavar="PERSON", help="This contact of Hubflo, by name, email or id.")
@click.option("--new", is_flag=True, help="Nobody that Hubflo has: create a new contact.")
@click.option("--name", "new_name", metavar="NAME", help="With --new: under this first and last name.")
@click.option("--company", metavar="COMPANY", help="With --new: in this company of Hubflo, by name or id.")
@click.option("--leave-out", is_flag=True, help="Do not bring it over at all.")
@connection_option
@with_house
def command(
    container: Container,
    who: str,
    to: str | None,
    new: bool,
    new_name: str | None,
    company: str | None,
    leave_out: bool,
    name: str | None,
) -> None:
    """Say who a Xero contact is in Hubflo. WHO is a name, an email or an id of Xero. Your word is kept."""
    said = said_by(to=to, new=new, name=new_name, company=company, leave_out=leave_out)
    connection = the_connection(container, name)
    kept = container.answering().answer(connection.id, who, said, actor=actor())
    called = visible(kept.contact.name or kept.contact.id)
    say(f"Noted for {called}. It goes by itself with `hubflo-xero run`, or now with {IMPORT_NOW}.")


def said_by(*, to: str | None, new: bool, name: str | None, company: str | None, leave_out: bool) -> Said:
    """Exactly one answer. Raises Invalid (`answer-one`, `name-without-new`)."""
    if (to is not None) + new + leave_out != 1:
        raise Invalid("answer-one")
    if (name is not None or company is not None) and not new:
        raise Invalid("name-without-new")
    if to is not None:
        return Said(kind=AnswerKind.SAME_AS, to=to)
    if leave_out:
        return Said(kind=AnswerKind.LEAVE_OUT)
    return Said(kind=AnswerKind.NEW, name=name or "", company=company or "")
