"""What Xero refuses in an invoice as a whole, in its own sentences (collected from issues).

The sentences for a missing permission to draft, a long number and a Url with "xero" are not on record.
"""

from datetime import date
from typing import Any

from adapters.sandbox.xero.invoices import lines as line_rules
from adapters.sandbox.xero.invoices.arithmetic import half_up, totals
from adapters.sandbox.xero.invoices.record import Invoice, Line
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.switches import Switches

LIMIT = "You have reached the limit of invoices you can approve"
_LONGEST_NUMBER = 255
_APPROVED = ("AUTHORISED", "PAID", "VOIDED")
_LOCKS = (("EndOfYearLockDate", "end of year lock date"), ("PeriodLockDate", "period lock date"))


def errors(
    organisation: Organisation,
    switches: Switches,
    fields: dict[str, Any],
    lines: tuple[Line, ...],
    existing: Invoice | None,
) -> list[str]:
    """Every sentence against the invoice as it would become."""
    return [
        *_required(switches, fields, lines),
        *_number_errors(organisation, fields, existing),
        *_permission_errors(organisation, fields, existing),
        *_currency_errors(organisation, fields),
        *_text_errors(fields),
        *_total_errors(switches, fields, lines),
        *lock_errors(organisation, switches, fields, existing),
    ]


def lock_errors(
    organisation: Organisation, switches: Switches, fields: dict[str, Any], existing: Invoice | None
) -> list[str]:
    """Nothing may be dated up to a lock date, nor be changed that is."""
    touched = [fields] if existing is None else [fields, existing.fields]
    for one in touched:
        on: date | None = one.get("Date")
        if on is None or (switches.lock_dates_bind == "approved" and one["Status"] not in _APPROVED):
            continue
        locked = locked_on(organisation, on)
        if locked:
            return locked
    return []


def locked_on(organisation: Organisation, on: date) -> list[str]:
    """A sentence if that day lies up to one of the two lock dates."""
    for setting, name in _LOCKS:
        lock = organisation.settings[setting]
        if lock is not None and on <= lock:
            return [f"The document date cannot be before the {name}, currently set at {lock:%d-%b-%Y}"]
    return []


def _required(switches: Switches, fields: dict[str, Any], lines: tuple[Line, ...]) -> list[str]:
    """What its status asks for; a draft needs lines with descriptions, and no more."""
    found = [] if lines else ["One or more line items must be specified"]
    level = switches.submitted_validated_as if fields["Status"] == "SUBMITTED" else fields["Status"]
    if level == "DRAFT":
        return found
    if fields.get("Date") is None:
        found.append("The Date field must be specified.")
    if fields.get("DueDate") is None:
        found.append("The document DueDate field must be specified.")
    return found + line_rules.lacking(lines)


def _number_errors(organisation: Organisation, fields: dict[str, Any], existing: Invoice | None) -> list[str]:
    """A sales number is unique for ever, those of deleted and voided ones included; a bill's is not."""
    number = fields.get("InvoiceNumber") or ""
    if len(number) > _LONGEST_NUMBER:
        return [f"InvoiceNumber cannot be longer than {_LONGEST_NUMBER} characters."]
    other = organisation.invoices.with_number(number) if number and fields["Type"] == "ACCREC" else None
    return [] if other is None or other is existing else ["Invoice # must be unique."]


def _permission_errors(
    organisation: Organisation, fields: dict[str, Any], existing: Invoice | None
) -> list[str]:
    """What `Organisation/Actions` says of this user and plan."""
    kind = "Invoice" if fields["Type"] == "ACCREC" else "Bill"
    if fields["Status"] == "AUTHORISED":
        approves = existing is None or existing.status != "AUTHORISED"
        return [LIMIT] if approves and not organisation.actions[f"CreateApproved{kind}"] else []
    if organisation.actions[f"CreateDraft{kind}"]:
        return []
    return ["You do not have permission to create this document."]


def _currency_errors(organisation: Organisation, fields: dict[str, Any]) -> list[str]:
    code, base = fields["CurrencyCode"], organisation.settings["BaseCurrency"]
    subscribed = {row["Code"] for row in organisation.currencies}
    if code == base or (code in subscribed and organisation.actions["UseMulticurrency"]):
        return []
    return [f"Organisation is not subscribed to currency {code}"]


def _text_errors(fields: dict[str, Any]) -> list[str]:
    return ["The Url cannot contain the word xero."] if "xero" in fields.get("Url", "").casefold() else []


def _total_errors(switches: Switches, fields: dict[str, Any], lines: tuple[Line, ...]) -> list[str]:
    sent = fields.get("Total")
    if sent is None or switches.wrong_total == "ignored":
        return []
    right = half_up(sent) == totals(lines, fields["LineAmountTypes"]).total
    return [] if right else ["The invoice total does not equal the sum of the lines."]
