"""Shows what is proposed for invoices, and the newest ones as they would look in Xero, line by line."""

from collections.abc import Sequence
from datetime import date

import click

from domain.books import LedgerBooks
from domain.connection import Connection
from domain.drafts import DocumentDraft
from domain.hold import Cause
from domain.invoice_outcome import Adopt, Create, Send
from domain.invoice_record import Sent
from domain.numbering import is_placeholder
from domain.proposals import START, Chosen, Proposals
from domain.services.first_run import FirstLook, Previewed
from entrypoints.catalogue import (
    cause_sentence,
    count,
    day_words,
    evidence_words,
    first_run_words,
    invoice_promises,
    past_sentence,
    proposal_sentence,
    proposed_tax_sentence,
    rung_words,
    visible,
)
from entrypoints.cli.invoices.lines import rows_of, sums_of
from entrypoints.cli.output import bullets, heading, say, wrapped
from entrypoints.cli.tables import table

_AS_IT_STANDS = "a"


def show_proposals(proposals: Proposals) -> None:
    """Each setting and each tax with its reason; what several settings have in common is said once."""
    heading("What we propose, from your accounts and tax rates in Xero")
    bullets(dict.fromkeys(proposal_sentence(proposal) for proposal in proposals.settings))
    bullets(["Taxes:"])
    bullets((proposed_tax_sentence(tax) for tax in proposals.taxes), mark="   ")


def show_previewed(
    previewed: Sequence[Previewed], look: FirstLook, chosen: Chosen, connection: Connection
) -> None:
    """The newest issued invoices, however old: they show how later ones will look."""
    if not previewed:
        heading("No invoice was issued in Hubflo yet, so there is none to show")
        return
    heading(f"Your last {count(len(previewed), 'invoice')}, as they would look in Xero")
    start = date.fromisoformat(chosen.settings[START])
    for one in previewed:
        _show(one, look.ledger_books, start, connection.time_zone)


def show_what_comes(look: FirstLook, chosen: Chosen, connection: Connection) -> None:
    """How many past invoices will be sent, what reminders do, and the promises."""
    start = date.fromisoformat(chosen.settings[START])
    zone = look.ledger_books.organisation.time_zone
    heading("What will happen with invoices, and what never")
    past = past_sentence(look.recent.since(start, zone), start, is_whole=look.recent.is_whole)
    as_draft = chosen.settings.get("document-status") == "draft"
    bullets([past, *invoice_promises(connection, start, as_draft=as_draft)])
    if look.reminders_on:
        bullets([first_run_words("reminders-on")])


def _show(one: Previewed, books: LedgerBooks, start: date, zone: str) -> None:
    click.echo()
    match one.plan:
        case Send(sent=sent, customer=customer):
            evidence = evidence_words(customer.evidence)
            _show_sent(one, sent, books, f'the contact "{customer.contact.name}" ({evidence})')
        case Create(draft=draft, sent=sent):
            _show_sent(one, sent, books, f'a contact that would be created, "{draft.name}"')
        case Adopt(document=document):
            say(f"  {_title(one)}: it is in Xero already, as {document.number or document.id}.")
        case Cause() as cause:
            is_older = one.day is not None and one.day < start
            older = " It is older than your first day, so nothing need be done; one like it later says:"
            say(f"  {_title(one)}: it would be held.{older if is_older else ''}")
            click.echo(wrapped(cause_sentence(cause, zone), "    ", "    "))
        case _:
            say(f"  {_title(one)}: it would not be sent.")


def _show_sent(one: Previewed, sent: Sent, books: LedgerBooks, billed: str) -> None:
    draft = sent.draft
    click.secho(wrapped(_title(one), "  ", "  "), bold=True)
    table(
        [
            ("Billed to", billed),
            ("Number", _number(draft)),
            ("Dates", f"{day_words(draft.dated)}, due {day_words(draft.due)}"),
            *([("Written", rung_words(sent.rung))] if sent.rung.value != _AS_IT_STANDS else []),
        ],
        indent=4,
    )
    table(rows_of(draft.lines, books), indent=4)
    total = sums_of(sent.total - sent.tax, sent.tax, draft.currency, draft.amounts_are)
    click.echo(wrapped(f"Total {total}", "    ", "    "))


def _title(one: Previewed) -> str:
    return f'"{visible(one.invoice.title.strip())}"' if one.invoice.title.strip() else one.invoice.id


def _number(draft: DocumentDraft) -> str:
    if not draft.number:
        return "Xero's next one"
    return f"{draft.number} (a placeholder)" if is_placeholder(draft.number) else draft.number
