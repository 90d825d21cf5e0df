"""`hubflo-xero sandbox`."""

import click


@click.command("sandbox")
@click.option(
    "--hubflo-port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8701,
    show_default=True,
    help="Where Hubflo's stand-in listens; 0 takes any free port.",
)
@click.option(
    "--xero-port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    default=8702,
    show_default=True,
    help="Where Xero's listens.",
)
@click.option(
    "--seed", metavar="N", type=int, default=1, show_default=True, help="Another number, other ids and keys."
)
@click.option(
    "--crowd",
    metavar="N",
    type=click.IntRange(0, 200_000),
    default=0,
    help="With this many more contacts in Xero.",
)
def command(hubflo_port: int, xero_port: int, seed: int, crowd: int) -> None:
    """Serve stand-ins of Hubflo and Xero on this machine, with the books of an invented firm.

    It prints what to set so that every other command talks to them, and to a store of their own.
    It also prints the address of each one's page, on which you are the people there.
    """
    from entrypoints.cli.house import opened
    from entrypoints.sandbox_server import serve

    with opened(any_place=True) as container:
        redirect_address = container.settings().redirect_address
    serve(
        hubflo_port=hubflo_port,
        xero_port=xero_port,
        seed=seed,
        crowd_size=crowd,
        redirect_address=redirect_address,
    )
