"""Moments and days in a connection's own zone."""

from datetime import date, datetime

from entrypoints.catalogue.text import day, local, moment


def moment_words(value: datetime, zone: str) -> str:
    """A time with its day: "3 May 2026, 9:14"."""
    return moment(value, zone)


def day_words(value: date) -> str:
    """A day: "3 May 2026"."""
    return day(value)


def date_words(value: datetime, zone: str) -> str:
    """The day alone: "3 May 2026"."""
    return day(local(value, zone).date())
