"""What is said of a side that cannot be used, word for word."""

import pytest

from domain.hold import Cause
from entrypoints.catalogue import cause_sentence
from tests.unit.catalogue.people import HUBFLO, NOON, XERO, ZONE

SAMPLES = [
    (
        "unreachable",
        {**XERO, "why": "organisation-offline", "status": "503", "said": "The organisation is offline"},
        (
            'Xero has not been usable for "Acme Ltd" since 9:14 today: the organisation is offline in '
            'Xero for maintenance. Xero says: "The organisation is offline". Nothing to do. We try again '
            "by ourselves, after seconds at first and later every 10 minutes, and all work then goes on "
            "where it was: nothing is lost and nothing is sent twice. If it lasts, check the internet "
            "connection of this computer, or run `hubflo-xero doctor`. [unreachable]"
        ),
    ),
    (
        "unreachable",
        {**HUBFLO, "why": "ConnectError"},
        (
            'Hubflo has not been usable for "Studio Lark" since 9:14 today: no connection came about. '
            "Nothing to do. We try again by ourselves, after seconds at first and later every 10 minutes,"
            " and all work then goes on where it was: nothing is lost and nothing is sent twice. If it "
            "lasts, check the internet connection of this computer, or run `hubflo-xero doctor`. "
            "[unreachable]"
        ),
    ),
    (
        "unreachable",
        {**XERO, "why": "not-reached", "said": "ConnectError"},
        (
            'Xero has not been usable for "Acme Ltd" since 9:14 today: no connection came about. Nothing '
            "to do. We try again by ourselves, after seconds at first and later every 10 minutes, and all"
            " work then goes on where it was: nothing is lost and nothing is sent twice. If it lasts, "
            "check the internet connection of this computer, or run `hubflo-xero doctor`. [unreachable]"
        ),
    ),
    (
        "ledger-reconnect",
        {**XERO, "error": "invalid_grant", "said": "invalid_grant", "status": "400"},
        (
            'Xero has refused us for "Acme Ltd" since 9:14 today: the connection was removed in Xero, or '
            "not used for 60 days. Run `hubflo-xero connect` for the same organisation. Nothing is lost: "
            "what waits goes by itself after that. [ledger-reconnect]"
        ),
    ),
    (
        "ledger-organisation-disconnected",
        {**XERO, "status": "403", "said": "AuthenticationUnsuccessful"},
        (
            'Xero has not let us into "Acme Ltd" since 9:14 today: somebody has disconnected it in Xero, '
            "under Settings, Connected apps, or the user who connected it has lost access. Xero says: "
            '"AuthenticationUnsuccessful". Run `hubflo-xero connect` for the same organisation. Nothing '
            "is lost: what waits goes by itself after that. [ledger-organisation-disconnected]"
        ),
    ),
    (
        "ledger-app-refused",
        {**XERO, "error": "invalid_client"},
        (
            'Xero has not accepted our app for "Acme Ltd" since 9:14 today: its client id or client '
            "secret is wrong or was replaced. Look them up at developer.xero.com under My Apps, "
            "Configuration, and run `hubflo-xero connect --client-id ID` for the same organisation: it "
            "asks for the secret. Nothing is lost: what waits goes by itself after that. "
            "[ledger-app-refused]"
        ),
    ),
    (
        "ledger-access-refused",
        {**XERO, "status": "401"},
        (
            'Xero has refused us for "Acme Ltd" since 9:14 today, although our access was renewed just '
            "before. Run `hubflo-xero connect` for the same organisation. We also try again by ourselves "
            "every hour. Nothing is lost: what waits goes by itself after that. [ledger-access-refused]"
        ),
    ),
    (
        "ledger-scope-missing",
        {**XERO, "status": "401", "path": "/api.xro/2.0/Contacts"},
        (
            'Xero lets us into "Acme Ltd", but since 9:14 today not to all that we need: the consent '
            "lacks a permission. Run `hubflo-xero connect` for the same organisation and allow everything"
            " that Xero lists; if your app at Xero was made before 2 March 2026, with `--client-id ID "
            "--broad-scopes`. Nothing is lost: what waits goes by itself after that. "
            "[ledger-scope-missing]"
        ),
    ),
    (
        "ledger-access-lost",
        XERO,
        (
            'Xero has refused us for "Acme Ltd" since 9:14 today. Run `hubflo-xero connect` for the same '
            "organisation. Nothing is lost: what waits goes by itself after that. [ledger-access-lost]"
        ),
    ),
    (
        "portal-api-key-refused",
        {**HUBFLO, "status": "401"},
        (
            'Hubflo has refused our API key for "Studio Lark" since 9:14 today: it was replaced or '
            "deleted there. In Hubflo, open Organizations (app.hubflo.com/organizations), Integrations, "
            "Generate key, and give the new key to `hubflo-xero connect` for the same organization. "
            "Nothing is lost: what waits goes by itself after that. [portal-api-key-refused]"
        ),
    ),
    (
        "portal-other-organization",
        {**HUBFLO, "expected": "7", "found": "9"},
        (
            'The Hubflo API key that we have for "Studio Lark" belongs to another Hubflo organization '
            "(9), so we stopped at 9:14 today. Run `hubflo-xero connect` for the same organization with a"
            ' key of "Studio Lark" (in Hubflo: Organizations, Integrations, Generate key). Nothing is '
            "lost: what waits goes by itself after that. [portal-other-organization]"
        ),
    ),
    (
        "portal-other-organization",
        {**HUBFLO, "expected": "7", "found": "9", "wrote": "POST /contacts", "wrote_id": "512"},
        (
            'The Hubflo API key that we have for "Studio Lark" belongs to another Hubflo organization '
            "(9), so we stopped at 9:14 today. One record was made in that other organization before its "
            "answer told us (512); please delete it there. Run `hubflo-xero connect` for the same "
            'organization with a key of "Studio Lark" (in Hubflo: Organizations, Integrations, Generate '
            "key). Nothing is lost: what waits goes by itself after that. [portal-other-organization]"
        ),
    ),
    (
        "portal-scope-missing",
        {**HUBFLO, "said": "You are not allowed to do this"},
        (
            'Hubflo has not let our API key for "Studio Lark" do what it must since 9:14 today. Hubflo '
            'says: "You are not allowed to do this". In Hubflo, let an owner of the organization make a '
            "new key (Organizations, Integrations, Generate key), and give it to `hubflo-xero connect` "
            "for the same organization. Nothing is lost: what waits goes by itself after that. "
            "[portal-scope-missing]"
        ),
    ),
    (
        "portal-access-lost",
        HUBFLO,
        (
            'Hubflo has refused us for "Studio Lark" since 9:14 today. Run `hubflo-xero connect` for the '
            "same organization. Nothing is lost: what waits goes by itself after that. "
            "[portal-access-lost]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    cause = Cause(code=code, key=code, facts=facts)

    assert cause_sentence(cause, ZONE, now=NOON) == sentence
