"""Shows an import plan before the first write, and the result after it."""

from domain.connection import Connection
from domain.decision import Action
from domain.organisation import LedgerOrganisation
from domain.ports.mirror import Kept
from domain.services.importing import ImportPlan, PlanPart
from domain.standing import SETTLED, Counts, Standing
from entrypoints.catalogue import (
    count,
    day_words,
    evidence_words,
    hold_label,
    number,
    promises,
    reason_label,
    standing_label,
)
from entrypoints.cli.output import bullets, heading, say
from entrypoints.cli.tables import table

_PARTS = (
    (Action.CREATE, "to create in Hubflo"),
    (Action.LINK, "to link to a contact that Hubflo has; only empty fields are filled"),
    (Action.UPDATE, "to look at for changes since the last time"),
    (Action.ASK, "need you"),
    (Action.LEAVE_OUT, "left out"),
)


def show_joined(connection: Connection, organisation: LedgerOrganisation) -> None:
    """Who is joined, up to when the books are locked, and the demo company in big letters."""
    heading("These two are joined")
    locks = [
        f"{words} {day_words(lock)}"
        for words, lock in (
            ("up to", organisation.period_lock_date),
            ("year end", organisation.year_end_lock_date),
        )
        if lock is not None
    ]
    table(
        [
            ("Hubflo", connection.portal_name),
            ("Xero", f"{connection.ledger_name} ({connection.ledger_country}, {connection.base_currency})"),
            ("Books locked", ", ".join(locks) or "no lock dates"),
            ("Time zone", _zone(connection)),
        ]
    )
    if connection.is_demo:
        say("  THIS IS XERO'S DEMO COMPANY")


def _zone(connection: Connection) -> str:
    zone = connection.time_zone
    return f"{zone} (from Xero)" if zone else "not known to us from Xero, so times are in UTC"


def show_promises(connection: Connection, plan: ImportPlan) -> None:
    """What will be written where, what never, and how to stop."""
    heading("What will happen, and what never")
    new, linked = plan.part(Action.CREATE).count, plan.part(Action.LINK).count
    bullets(promises(connection, new=new, linked=linked, new_companies=plan.new_companies))


def show_plan(plan: ImportPlan) -> None:
    """How many of each, ten examples of each, and the reasons of those left out."""
    heading(f"The plan for {count(plan.counts.seen, 'contact')} in Xero")
    there = sum(plan.counts.of(standing) for standing in SETTLED)
    rows = [(plan.part(action).count, words) for action, words in _PARTS]
    rows.append((there, "in Hubflo already, with nothing to change"))
    table([(number(many), words) for many, words in rows])
    if plan.new_companies:
        say(f"  Companies to create in Hubflo: {number(plan.new_companies)}")
    for action, words in _PARTS:
        part = plan.part(action)
        if part.count:
            _show_part(action, words, part)
    show_left_out(plan.counts)


def show_left_out(counts: Counts) -> None:
    """The reasons, each with how many contacts it leaves out."""
    if counts.left_out_by:
        heading("Why contacts are left out (one contact may have several reasons)")
        most_first = sorted(counts.left_out_by.items(), key=lambda item: (-item[1], item[0]))
        table([(number(many), reason_label(code)) for code, many in most_first])


def show_result(counts: Counts) -> None:
    """Where every contact stands now."""
    heading(f"{count(counts.seen, 'contact')} seen in Xero")
    table([(number(counts.of(standing)), standing_label(standing)) for standing in Standing])


def _show_part(action: Action, words: str, part: PlanPart) -> None:
    shown = len(part.examples)
    heading(f"{number(part.count)} {words}" + (f" (the first {shown})" if shown < part.count else ""))
    table([_row(action, kept) for kept in part.examples])


def _row(action: Action, kept: Kept) -> tuple[str, str, str, str]:
    contact, decision = kept.contact, kept.decision
    why = ""
    if action is Action.LEAVE_OUT:
        reasons = kept.reasons or (decision.reasons if decision is not None else ())
        why = ", ".join(reason_label(reason.code) for reason in reasons)
    elif decision is not None and decision.cause is not None:
        why = f"{hold_label(decision.cause)} [{decision.cause.code}]"
    elif decision is not None and decision.company is not None:
        why = f"company: {decision.company.name}" + (" (new)" if decision.company.key else "")
    elif decision is not None and decision.evidence is not None and action is Action.LINK:
        why = evidence_words(decision.evidence)
    return contact.name or contact.id, contact.person_name, contact.email, why
