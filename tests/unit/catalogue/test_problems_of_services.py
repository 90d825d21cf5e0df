"""What Xero and Hubflo answer, as errors, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "problem",
        {},
        (
            "Something went wrong. Run `hubflo-xero doctor`: it says what is wrong with this "
            "installation. [problem]"
        ),
    ),
    (
        "invalid",
        {},
        "What was given cannot be used. Add `--help` to the command to see what it takes. [invalid]",
    ),
    (
        "not-now",
        {},
        ("This could not be done right now, and nothing was changed. Try again in a few minutes. [not-now]"),
    ),
    (
        "throttled",
        {"limit": "day", "service": "xero", "until": "2026-05-04T06:30:00+00:00"},
        (
            "Xero has had as many calls from us as it takes in a day. Nothing is lost: `hubflo-xero run` "
            "goes on by itself at 7:30 on 4 May, and any command works again from then on. [throttled]"
        ),
    ),
    (
        "unavailable",
        {"service": "hubflo", "why": "status-502"},
        (
            "Hubflo cannot be used right now: it gives no usable answer. Nothing was changed by this. Try"
            " again in a few minutes; `hubflo-xero run` tries again by itself. [unavailable]"
        ),
    ),
    (
        "lease-lost",
        {},
        (
            "Another hubflo-xero process has taken over the work for this connection. Nothing to do: it "
            "goes on there. [lease-lost]"
        ),
    ),
    (
        "outcome-unknown",
        {"service": "hubflo", "method": "POST", "path": "/contacts", "why": "ReadTimeout"},
        (
            "We sent something to Hubflo, and no clear answer came back: it did not answer in time. It "
            "may be there already, so we look for it instead of sending it again. Nothing to do: "
            "`hubflo-xero run` settles it by itself, and if it cannot tell, it asks you. "
            "[outcome-unknown]"
        ),
    ),
    (
        "rejected",
        {
            "service": "xero",
            "status": "400",
            "correlation": "0b5c-11",
            "said": "The contact name must be unique across all active contacts.",
        },
        (
            'Xero refused. It says: "The contact name must be unique across all active contacts". Correct'
            " what it names and try again. If you ask Xero's support about it, give them 0b5c-11. "
            "[rejected]"
        ),
    ),
    (
        "already-assigned",
        {"service": "xero", "said": "The contact number A-1 is already assigned to another contact."},
        (
            "Xero refused, because a name or number that must be unique belongs to another record there. "
            'It says: "The contact number A-1 is already assigned to another contact". Give one of the '
            "two another name in Xero, then try again. [already-assigned]"
        ),
    ),
    (
        "not-found",
        {"connection": "studio"},
        (
            'What was asked for is not there (any more). There is no connection called "studio": '
            "`hubflo-xero status` lists all there are. [not-found]"
        ),
    ),
    (
        "not-found",
        {"service": "hubflo", "status": "404", "path": "/contacts/12"},
        (
            "What was asked for is not there (any more) in Hubflo. If somebody deleted it, nothing need "
            "be done: we look again by ourselves. [not-found]"
        ),
    ),
    (
        "no-organisation",
        {},
        (
            "The consent reaches no Xero organisation. Run `hubflo-xero connect` again, and on Xero's "
            "page choose the organisation whose books these are. If it is not offered there, ask whoever "
            "administers it to let you connect apps. [no-organisation]"
        ),
    ),
    (
        "access-lost",
        {"service": "xero"},
        (
            "Xero does not let us in any more. Run `hubflo-xero connect` for the same organisation. "
            "Nothing is lost: what waits goes by itself after that. [access-lost]"
        ),
    ),
    (
        "access-refused",
        {"service": "xero", "status": "401", "said": "TokenExpired"},
        (
            'Xero refused us, although our access was renewed just before. It says: "TokenExpired". Run '
            "`hubflo-xero connect` for the same organisation. Nothing is lost: what waits goes by itself "
            "after that. [access-refused]"
        ),
    ),
    (
        "reconnect",
        {"service": "xero"},
        (
            "Xero does not let us in any more: the connection was removed in Xero, or not used for 60 "
            "days. Run `hubflo-xero connect` for the same organisation. Nothing is lost: what waits goes "
            "by itself after that. [reconnect]"
        ),
    ),
    (
        "app-refused",
        {"service": "xero", "error": "invalid_client", "said": "invalid_client"},
        (
            "Xero does not accept our app: its client id or client secret is wrong or was replaced. Look "
            "them up at developer.xero.com under My Apps, Configuration, and run `hubflo-xero connect "
            "--client-id ID`: it asks for the secret. [app-refused]"
        ),
    ),
    (
        "organisation-disconnected",
        {"service": "xero", "status": "403"},
        (
            "Xero does not let us into this organisation any more: somebody has disconnected it in Xero, "
            "under Settings, Connected apps, or the user who connected it has lost access. Run "
            "`hubflo-xero connect` for the same organisation. Nothing is lost: what waits goes by itself "
            "after that. [organisation-disconnected]"
        ),
    ),
    (
        "scope-missing",
        {"service": "hubflo", "status": "403", "said": "Forbidden"},
        (
            "Hubflo lets us in, but not to all that we need: a permission is missing. It says: "
            '"Forbidden". Run `hubflo-xero connect` again and allow everything that is listed; for '
            "Hubflo, use an API key that an owner of the organization has made. [scope-missing]"
        ),
    ),
    (
        "api-key-refused",
        {"service": "hubflo", "status": "401"},
        (
            "Hubflo does not accept this API key. In Hubflo, open Organizations "
            "(app.hubflo.com/organizations), Integrations, Generate key, copy the whole key, and run "
            "`hubflo-xero connect` with it. [api-key-refused]"
        ),
    ),
    (
        "api-key-malformed",
        {},
        (
            "This cannot be a Hubflo API key: it has spaces or letters in it that no key has. In Hubflo, "
            "open Organizations (app.hubflo.com/organizations), Integrations, and copy the whole key "
            "again. [api-key-malformed]"
        ),
    ),
    (
        "portal-key-empty",
        {},
        (
            "No Hubflo API key was given, and without one nothing works. In Hubflo, open Organizations "
            "(app.hubflo.com/organizations), Integrations, Generate key, and run `hubflo-xero connect` "
            "with it. [portal-key-empty]"
        ),
    ),
    (
        "other-organization",
        {"service": "hubflo", "expected": "7", "found": "9"},
        (
            "This Hubflo API key belongs to another Hubflo organization (9) than this connection (7). Run"
            " `hubflo-xero connect` again with a key of the right one (in Hubflo: Organizations, "
            "Integrations, Generate key). [other-organization]"
        ),
    ),
    (
        "delivery-unreadable",
        {"service": "hubflo"},
        (
            "A message that is signed as Hubflo signs its own came in, and it is none that we can read. "
            "Nothing was done with it, and nothing is lost: we look for changes ourselves, with or without "
            "messages. [delivery-unreadable]"
        ),
    ),
    (
        "unavailable",
        {"service": "hubflo", "why": "list-moved"},
        (
            "Hubflo cannot be used right now: its list changed while it was being read. Nothing was changed "
            "by this. Try again in a few minutes; `hubflo-xero run` tries again by itself. [unavailable]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
