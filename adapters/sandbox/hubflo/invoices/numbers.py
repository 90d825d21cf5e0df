"""Numbers and moments from a body: JSON numbers or numeric strings, and dates with a time (API reference)."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation


def number(value: object) -> Decimal | None:
    """A decimal, or None if it is no number; a JSON number counts with the digits that were sent."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def moment(value: object) -> datetime | None:
    """A date-time, or None if it is none; without a zone it is taken as UTC."""
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return None
    else:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
