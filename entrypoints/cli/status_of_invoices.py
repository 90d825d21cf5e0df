"""The part of `status` that tells of invoices."""

from typing import Any

from domain.life import Stage
from domain.services.invoice_sums import InvoiceSummary, Month
from entrypoints.catalogue import count, day_words, money, number
from entrypoints.cli.output import heading, say
from entrypoints.cli.tables import table
from entrypoints.invoice_words import month_words, sums


def show_invoices(summary: InvoiceSummary) -> None:
    """How many stand where, and what is in no VAT return yet."""
    if summary.start is None:
        heading("Invoices are not sent yet")
        say(not_sent_yet(summary))
        return
    heading(f"Invoices: sent from {day_words(summary.start)} on")
    table([(number(many), words) for many, words in sums(summary)])
    if summary.to_number:
        carry = "carries" if summary.to_number == 1 else "carry"
        say(
            f"  {count(summary.to_number, 'invoice')} still {carry} a placeholder number: "
            "`hubflo-xero invoices number --help` says how to give the real ones."
        )
    if others := summary.placeholders - summary.to_number:
        were = "was" if others == 1 else "were"
        say(
            f"  {count(others, 'invoice')} with a placeholder number {were} approved or changed in Xero: "
            "change the number there."
        )
    if summary.months:
        heading("Issued and not approved in Xero, so in no VAT return yet")
        table([_month(month) for month in summary.months])


def not_sent_yet(summary: InvoiceSummary) -> str:
    """How sending is begun."""
    told = f"{count(summary.counts.seen, 'invoice')} seen. " if summary.counts.seen else ""
    return (
        f"{told}Say from which day on they go to Xero, for example today: "
        "`hubflo-xero settings set start-date today`. What was issued before is never sent by itself."
    )


def invoices_as_data(summary: InvoiceSummary) -> dict[str, Any]:
    """The same for a program."""
    counts = summary.counts
    return {
        "start_date": summary.start,
        "seen": counts.seen,
        "stages": {stage.value: counts.of(stage) for stage in Stage},
        "issued": summary.issued,
        "in_xero": summary.in_ledger,
        "waiting_approval": summary.waiting_approval,
        "waiting": summary.waiting,
        "needs_you": summary.needs_you,
        "questions": len(summary.questions),
        "older_than_start_date": summary.before_start,
        "placeholders": summary.placeholders,
        "placeholders_to_number": summary.to_number,
        "edited": summary.edited,
        "not_approved": [
            {
                "month": f"{month.month:%Y-%m}",
                "currency": month.currency,
                "count": month.count,
                "net": f"{month.net:f}",
                "tax": f"{month.tax:f}",
            }
            for month in summary.months
        ],
    }


def _month(month: Month) -> tuple[str, ...]:
    net, tax = (money(f"{amount:f}", month.currency) for amount in (month.net, month.tax))
    return month_words(month.month), count(month.count, "invoice"), net, "net", tax, "tax"
