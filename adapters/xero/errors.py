"""The one table from Xero's refusals to ours (Xero: response codes and errors; OAuth 2.0 errors).

answer                                         ours
400 sentences                                  Rejected, AlreadyAssigned
400 a key that was used with another request   OutcomeUnknown: something was sent before
400 or 401 of the token endpoint               Rejected with its `error`
401                                            AccessExpired: one refresh may help
401 AuthorizationUnsuccessful, insufficient scope   ScopeMissing: no refresh can
403                                            AccessLost: the organisation was disconnected
404                                            NotFound; of a write it is no answer of Xero's own
429                                            Throttled
other 4xx, 501                                 Rejected
503 "The organisation is offline"              Unavailable; OutcomeUnknown for a write
anything else, HTML for JSON, JSON cut short   Unavailable; OutcomeUnknown for a write
"""

import re
from collections.abc import Sequence
from datetime import datetime

from adapters.xero.exchange import Answer, Host, Kind, LineBroke, Outgoing
from adapters.xero.limits import free_at, limit_of
from adapters.xero.sentences import error_body, sentences
from domain.errors import (
    AccessLost,
    AlreadyAssigned,
    NotFound,
    OutcomeUnknown,
    Problem,
    Rejected,
    ScopeMissing,
    Throttled,
    Unavailable,
)

SERVICE = "xero"
_UNIQUE = ("already assigned to another contact", "must be unique")
_OFFLINE = "organisation is offline"
_OAUTH_ERROR = re.compile(r"[a-z_]{1,40}")


class AccessExpired(AccessLost):
    """An access token was refused; with a newer one the same request may pass."""

    code = "access-refused"


def is_good(answer: Answer) -> bool:
    """Whether it is what was asked for: a success, or 304 for nothing changed."""
    return 200 <= answer.status < 300 or answer.status == 304


def problem_of(answer: Answer, outgoing: Outgoing, now: datetime) -> Problem:
    """What a refusal means."""
    match answer.status:
        case 429:
            return Throttled(until=free_at(answer, now), limit=limit_of(answer), service=SERVICE)
        case 401 if outgoing.host is Host.API:
            return _unauthorized(answer, outgoing)
        case 400 | 401:
            return _bad_request(answer, outgoing)
        case 403 if answer.is_json:
            return AccessLost("organisation-disconnected", **_facts(answer, outgoing))
        case 404 if outgoing.kind is not Kind.WRITE:
            return NotFound(**_facts(answer, outgoing))
        case 503 if _OFFLINE in " ".join(sentences(answer, outgoing.secrets)).lower():
            return untrusted(answer, outgoing, why="organisation-offline")
        case 403 | 404 | 408:
            return untrusted(answer, outgoing, why="no-answer-of-its-own")
        case status if 400 <= status < 500 or status == 501:
            return _rejected(answer, outgoing)
        case status if status >= 500:
            return untrusted(answer, outgoing, why="failed")
        case _:
            return untrusted(answer, outgoing, why="redirected")


def untrusted(answer: Answer, outgoing: Outgoing, *, why: str) -> Problem:
    """An answer that proves nothing: a write may have been done."""
    kind = OutcomeUnknown if outgoing.kind is Kind.WRITE else Unavailable
    return kind(**_facts(answer, outgoing), why=why)


def problem_of_line(broke: LineBroke, outgoing: Outgoing) -> Problem:
    """No answer at all: only what left and is a write may have been done."""
    unknown = broke.left and outgoing.kind is Kind.WRITE
    kind = OutcomeUnknown if unknown else Unavailable
    return kind(service=SERVICE, why="no-answer" if broke.left else "not-reached", said=broke.why)


def is_taken(said: Sequence[str]) -> bool:
    """Whether nothing else is wrong than a name or number that another record has."""
    return bool(said) and all(any(text in one for text in _UNIQUE) for one in said)


def _unauthorized(answer: Answer, outgoing: Outgoing) -> Problem:
    """A missing scope is told apart by its detail, or by a header (there Xero spells `insufficent_scope`)."""
    detail = str((error_body(answer) or {}).get("Detail", ""))
    challenge = answer.headers.get("www-authenticate", "").lower()
    if detail.startswith("AuthorizationUnsuccessful") or "insuffic" in challenge:
        return ScopeMissing(**_facts(answer, outgoing), path=outgoing.path)
    return AccessExpired(**_facts(answer, outgoing))


def _bad_request(answer: Answer, outgoing: Outgoing) -> Problem:
    body = error_body(answer)
    if body is None:
        return untrusted(answer, outgoing, why="not-json")
    said = sentences(answer, outgoing.secrets)
    if any(one.startswith("Idempotency Key") and "different request" in one for one in said):
        return OutcomeUnknown(**_facts(answer, outgoing), why="key-used")
    return _rejected(answer, outgoing)


def _rejected(answer: Answer, outgoing: Outgoing) -> Rejected:
    body = error_body(answer) or {}
    said = sentences(answer, outgoing.secrets)
    facts = _facts(answer, outgoing)
    facts.pop("said", None)
    error = body.get("error")
    if isinstance(error, str) and _OAUTH_ERROR.fullmatch(error):
        facts["error"] = error
    return (AlreadyAssigned if is_taken(said) else Rejected)(*said, **facts)


def _facts(answer: Answer, outgoing: Outgoing) -> dict[str, str]:
    """What a person, or Xero's support, needs to know of it."""
    facts = {
        "service": SERVICE,
        "status": str(answer.status),
        "said": "; ".join(sentences(answer, outgoing.secrets)),
        "correlation": answer.correlation_id,
    }
    return {name: value for name, value in facts.items() if value}
