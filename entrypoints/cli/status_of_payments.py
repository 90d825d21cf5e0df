"""The part of `status` that tells of payments."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from domain.payment_life import PaymentStage
from domain.services.payment_sums import PaymentGroup, PaymentSummary
from entrypoints.catalogue import number
from entrypoints.cli.output import heading
from entrypoints.cli.tables import table
from entrypoints.payment_words import sums

_FIGURES = ("received", "counted in Xero", "open")


def show_payments(summary: PaymentSummary) -> None:
    """How many stand where, and how much money that is; nothing while no money came in."""
    if summary.counts.seen:
        heading("Payments")
        table([(number(many), words, *_named(amounts)) for many, words, *amounts in sums(summary)])


def payments_as_data(summary: PaymentSummary) -> dict[str, Any]:
    """The same for a program."""
    return {
        "seen": summary.counts.seen,
        "stages": {stage.value: summary.counts.by_stage.get(stage, 0) for stage in PaymentStage},
        **{
            group.value.replace("-", "_"): {
                "count": summary.of(group).count,
                "received": _figures(summary.of(group).received),
                "counted": _figures(summary.of(group).counted),
                "open": _figures(summary.of(group).open),
            }
            for group in PaymentGroup
        },
    }


def _named(amounts: Iterable[str]) -> list[str]:
    """Each with what it is."""
    return [f"{said} {what}" if said else "" for said, what in zip(amounts, _FIGURES, strict=True)]


def _figures(by_currency: Mapping[str, Decimal]) -> dict[str, str]:
    return {currency: f"{amount:.2f}" for currency, amount in by_currency.items()}
