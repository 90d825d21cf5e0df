"""`hubflo-xero invoices number`."""

from pathlib import Path

import click

from domain.connection import Connection
from domain.errors import Invalid
from domain.services.showing_invoices import Which
from domain.services.shown_invoices import Shown
from entrypoints.catalogue import count
from entrypoints.cli.files import csv_text, is_foreign, plain, read_rows, write_new
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.invoices.taking import carry_out, carry_out_all
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container

COLUMNS = ("invoice_id", "title", "customer", "dated", "total", "currency", "placeholder", "number")
_NUMBER = ("number", "invoice number", "invoice_number", "invoice no", "no.")
_WHICH = ("invoice_id", "id", "placeholder", "invoice", "title")
"""Columns that say which invoice it is, the surest first, in small letters."""
_FILE = "number-file"
_EVERY = 100_000


@click.command("number")
@click.argument("invoice", metavar="[INV]", default="")
@click.argument("number", metavar="[NUMBER]", default="")
@click.option(
    "--from", "in_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
    help="Read many from this CSV file.",
)  # fmt: skip
@click.option(
    "--out", "out_file", metavar="FILE", type=click.Path(dir_okay=False),
    help="Write those that still carry a placeholder here, to be filled in.",
)  # fmt: skip
@connection_option
@with_house
def command(
    container: Container,
    invoice: str,
    number: str,
    in_file: str | None,
    out_file: str | None,
    name: str | None,
) -> int:
    """Give an invoice the number that your client's document carries, in place of our placeholder.

    INV is its title, its present number in Xero, or its id. It can be done while nobody has approved or
    changed the invoice in Xero.

    Many at once: --out writes a CSV file with every invoice that carries a placeholder, you fill in the
    column "number", --from reads it. Any other CSV will do that has a column "number" and one of
    "invoice_id", "placeholder" or "title". Rows without a number stay as they are. Either every number
    is taken, or none.
    """
    if bool(number) + (in_file is not None) + (out_file is not None) != 1 or bool(invoice) != bool(number):
        raise Invalid("number-how")
    connection = the_connection(container, name)
    if out_file is not None:
        return _write(container, connection, Path(out_file))
    service = container.numbering_invoices()
    if in_file is None:
        record = service.number(connection.id, invoice, number, actor=actor())
        return carry_out(container, connection, record)
    given = read_numbers(Path(in_file))
    records = service.many(connection.id, given, actor=actor())
    say(f"{count(len(records), 'row')} taken.")
    return carry_out_all(container, connection, records) if records else EXIT_WELL


def read_numbers(file: Path) -> list[tuple[str, str, int]]:
    """Invoice, number and line of every row that has a number.

    Raises Invalid (`number-file`, `review-letters`) naming the line.
    """
    rows = read_rows(file, _FILE)
    header = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    numbers = [header.index(name) for name in _NUMBER if name in header]
    which = [header.index(name) for name in _WHICH if name in header]
    if not numbers or not which:
        raise Invalid(_FILE, file=str(file))
    given = []
    for line, row in rows[1:]:
        number = _cell(row, numbers[0])
        invoice = next((cell for at in which if (cell := _cell(row, at))), "")
        if not number:
            continue
        if is_foreign(number + invoice):
            raise Invalid("review-letters", line=str(line))
        given.append((invoice, number, line))
    return given


def _cell(row: list[str], at: int) -> str:
    return plain(row[at]) if at < len(row) else ""


def _write(container: Container, connection: Connection, file: Path) -> int:
    found = container.showing_invoices().listing(connection.id, [Which.PLACEHOLDER], _EVERY)
    open_to_us = [shown for shown in found if shown.may_be_numbered]
    write_new(file, csv_text([COLUMNS, *(_row(shown) for shown in open_to_us)]))
    say(
        f"{count(len(open_to_us), 'invoice')} written to {file}. Fill in the last column, then give it back "
        "with `hubflo-xero invoices number --from FILE`."
    )
    if others := len(found) - len(open_to_us):
        say(f"{count(others, 'invoice')} more: approved or changed in Xero. Give their numbers there.")
    return EXIT_WELL


def _row(shown: Shown) -> tuple[str, ...]:
    record, number = shown.record, shown.document.number if shown.document is not None else ""
    day = shown.day.isoformat() if shown.day is not None else ""
    total, currency = f"{shown.total:.2f}", record.invoice.currency
    return record.id, record.invoice.title, shown.customer, day, total, currency, number, ""
