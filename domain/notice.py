"""What a person is told without asking: that a cause needs somebody, that it ended, that all is well."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCause:
    """A cause that needs or needed a person. Told once when it starts, once when it ends. Times are UTC.

    `told_at` is None until its start was told, `end_told_at` until its end was.
    """

    key: str
    code: str
    began_at: datetime
    told_at: datetime | None = None
    ended_at: datetime | None = None
    end_told_at: datetime | None = None
