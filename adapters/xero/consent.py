"""Asking a person for consent, and giving it back (Xero: OAuth 2.0, PKCE flow, managing connections)."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from urllib.parse import quote, urlencode

from adapters.xero.addresses import Addresses
from adapters.xero.bearer import ask_with, bearing
from adapters.xero.counting import Uncounted
from adapters.xero.exchange import Host, Kind, Outgoing
from adapters.xero.line import Line
from adapters.xero.reading import read
from adapters.xero.scopes import scopes_of
from adapters.xero.token_endpoint import TokenEndpoint
from adapters.xero.wire import TENANTS
from domain.access import App, Tokens
from domain.errors import AccessLost, NotFound, NotNow, Rejected, ScopeMissing
from domain.ids import GrantId, TenantId
from domain.organisation import Tenant
from domain.ports.consent import Consent, ConsentRequest
from domain.ports.ledger import AccessTokens
from domain.ports.sending import AlwaysPermitted

_CONNECTIONS = "/connections"
_OF_THE_APP = frozenset({"invalid_client", "unauthorized_client"})


class XeroConsent(Consent):
    """Xero's consent page, tokens and list of connections."""

    def __init__(
        self, *, addresses: Addresses, endpoint: TokenEndpoint, tokens: AccessTokens, line: Line
    ) -> None:
        """The calls belong to no clerk and to no organisation's budget."""
        self._login = addresses.login
        self._endpoint = endpoint
        self._tokens = tokens
        self._line = line

    def request(self, app: App, *, state: str, verifier: str) -> ConsentRequest:
        """PKCE with S256 also for apps with a secret: a code that is caught is worth nothing."""
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": app.client_id,
            "redirect_uri": app.redirect_address,
            "scope": scopes_of(app),
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = f"{self._login}/identity/connect/authorize?{urlencode(query, quote_via=quote)}"
        return ConsentRequest(address=address, verifier=verifier)

    def redeem(self, app: App, *, code: str, verifier: str, redirect_address: str) -> Tokens:
        """The redirect address must be the one that was asked with, byte for byte."""
        with _told_apart():
            return self._endpoint.redeem(app, code=code, verifier=verifier, redirect_address=redirect_address)

    def own_tokens(self, app: App) -> Tokens:
        """Client credentials."""
        with _told_apart():
            return self._endpoint.credentials(app)

    def tenants(self, access: str, *, event_id: str = "") -> tuple[Tenant, ...]:
        """Organisations alone: a practice's own lists have other tenant types.

        An organisation that was authorised before keeps the event id of its first time, so a
        reconnect finds nothing by the new one: then all are shown.
        """
        listed = self._listed(access, event_id)
        if event_id and not listed:
            listed = self._listed(access, "")
        return listed

    def disconnect(self, grant_id: GrantId, link_id: str) -> None:
        """Xero answers 404 for what is gone already."""
        outgoing = Outgoing(
            host=Host.API,
            method="DELETE",
            path=f"{_CONNECTIONS}/{quote(link_id, safe='')}",
            kind=Kind.REPEATABLE,
        )
        try:
            ask_with(
                self._tokens, grant_id, self._line, outgoing, permit=AlwaysPermitted(), counter=Uncounted()
            )
        except NotFound:
            return

    def _listed(self, access: str, event_id: str) -> tuple[Tenant, ...]:
        outgoing = bearing(
            Outgoing(
                host=Host.API,
                method="GET",
                path=_CONNECTIONS,
                kind=Kind.READ,
                query={"authEventId": event_id} if event_id else {},
            ),
            access,
        )
        answer = self._line.ask(outgoing, permit=AlwaysPermitted(), counter=Uncounted())
        return tuple(
            Tenant(
                tenant_id=TenantId(wire["tenantId"]),
                name=wire.get("tenantName") or "",
                link_id=wire["id"],
                event_id=wire.get("authEventId") or "",
            )
            for wire in read(TENANTS, answer, outgoing)
            if (wire.get("tenantType") or "") == "ORGANISATION"
        )


@contextmanager
def _told_apart() -> Iterator[None]:
    """What OAuth refuses by a code of its own, as the error that says what to do."""
    try:
        yield
    except Rejected as rejected:
        match rejected.facts.get("error", ""):
            case error if error in _OF_THE_APP:
                raise AccessLost("app-refused", **rejected.facts) from rejected
            case "invalid_scope":
                raise ScopeMissing(**rejected.facts) from rejected
            case "invalid_grant":  # the code was used, or is older than Xero lets it be
                raise NotNow("consent-late") from rejected
        raise
