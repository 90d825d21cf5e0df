"""The API's line items: oldest first, and only a draft's may be written (Hubflo: API reference)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.invoices.endpoints import draft_of
from adapters.sandbox.hubflo.invoices.line import Line
from adapters.sandbox.hubflo.invoices.line_body import read
from adapters.sandbox.hubflo.invoices.shown_lines import shown_lines
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import instant, invalid, missing, no_content, success

KIND = "line item"


def index(call: Call) -> Response:
    """`GET /invoices/{id}/line-items`."""
    invoice_id = call.record("invoice")["id"]
    return listing(call, shown_lines(call.state, call.organization, invoice_id), dict, newest_first=False)


def create(call: Call) -> Response:
    """`POST /invoices/{id}/line-items`: the new line is the last one."""
    invoice_id = draft_of(call, "edited")["id"]
    line = Line(id=call.state.new_id(), created_at=instant(call.now), **_fields(call, new=True))
    call.organization.lines[invoice_id].append(line)
    return _answered(call, invoice_id, line.id, status=201)


def show(call: Call) -> Response:
    """`GET /invoices/{id}/line-items/{id}`."""
    return _answered(call, call.record("invoice")["id"], call.ids[-1])


def update(call: Call) -> Response:
    """`PATCH /invoices/{id}/line-items/{id}`: what is not sent stays."""
    invoice_id = draft_of(call, "edited")["id"]
    lines, place = _place(call, invoice_id)
    before, fields = lines[place], _fields(call, new=False)
    lines[place] = replace(before, **fields)
    old = {name: getattr(before, name) for name in fields if getattr(before, name) != fields[name]}
    if old:
        _log(call, before.id, old, {name: fields[name] for name in old})
    return _answered(call, invoice_id, before.id)


def delete(call: Call) -> Response:
    """`DELETE /invoices/{id}/line-items/{id}`: 204 without a body."""
    lines, place = _place(call, draft_of(call, "edited")["id"])
    gone = lines.pop(place)
    _log(call, gone.id, {"title": gone.title}, {})
    return no_content(call.state, call.organization)


def _place(call: Call, invoice_id: str) -> tuple[list[Line], int]:
    lines = call.organization.lines[invoice_id]
    for place, line in enumerate(lines):
        if line.id == call.ids[-1]:
            return lines, place
    raise missing()


def _fields(call: Call, *, new: bool) -> dict[str, Any]:
    fields, wrong = read(call.fields(), call.state.switches, new=new)
    if wrong:
        raise invalid(*wrong)
    return fields


def _log(call: Call, line_id: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    call.state.log(call.organization, KIND, line_id, old, new, now=call.now, who="api")


def _answered(call: Call, invoice_id: str, line_id: str, status: int = 200) -> Response:
    for document in shown_lines(call.state, call.organization, invoice_id):
        if document["id"] == line_id:
            return success(call.state, call.organization, document, status=status)
    raise missing()
