"""Budgets: counters as columns, the two maps as JSON."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from adapters.storage.rows.json_text import dump, load
from domain.budget import Budget


def budget_row(budget: Budget) -> Mapping[str, Any]:
    """A budget without its key."""
    return {
        "recent": dump({str(second): count for second, count in budget.recent.items()}),
        "day_started_at": budget.day_started_at,
        "used_today": budget.used_today,
        "background_today": budget.background_today,
        "day_left": budget.day_left,
        "blocked_until": budget.blocked_until,
        "blocked_by": budget.blocked_by,
        "flying": dump({call: ends.isoformat() for call, ends in budget.flying.items()}),
    }


def budget_of(row: Row[Any]) -> Budget:
    """The budget."""
    return Budget(
        recent={int(second): count for second, count in load(row.recent).items()},
        day_started_at=row.day_started_at,
        used_today=row.used_today,
        background_today=row.background_today,
        day_left=row.day_left,
        blocked_until=row.blocked_until,
        blocked_by=row.blocked_by,
        flying={call: datetime.fromisoformat(ends) for call, ends in load(row.flying).items()},
    )
