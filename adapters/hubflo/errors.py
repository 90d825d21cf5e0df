"""What each failure of Hubflo means, in one table. Nothing depends on the text of a message.

    the line          no connection             Unavailable, a write too: nothing left
                      broken, silent, slow      Unavailable; a write: OutcomeUnknown
    2xx               that cannot be read       Unavailable; a write: OutcomeUnknown
    400, 422          Rejected, in Hubflo's own words
    401               AccessLost (api-key-refused)
    403               ScopeMissing
    404               NotFound
    429               Throttled, for the minute of the block; nothing was done
    other 4xx         Rejected
    3xx, 5xx, HTML    Unavailable; a write: OutcomeUnknown

Statuses and the error body are from Hubflo's API reference (errors). An answer in HTML is the word of
something in between and not of Hubflo, whatever its status.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.hubflo import wire
from adapters.hubflo.api_key import ApiKey
from adapters.hubflo.transport import Answer, NeverLeft, NoAnswer
from domain.errors import (
    AccessLost,
    NotFound,
    OutcomeUnknown,
    Problem,
    Rejected,
    ScopeMissing,
    Unavailable,
)

SERVICE = "hubflo"
_LONGEST_SENTENCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, as far as its failures are concerned; a query may hold an email and is not kept."""

    method: str
    path: str
    writes: bool


def doubtful(request: Request, why: str) -> Problem:
    """No trustworthy answer: a read may be tried again, a write must be looked for."""
    if request.writes:
        return OutcomeUnknown(service=SERVICE, method=request.method, path=request.path, why=why)
    return Unavailable(service=SERVICE, why=why)


def unanswered(failure: NeverLeft | NoAnswer, request: Request) -> Problem:
    """There is no answer."""
    if isinstance(failure, NeverLeft):
        return Unavailable(service=SERVICE, why=str(failure))
    return doubtful(request, str(failure))


def refusal(answer: Answer, request: Request, key: ApiKey) -> Problem:
    """What an answer that is no success means; 429 is the caller's, who counts calls."""
    said = _own_words(answer, key)
    facts = {"service": SERVICE, "status": str(answer.status)}
    if said is None or not 400 <= answer.status < 500:
        return doubtful(request, f"status-{answer.status}")
    if answer.status == 401:
        return AccessLost("api-key-refused", **facts)
    if answer.status == 403:
        return ScopeMissing(**facts, said=said)
    if answer.status == 404:
        return NotFound(**facts, path=request.path)
    return Rejected(*([said] if said else []), **facts)


def foreign(answer: Answer, request: Request, *, expected: str, found: str) -> AccessLost:
    """The key is another organization's, so nothing that was asked for happened in ours.

    For a write too: that it was carried out elsewhere is known, not unknown, and looking for it in our
    organization would find nothing. What it made there is named, for only a person can take it away.
    """
    facts: Mapping[str, str] = {}
    if request.writes and 200 <= answer.status < 300:
        facts = {"wrote": f"{request.method} {request.path}", "wrote_id": wire.id_in(answer.body)}
    return AccessLost("other-organization", service=SERVICE, expected=expected, found=found, **facts)


def _own_words(answer: Answer, key: ApiKey) -> str | None:
    """Hubflo's sentence, '' if it gave none, None if the answer is not Hubflo's."""
    if not answer.body.strip():
        return ""
    if "html" in answer.header("Content-Type").lower():
        return None
    try:
        said = wire.sentence(answer.body)
    except ValueError:
        return None
    return key.taken_out_of(said)[:_LONGEST_SENTENCE]
