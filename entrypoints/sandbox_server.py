"""Serves the two stand-ins on this machine over real HTTP."""

import asyncio
import secrets
import shlex
import socket
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
import uvicorn
from starlette.applications import Starlette

from adapters.sandbox.addresses import CONTROL
from adapters.sandbox.asgi import hubflo_app, xero_app
from adapters.sandbox.hubflo import HubfloState
from adapters.sandbox.seeds import Crowd, Firm, billing, crowd, firm
from adapters.sandbox.world import World
from adapters.sandbox.xero import XeroState
from domain.errors import Invalid

Seeded = Firm | Crowd


def serve(*, hubflo_port: int, xero_port: int, seed: int, crowd_size: int, redirect_address: str) -> None:
    """Serve until stopped. Raises Invalid (`port-taken`)."""
    now = datetime.now(UTC)
    world = World(xero_state=XeroState(seed=seed), hubflo_state=HubfloState(seed=seed))
    redirects = (redirect_address,)
    books = firm(world, now, redirect_uris=redirects)
    billing(world, books, now)
    seeded: Seeded = books
    if crowd_size:
        seeded = crowd(world, crowd_size, now, seed=seed, redirect_uris=redirects)
    with _listening(hubflo_port) as hubflo_socket, _listening(xero_port) as xero_socket:
        webhook_key = world.xero.identity.apps[seeded.client_id].webhook_key
        _explain(seeded, _address(hubflo_socket), _address(xero_socket), webhook_key)
        asyncio.run(_serve(world, hubflo_socket, xero_socket))


async def _serve(world: World, hubflo_socket: socket.socket, xero_socket: socket.socket) -> None:
    servers = [
        (uvicorn.Server(_config(hubflo_app(world))), hubflo_socket),
        (uvicorn.Server(_config(xero_app(world))), xero_socket),
    ]
    await asyncio.gather(*(server.serve(sockets=[listening]) for server, listening in servers))


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)


def _listening(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # from here on callers wait, even before the servers are up
    except OSError as problem:
        raise Invalid("port-taken", port=str(port)) from problem
    return listening


def _address(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def _explain(seeded: Seeded, hubflo: str, xero: str, webhook_key: str) -> None:
    """The store has a new folder each time: what an earlier sandbox knew is not known to this one."""
    folder = Path(tempfile.gettempdir()) / f"hubflo-xero-sandbox-{secrets.token_hex(4)}"
    settings = {
        "HUBFLO_XERO_HUBFLO_URL": f"{hubflo}/api/v2",
        "HUBFLO_XERO_XERO_URL": xero,
        "HUBFLO_XERO_API_KEY": seeded.api_key,
        "HUBFLO_XERO_CLIENT_ID": seeded.client_id,
        "HUBFLO_XERO_CLIENT_SECRET": "",
        "HUBFLO_XERO_DATA_FOLDER": str(folder / "data"),
        "HUBFLO_XERO_CONFIG_FOLDER": str(folder / "config"),
    }
    click.echo(f"Hubflo's stand-in is at {hubflo}, Xero's at {xero}. Stop them with Ctrl-C.")
    click.echo("Be the people on either side, in a browser:")
    click.echo(f"  Hubflo  {hubflo}{CONTROL}/\n  Xero    {xero}{CONTROL}/\n")
    click.echo("In another terminal, set this, and every command talks to them and to a store of its own:\n")
    for name, value in settings.items():
        click.echo(f"export {name}={shlex.quote(value)}")
    click.echo(
        f"\nXero's webhooks are signed with this key, for `hubflo-xero webhooks xero-key`:\n{webhook_key}"
    )
    click.echo("\nThen run `hubflo-xero connect`.")
