"""Calls in the name of a grant: an access token that is refused is renewed once, not again."""

from dataclasses import replace

from adapters.xero.counting import Counter
from adapters.xero.errors import AccessExpired
from adapters.xero.exchange import Answer, Outgoing
from adapters.xero.line import Line
from domain.ids import GrantId
from domain.ports.ledger import AccessTokens
from domain.ports.sending import Permit


def bearing(outgoing: Outgoing, access: str) -> Outgoing:
    """The request with its token, which is one of its secrets."""
    return replace(
        outgoing,
        headers={**outgoing.headers, "Authorization": f"Bearer {access}"},
        secrets=(*outgoing.secrets, access),
    )


def ask_with(
    tokens: AccessTokens,
    grant_id: GrantId,
    line: Line,
    outgoing: Outgoing,
    *,
    permit: Permit,
    counter: Counter,
) -> Answer:
    """A good answer. Xero refuses an old token before it looks at the request, so nothing was done."""
    access = tokens.token(grant_id)
    try:
        return line.ask(bearing(outgoing, access), permit=permit, counter=counter)
    except AccessExpired:
        newer = tokens.refused(grant_id, access)
    return line.ask(bearing(outgoing, newer), permit=permit, counter=counter)
