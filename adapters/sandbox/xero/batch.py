"""Writing many records in one request: each is judged by itself, `summarizeErrors` decides how it is told.

With summarizeErrors one bad element makes the answer a 400 that shows only the bad ones, while the good ones
**are** created; without it the answer is a 200 that shows all in order (xero-ruby issue 247).
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.access import Context
from adapters.sandbox.xero.envelope import envelope
from adapters.sandbox.xero.wire.replies import Refused, Reply, api_exception, post_data_invalid


@dataclass(frozen=True, slots=True)
class Outcome:
    """One element: as it now is, or as it was sent with an id of zeros and the sentences against it.

    Warnings (Xero: April 2026) stop nothing.
    """

    shown: dict[str, Any]
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_elements(context: Context, plural: str) -> list[dict[str, Any]]:
    """The elements of the body: `{"Contacts": [...]}` or a single object. Raises Refused with a 400.

    Amounts are read as they are written, digit by digit.
    """
    try:
        body = json.loads(context.request.body, parse_float=Decimal, parse_constant=_no_number)
    except ValueError as error:
        raise Refused(post_data_invalid(f"Error: {error}")) from None
    if isinstance(body, dict):
        elements = body.get(plural, [body])
        if isinstance(elements, list) and all(isinstance(element, dict) for element in elements):
            return elements
    raise Refused(post_data_invalid(f"Error: Cannot deserialize the current JSON into {plural}."))


def summarizes(context: Context) -> bool:
    sent = context.request.param("summarizeErrors")
    return context.state.switches.summarize_errors_default if sent is None else sent.lower() != "false"


def tell(context: Context, plural: str, outcomes: list[Outcome], *, summarize: bool) -> Reply:
    """The answer to the whole request."""
    failed = [outcome for outcome in outcomes if outcome.errors]
    if summarize and failed:
        elements = [_with_errors(outcome, "Message") for outcome in failed]
        return api_exception(400, 10, "ValidationException", "A validation exception occurred", elements)
    if summarize:
        return envelope(context, plural, [_with_warnings(outcome, "Message") for outcome in outcomes])
    key = context.state.switches.validation_message_key
    rows = [
        {"StatusAttributeString": "ERROR" if one.errors else "WARNING" if one.warnings else "OK"}
        | (_with_errors(one, key) if one.errors else _with_warnings(one, key))
        for one in outcomes
    ]
    return envelope(context, plural, rows)


def _with_errors(outcome: Outcome, key: str) -> dict[str, Any]:
    """Documents say `HasErrors`, other records `HasValidationErrors`."""
    flag = "HasErrors" if "HasErrors" in outcome.shown else "HasValidationErrors"
    shown = {name: value for name, value in outcome.shown.items() if name != flag}
    return shown | {flag: True, "ValidationErrors": [{key: error} for error in outcome.errors]}


def _with_warnings(outcome: Outcome, key: str) -> dict[str, Any]:
    if not outcome.warnings:
        return outcome.shown
    return outcome.shown | {"Warnings": [{key: warning} for warning in outcome.warnings]}


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is not a number")
