"""The page on which a person allows or cancels, as plain HTML that may not be framed."""

from datetime import datetime
from html import escape

from adapters.sandbox.http import Request
from adapters.sandbox.xero.identity.authorize import (
    ConsentRefused,
    Question,
    ScopeRedirected,
    consent,
    read_question,
)
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.wire.replies import Reply

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


def show(state: XeroState, request: Request) -> Reply:
    """`GET /identity/connect/authorize`"""
    query = dict(request.query)
    try:
        question = read_question(state, query)
    except ConsentRefused as refused:
        return _error(refused)
    except ScopeRedirected as redirected:
        return _redirect(redirected.address)
    return _page(f"{question.app.name} wants access to your Xero data", _form(state, question, query))


def decide(state: XeroState, request: Request, now: datetime) -> Reply:
    """`POST /identity/connect/consent`: the form of the page above."""
    form = request.form()
    decision = form.pop("decision", "")
    if decision not in ("allow", "cancel"):
        return _error(ConsentRefused("invalid_request", "Choose Allow access or Cancel"))
    try:
        allowed = decision == "allow"
        tenant_id = form.pop("tenant_id", None)
        return _redirect(consent(state, form, now, "allow" if allowed else "cancel", tenant_id))
    except ConsentRefused as refused:
        return _error(refused)
    except ScopeRedirected as redirected:
        return _redirect(redirected.address)


def _form(state: XeroState, question: Question, query: dict[str, str]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in query.items()
    )
    choices = "".join(
        f'<p><label><input type="radio" name="tenant_id" value="{tenant_id}"{"" if number else " checked"}> '
        f"{escape(organisation.name)}</label></p>"
        for number, (tenant_id, organisation) in enumerate(state.organisations.items())
    )
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in sorted(question.scopes))
    return (
        '<form method="post" action="/identity/connect/consent">'
        f"{hidden}<p>Choose the organisation to connect:</p>{choices}"
        f"<p>It will be able to use:</p><ul>{scopes}</ul>"
        '<p><button name="decision" value="allow">Allow access</button> '
        '<button name="decision" value="cancel">Cancel</button></p></form>'
    )


def _error(refused: ConsentRefused) -> Reply:
    return _page(
        "Sorry, something went wrong", f"<p>Error: {refused.error}</p><p>{refused.detail}</p>", status=400
    )


def _redirect(address: str) -> Reply:
    return Reply(status=302, headers={"Location": address, "Cache-Control": "no-store"})


def _page(title: str, body: str, status: int = 200) -> Reply:
    title = escape(title)
    html = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>This is the sandbox, not Xero: no real books are touched.</p>"
        f"{body}</body></html>"
    )
    return Reply(status=status, text=html, headers=_HEADERS)
