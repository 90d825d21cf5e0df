"""`hubflo-xero connect`."""

import os

import click

from domain.connection import Connection, ConnectionState
from domain.errors import Invalid, NotFound, SealBroken
from domain.organisation import PortalOrganization, Tenant
from domain.services.connecting import Consented, tenant_of
from entrypoints.catalogue import first_run_words, state_label, visible
from entrypoints.cli import asking
from entrypoints.cli.app_at_xero import Asked, app_at_xero
from entrypoints.cli.consent import consented
from entrypoints.cli.first_options import Wanted, invoice_options, refuse_if_missing
from entrypoints.cli.going_live import Wish, plan_and_go, refuse_if_stopped
from entrypoints.cli.house import actor, with_house
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.cli.tables import table
from entrypoints.container import Container

_LONGEST_NAME = 60


@click.command("connect")
@click.option(
    "--connection",
    "name",
    metavar="NAME",
    default="default",
    show_default=True,
    help="A name of your choice.",
)
@click.option(
    "--no-browser", is_flag=True, help="Print Xero's address, and take the one it ends at by paste."
)
@click.option("--custom", is_flag=True, help="Your app is a custom connection of Xero: no consent is asked.")
@click.option("--client-id", metavar="ID", envvar="HUBFLO_XERO_CLIENT_ID", help="The client id of your app.")
@click.option("--broad-scopes", is_flag=True, help="For apps made before 2 March 2026 only.")
@click.option("--organisation", metavar="NAME", help="Which one, if the consent reaches several.")
@invoice_options
@click.option("--preview", is_flag=True, help="Show everything and stop before anything is written.")
@click.option("--yes", is_flag=True, help="Go on without the last question.")
@with_house
def command(
    container: Container,
    name: str,
    no_browser: bool,
    custom: bool,
    client_id: str | None,
    broad_scopes: bool,
    organisation: str | None,
    preview: bool,
    yes: bool,
    wanted: Wanted,
) -> int:
    """Join Hubflo and Xero, see the plan and the last invoices, and start.

    You need the API key of Hubflo (app.hubflo.com/organizations, Integrations, Generate key) and an app
    of Xero (developer.xero.com, My Apps) with the redirect address http://localhost:8765/callback.

    Secrets are asked for and not shown. Programs may give them in HUBFLO_XERO_API_KEY and
    HUBFLO_XERO_CLIENT_SECRET, and the client id in HUBFLO_XERO_CLIENT_ID.

    A program that says `--yes` also says `--own-link-off` and `--revenue-account`, or `--no-invoices`.

    Running it again for the same name renews a lost connection, or gives it a new key.
    """
    name = _checked(name)
    refuse_if_stopped(container)
    existing = _existing(container, name)
    if existing is None or existing.state is ConnectionState.PREVIEW:
        if not (yes or preview):
            asking.refuse_if_nobody()
        refuse_if_missing(wanted, yes=yes and not preview)
    api_key, portal = _portal(container, existing)
    say(f"Hubflo: {visible(portal.name)}. The key works.")
    asked = Asked(client_id=client_id or "", custom=custom, broad=broad_scopes)
    with app_at_xero(container, existing, asked) as app:
        reached = consented(container, app, existing, use_browser=not no_browser)
        tenant = _tenant(reached, existing, organisation or "", yes=yes)
        connection = container.connecting().join(
            reached, tenant, name=name, api_key=api_key, portal=portal, actor=actor()
        )
    if connection.state is not ConnectionState.PREVIEW:
        say(_renewed(connection))
        if not container.first_run().are_sent(connection.id):
            say(first_run_words("stay-off"))
        return EXIT_WELL
    wish = Wish(
        question="Import these contacts now",
        otherwise="Nothing was written.",
        preview=preview,
        yes=yes,
        wanted=wanted,
    )
    return plan_and_go(container, connection, wish, planned_before=existing is not None)


def _checked(name: str) -> str:
    """Raises Invalid (`connection-name`) for a name that could not be typed or shown again."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or visible(name) != name or name.startswith("-"):
        raise Invalid("connection-name", name=name[:_LONGEST_NAME], longest=str(_LONGEST_NAME))
    return name


def _renewed(connection: Connection) -> str:
    if connection.state is ConnectionState.LIVE:
        return f"{connection.name} is connected again. What waited goes on by itself with `hubflo-xero run`."
    state = state_label(connection.state)
    command = "rebuild" if connection.state is ConnectionState.REBUILDING else "resume"
    return f"{connection.name} is connected again, and {state} as before. To go on: `hubflo-xero {command}`."


def _existing(container: Container, name: str) -> Connection | None:
    try:
        return container.storage().connections.named(name)
    except NotFound:
        return None


def _portal(container: Container, existing: Connection | None) -> tuple[str, PortalOrganization]:
    """The key and whose it is, asked and checked before anything else.

    Raises Invalid (`other-organisation`) for a key of another organization than the connection's.
    """
    kept = _kept_key(container, existing)
    api_key = os.environ.get("HUBFLO_XERO_API_KEY", "").strip()
    if not api_key:
        api_key = asking.secret("Hubflo API key" + (" (Enter keeps the one we have)" if kept else "")) or kept
    portal = container.connecting().portal(api_key)
    if existing is not None and portal.id != existing.portal_id:
        raise Invalid("other-organisation", name=existing.name, mine=existing.portal_name, other=portal.name)
    return api_key, portal


def _kept_key(container: Container, existing: Connection | None) -> str:
    """The key of the connection, or '' if there is none that can be opened."""
    try:
        return container.storage().connections.api_key(existing.id) if existing is not None else ""
    except SealBroken:
        return ""


def _tenant(reached: Consented, existing: Connection | None, wanted: str, *, yes: bool) -> Tenant:
    tenant = tenant_of(reached, existing, wanted)
    names = ", ".join(tenant.name for tenant in reached.tenants)
    if tenant is None and wanted:
        raise Invalid("organisation-unknown", wanted=wanted, names=names)
    if tenant is None and not asking.somebody_is_there():
        raise Invalid("which-organisation", names=names)
    if tenant is None:
        table([(str(number), t.name) for number, t in enumerate(reached.tenants, start=1)])
        chosen = click.prompt("Which organisation", type=click.IntRange(1, len(reached.tenants)))
        return reached.tenants[chosen - 1]
    if existing is None and not yes and asking.somebody_is_there():
        click.confirm(f"Xero: {visible(tenant.name)}. Is this the organisation", default=True, abort=True)
    else:
        say(f"Xero: {visible(tenant.name)}.")
    return tenant
