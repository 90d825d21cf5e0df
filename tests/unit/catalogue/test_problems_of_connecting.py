"""What can go wrong with connections and settings, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "consent-refused",
        {"said": "access_denied"},
        (
            "Xero gave no consent: Cancel was chosen on its page. Nothing was stored. To try again, run "
            "`hubflo-xero connect` and choose Allow access on Xero's page. [consent-refused]"
        ),
    ),
    (
        "consent-incomplete",
        {},
        (
            "The address that came back from Xero is not complete. Copy the whole of it from the browser,"
            " from http to the end, or run `hubflo-xero connect` again. [consent-incomplete]"
        ),
    ),
    (
        "consent-unknown",
        {},
        (
            "This consent was not asked for from here, so it is not used. Run `hubflo-xero connect` and "
            "use the address that it opens or prints. [consent-unknown]"
        ),
    ),
    (
        "consent-used",
        {},
        (
            "This consent was used already, and each is good once. Run `hubflo-xero connect` again. "
            "[consent-used]"
        ),
    ),
    (
        "consent-late",
        {},
        (
            "The consent did not come back within 5 minutes, so it is not used any more. Run `hubflo-xero"
            " connect` again. [consent-late]"
        ),
    ),
    (
        "app-not-custom",
        {},
        (
            "This app is not a custom connection at Xero, so it cannot connect without a browser. Run "
            "`hubflo-xero connect` without `--custom`, or make a custom connection at developer.xero.com."
            " [app-not-custom]"
        ),
    ),
    (
        "already-joined",
        {"name": "studio", "portal": "Studio Lark", "ledger": "Acme Ltd"},
        (
            '"Studio Lark" in Hubflo and "Acme Ltd" in Xero are joined already, by the connection '
            '"studio". Two connections of one pair would do everything twice. To renew its consent or '
            "key, run `hubflo-xero connect` for that connection; to end it, `hubflo-xero disconnect`. "
            "[already-joined]"
        ),
    ),
    (
        "already-joined",
        {"constraint": "one_live_connection_per_pair"},
        (
            "These two organizations are joined already. Two connections of one pair would do everything "
            "twice. To renew its consent or key, run `hubflo-xero connect` for that connection; to end "
            "it, `hubflo-xero disconnect`. [already-joined]"
        ),
    ),
    (
        "name-taken",
        {"name": "studio"},
        (
            'There is a connection called "studio" already. Give this one another name: `hubflo-xero '
            "connect --connection NAME`. [name-taken]"
        ),
    ),
    (
        "name-taken",
        {"constraint": "one_connection_per_name"},
        (
            "There is a connection of that name already. Give this one another name: `hubflo-xero connect"
            " --connection NAME`. [name-taken]"
        ),
    ),
    (
        "other-organisation",
        {"name": "studio", "mine": "Acme Ltd", "other": "Demo Company (UK)"},
        (
            'The connection "studio" is joined to "Acme Ltd", and you chose "Demo Company (UK)". A '
            "connection never changes its two organizations. Run `hubflo-xero connect` again and choose "
            '"Acme Ltd", or make a connection of its own for "Demo Company (UK)": `hubflo-xero connect '
            "--connection NAME`. [other-organisation]"
        ),
    ),
    (
        "state-not-allowed",
        {"connection": "studio", "current": "ended", "wanted": "live"},
        (
            'The connection "studio" is ended and cannot be made live from there. `hubflo-xero status` '
            "shows where it stands; what has ended begins anew with `hubflo-xero connect`. "
            "[state-not-allowed]"
        ),
    ),
    ("no-connection", {}, "Nothing is connected yet. Begin with `hubflo-xero connect`. [no-connection]"),
    (
        "which-connection",
        {"names": "studio, shop"},
        (
            "There are several connections: studio, shop. Say which one: `--connection NAME`. "
            "[which-connection]"
        ),
    ),
    (
        "not-live",
        {"connection": "studio", "state": "preview"},
        (
            'The connection "studio" is in preview, so nothing is written. `hubflo-xero resume` shows the'
            " plan and makes it live; with `--dry-run` you can look at any time. [not-live]"
        ),
    ),
    (
        "all-stopped",
        {},
        (
            "Everything is stopped, so no single connection can go on. First `hubflo-xero resume --all`, "
            "then this again. [all-stopped]"
        ),
    ),
    (
        "stop-needs-all",
        {},
        (
            "This stops everything, in every process, so it must be said in full: `hubflo-xero stop "
            "--all`. To stop one connection: `hubflo-xero pause`. [stop-needs-all]"
        ),
    ),
    (
        "stopped",
        {},
        (
            "Everything was stopped with `hubflo-xero stop --all`, so nothing is written anywhere. To go "
            "on: `hubflo-xero resume --all`. What is due then goes by itself. [stopped]"
        ),
    ),
    (
        "connection-unknown",
        {"connection": "shop", "names": "default, leeds"},
        ('There is no connection called "shop". There are: default, leeds. [connection-unknown]'),
    ),
    (
        "connection-name",
        {"name": "-x", "longest": "60"},
        (
            'A connection cannot be called "-x". Give it a name of up to 60 letters that can be typed and '
            'does not begin with "-". [connection-name]'
        ),
    ),
    (
        "letters-unreadable",
        {"where": "HUBFLO_XERO_CLIENT_SECRET"},
        (
            "HUBFLO_XERO_CLIENT_SECRET holds bytes that are no letters in UTF-8, so nothing was done with "
            "it. Give it again in letters that this terminal can show. [letters-unreadable]"
        ),
    ),
    (
        "nobody-to-ask",
        {},
        (
            "This asks before it goes on, and nobody is there to be asked, so nothing was done. "
            "If you are sure: the same with `--yes`. [nobody-to-ask]"
        ),
    ),
    (
        "client-id-missing",
        {},
        (
            "No client id was given, and Xero lets nobody in without one. Look it up at developer.xero.com "
            "under My Apps, Configuration, and give it with `--client-id ID`. [client-id-missing]"
        ),
    ),
    (
        "client-secret-missing",
        {},
        (
            "A custom connection needs a client secret, and none was given. Look it up at "
            "developer.xero.com under My Apps, Configuration, and run `hubflo-xero connect --custom` "
            "again. [client-secret-missing]"
        ),
    ),
    (
        "organisation-unknown",
        {"wanted": "Acme", "names": "Acme Ltd, Acme Sarl"},
        (
            'The consent does not reach one organisation called "Acme". It reaches: Acme Ltd, Acme Sarl. '
            "Run `hubflo-xero connect` again with one of these as `--organisation`, or choose another on "
            "Xero's page. [organisation-unknown]"
        ),
    ),
    (
        "which-organisation",
        {"names": "Acme Ltd, Acme Sarl"},
        (
            "The consent reaches several organisations: Acme Ltd, Acme Sarl. Say which one: `hubflo-xero "
            "connect --organisation NAME`. [which-organisation]"
        ),
    ),
    (
        "redirect-port-taken",
        {"port": "8765"},
        (
            "Another program uses port 8765 of this computer, where the browser is to come back to. Close"
            " it and try again, or use `hubflo-xero connect --no-browser`. [redirect-port-taken]"
        ),
    ),
    (
        "port-taken",
        {"port": "8701"},
        ("Another program uses port 8701 of this computer. Close it, or choose another port. [port-taken]"),
    ),
    (
        "operator-settings",
        {"names": "HUBFLO_XERO_REDIRECT_PORT (1024-65535)"},
        (
            "These settings in the environment cannot be used; what is allowed stands in brackets: "
            "HUBFLO_XERO_REDIRECT_PORT (1024-65535). Correct or remove them. [operator-settings]"
        ),
    ),
    (
        "address-unusable",
        {"name": "api", "address": "http://books.example"},
        (
            'The address "http://books.example" for Xero cannot be used: it must begin with https:// and '
            "end with the name of the host. Only on this computer, for the sandbox, may it begin with "
            "http://. [address-unusable]"
        ),
    ),
    (
        "address-not-safe",
        {"address": "http://books.example"},
        (
            'The address "http://books.example" for Hubflo cannot be used, because a key would travel '
            "there in the open. It must begin with https://; only on this computer, for the sandbox, may "
            "it begin with http://. [address-not-safe]"
        ),
    ),
    (
        "reading-only",
        {},
        (
            "Nothing can be written to Hubflo before it is connected. Run `hubflo-xero connect` first. "
            "[reading-only]"
        ),
    ),
    (
        "setting-unknown",
        {"name": "full-scan", "known": "contacts-every-minutes, full-scan-at"},
        (
            'There is no setting called "full-scan". These there are: contacts-every-minutes, '
            "full-scan-at. `hubflo-xero settings show` says what each is now. [setting-unknown]"
        ),
    ),
    (
        "setting-value",
        {"name": "full-scan-at", "value": "25:00", "allowed": "00:00-23:59"},
        (
            'full-scan-at cannot be "25:00". Allowed is 00:00-23:59: `hubflo-xero settings set '
            "full-scan-at VALUE`. [setting-value]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
