"""Takes a person to Xero's consent and back: in the browser, by paste, or without anybody."""

import webbrowser
from urllib.parse import parse_qs, urlsplit

import click

from domain.access import App, AppKind
from domain.connection import Connection
from domain.errors import Invalid
from domain.services.connecting import CONSENT_MINUTES, Consented, Returned
from entrypoints.cli import asking
from entrypoints.cli.output import say
from entrypoints.container import Container
from entrypoints.loopback import Receiver


def consented(container: Container, app: App, existing: Connection | None, *, use_browser: bool) -> Consented:
    """What the consent reaches. Raises Invalid, NotNow, or Rejected with what Xero said."""
    if app.kind is AppKind.CUSTOM:
        return container.connecting().own(app, existing)
    if not use_browser:
        return _by_paste(container, app, existing)
    return _in_browser(container, app, existing)


def _by_paste(container: Container, app: App, existing: Connection | None) -> Consented:
    connecting = container.connecting()
    address = connecting.begin(app, existing)
    say("Open this address in any browser, and allow the access:")
    click.echo(f"\n{address}\n")
    say("The browser then goes to a page that may not load. Copy its address and paste it here.")
    return connecting.finish(returned_by(asking.text("Address")))


def _in_browser(container: Container, app: App, existing: Connection | None) -> Consented:
    connecting = container.connecting()
    with Receiver(container.settings().redirect_port) as receiver:
        address = connecting.begin(app, existing)
        receiver.expect(parse_qs(urlsplit(address).query)["state"][0])
        say("Your browser opens Xero now. Allow the access there; it comes back here by itself.")
        if not webbrowser.open(address):
            say("No browser could be opened. Open this address yourself, on this computer:")
            click.echo(f"\n{address}\n")
        return connecting.finish(returned_by(receiver.wait(seconds=CONSENT_MINUTES * 60)))


def returned_by(address: str) -> Returned:
    """What an address brings back. Raises Invalid (`consent-incomplete`) for one that brings nothing."""
    try:
        query = parse_qs(urlsplit(address).query)
    except ValueError:
        query = {}
    returned = Returned(
        state=query.get("state", [""])[0], code=query.get("code", [""])[0], error=query.get("error", [""])[0]
    )
    if not (returned.code or returned.error):
        raise Invalid("consent-incomplete")
    return returned
