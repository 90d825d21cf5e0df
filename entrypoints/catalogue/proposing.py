"""What is said before the first invoice is sent: proposals with their reasons, promises, and what comes."""

from collections.abc import Mapping
from datetime import date

from domain.connection import Connection
from domain.proposals import Proposal, TaxProposal
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader

FIRST_RUN = "first-run"
_PROMISES = ("promise-written", "promise-payments", "promise-never", "promise-stop")


def proposal_sentence(proposal: Proposal) -> str:
    """What is proposed, and why."""
    return render("proposals", proposal.why.value, proposal.facts, reader(""))


def proposed_tax_sentence(proposal: TaxProposal) -> str:
    """What lines of a rate get, and why; or that the first such line asks."""
    facts = {**proposal.facts, "rate": f"{proposal.rate.normalize():f}"}
    return render("proposed-taxes", proposal.why.value, facts, reader(""))


def first_run_words(code: str, facts: Mapping[str, str] | None = None) -> str:
    """A sentence of the first run."""
    return render(FIRST_RUN, code, facts or {}, reader(""))


def past_sentence(past: int, start: date, *, is_whole: bool) -> str:
    """How many invoices that are issued already will be sent; `is_whole`: all of them were counted."""
    if not past and is_whole:
        return first_run_words("past-none")
    facts = {"count": str(past), "start": start.isoformat(), "more": "" if is_whole else "yes"}
    return first_run_words("past", facts)


def invoice_promises(connection: Connection, start: date, *, as_draft: bool) -> list[str]:
    """What will be written where, what never, and how to stop."""
    facts = {
        "portal": connection.portal_name,
        "ledger": connection.ledger_name,
        "start": start.isoformat(),
        "draft": "yes" if as_draft else "",
    }
    return [first_run_words(code, facts) for code in _PROMISES]
