"""`hubflo-xero invoices tax`."""

import click

from domain.books import TaxRate
from domain.errors import Invalid
from domain.services.answering_invoices import Scope, TaxChoices
from entrypoints.catalogue import visible
from entrypoints.cli.asking import somebody_is_there
from entrypoints.cli.house import actor, connection_option, json_option, the_connection, with_house
from entrypoints.cli.invoices.taking import carry_out, invoice_argument
from entrypoints.cli.output import data, heading, say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.cli.tables import table
from entrypoints.container import Container

_SCOPES = {
    Scope.INVOICE: "for this invoice alone",
    Scope.CUSTOMER: "for this customer from now on",
    Scope.ALWAYS: "always, for lines like it",
}


@click.command("tax")
@invoice_argument
@click.argument("tax", metavar="[TAX]", default="")
@click.option(
    "--for",
    "scope",
    type=click.Choice([scope.value for scope in Scope]),
    help="For what it counts. If nothing is said: for this invoice.",
)
@click.option("--rate", metavar="R", default="", help="At which rate, if its lines have several: 20, 5.5.")
@connection_option
@json_option
@with_house
def command(
    container: Container,
    invoice: str,
    tax: str,
    scope: str | None,
    rate: str,
    name: str | None,
    as_json: bool,
) -> int:
    """Choose a sales tax of Xero, where one rate could be several taxes.

    TAX is its name as Xero shows it, or its code. Without it you see what may be chosen, and in a
    terminal you are asked.
    """
    connection = the_connection(container, name)
    choices = container.answering_invoices().taxes(connection.id, invoice, rate)
    if as_json and not tax:
        data(_as_data(choices))
        return EXIT_WELL
    chosen = _named(choices, tax) if tax else _asked(choices)
    if not chosen:
        return EXIT_WELL
    counts_for = Scope(scope) if scope else _scope_asked() if not tax else Scope.INVOICE
    record = container.answering_invoices().choose_tax(
        connection.id, choices.record.id, chosen, counts_for, rate=f"{choices.rate:f}", actor=actor()
    )
    return carry_out(container, connection, record)


def _named(choices: TaxChoices, tax: str) -> str:
    """The code of a tax that may be named in either way; what is none of them is left for the refusal."""
    wanted = " ".join(tax.split()).casefold()
    return next((one.tax_type for one in choices.offered if one.name.casefold() == wanted), tax)


def _asked(choices: TaxChoices) -> str:
    """Show what may be chosen; answers the code of what somebody chose, '' if nobody did."""
    rate = f"{choices.rate.normalize():f}"
    title = visible(choices.record.invoice.title or choices.record.id)
    if not choices.offered:
        raise Invalid("tax-not-offered", tax="", offered="", rate=rate)
    heading(f'Sales taxes at {rate} % in Xero, for "{title}"')
    table([(str(n), one.name, one.tax_type) for n, one in enumerate(choices.offered, start=1)])
    if not somebody_is_there():
        say(
            f"\nChoose one by its name or code: `hubflo-xero invoices tax {choices.record.id} CODE`, "
            "and for what: `--for invoice`, `--for customer` or `--for always`."
        )
        return ""
    return _one_of(choices.offered).tax_type


def _one_of(offered: tuple[TaxRate, ...]) -> TaxRate:
    number = click.prompt("Which one", type=click.IntRange(1, len(offered)))
    return offered[number - 1]


def _scope_asked() -> Scope:
    every = list(Scope)
    table([(str(n), _SCOPES[scope]) for n, scope in enumerate(every, start=1)])
    return every[click.prompt("For what", type=click.IntRange(1, len(every)), default=1) - 1]


def _as_data(choices: TaxChoices) -> dict[str, object]:
    return {
        "invoice_id": choices.record.id,
        "rate": f"{choices.rate.normalize():f}",
        "taxes": [{"name": one.name, "code": one.tax_type} for one in choices.offered],
    }
