"""`hubflo-xero report`."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from domain.errors import Invalid
from entrypoints.cli.files import csv_text, replace_with, write_new
from entrypoints.cli.house import connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container
from entrypoints.report.content import RECEIPTS, Content, content_of
from entrypoints.report.sheet import rows_of


@click.command("report")
@click.option(
    "--html", metavar="FILE", type=click.Path(dir_okay=False), help="A page, for reading and printing."
)
@click.option("--csv", metavar="FILE", type=click.Path(dir_okay=False), help="Rows, for a spreadsheet.")
@click.option("--replace", is_flag=True, help="Write over what is there, as for a report of every day.")
@connection_option
@with_house
def command(container: Container, html: str | None, csv: str | None, replace: bool, name: str | None) -> None:
    """Write how it stands: what needs you and why, what waits, and what nobody has approved in Xero.

    It is for whoever sits at no terminal. Nothing is asked of Hubflo or Xero for it. The file is for its
    owner alone, since it names people.
    """
    if html is None and csv is None:
        raise Invalid("report-one")
    connection = the_connection(container, name)
    status = container.showing().status(connection)
    report = container.showing_invoices().report(connection.id, RECEIPTS)
    payments = container.showing_payments().report(connection.id)
    content = content_of(status, report, payments, container.clock().now())
    write = replace_with if replace else partial(write_new, option="--replace")
    if html is not None:
        _write_page(write, html, content)
    if csv is not None:
        write(Path(csv), csv_text(rows_of(content)))
        say(f"Written: {csv}")


def _write_page(write: Callable[..., None], html: str, content: Content) -> None:
    from entrypoints.report.page import page_of

    write(Path(html), page_of(content), encoding="utf-8")
    say(f"Written: {html}")
