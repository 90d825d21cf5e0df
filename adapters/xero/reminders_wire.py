"""The fields of Xero's invoice reminders that are read, as they come (Xero: OpenAPI 16.1.0)."""

from typing import Required

from pydantic import TypeAdapter
from typing_extensions import TypedDict

from adapters.xero.wire import Flag


class WireReminder(TypedDict, total=False):
    """The one setting there is."""

    Enabled: Flag


class WireReminders(TypedDict, total=False):
    """A list of one."""

    InvoiceReminders: Required[list[WireReminder]]


REMINDERS = TypeAdapter(WireReminders)
