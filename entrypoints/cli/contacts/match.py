"""`hubflo-xero contacts match`."""

import click

from domain.connection import Connection
from domain.decision import AnswerKind
from domain.errors import Invalid
from domain.services.answering import Said
from entrypoints.catalogue import visible
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import carry_out
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container

IMPORT_NOW = "`hubflo-xero contacts import`"


@click.command("match")
@click.argument("who")
@click.option(
    "--to", metavar="WHOM", help="It is this one: by name, email or id, in Hubflo; for an invoice in Xero."
)
@click.option("--new", is_flag=True, help="It is nobody that is there: create a new contact.")
@click.option("--name", "new_name", metavar="NAME", help="With --new: under this name.")
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
) -> int:
    """Say who a Xero contact is in Hubflo, or who the customer of an invoice is in Xero. Your word is kept.

    WHO is a name, an email or an id of Xero; or an invoice of Hubflo, by title or id. Then --to names a
    contact of Xero, and --new creates one there.
    """
    connection = the_connection(container, name)
    is_of_contact = leave_out or company is not None
    if not is_of_contact and container.showing_invoices().is_invoice(connection.id, who):
        return _customer(container, connection, who, to=to, new=new, name=new_name)
    said = said_by(to=to, new=new, name=new_name, company=company, leave_out=leave_out)
    kept = container.answering().answer(connection.id, who, said, actor=actor())
    called = visible(kept.contact.name or kept.contact.id)
    say(f"Noted for {called}. It goes by itself with `hubflo-xero run`, or now with {IMPORT_NOW}.")
    return EXIT_WELL


def _customer(
    container: Container, connection: Connection, who: str, *, to: str | None, new: bool, name: str | None
) -> int:
    """Who is billed with an invoice. Raises Invalid (`answer-one-customer`, `name-without-new`)."""
    if (to is not None) == new:
        raise Invalid("answer-one-customer")
    if name is not None and not new:
        raise Invalid("name-without-new")
    answering = container.answering_invoices()
    if to is not None:
        record = answering.customer_is(connection.id, who, to, actor=actor())
    else:
        record = answering.customer_is_new(connection.id, who, name=name or "", actor=actor())
    return carry_out(container, connection, record)


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
