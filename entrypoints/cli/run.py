"""`hubflo-xero run`."""

import os
import signal
import threading

import click

from entrypoints.catalogue import count, state_label, visible
from entrypoints.cli.house import opened
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container
from entrypoints.logs import set_up_logs

_GRACE_SECONDS = 7.0
"""How long what is on its way may take to end; a supervisor waits at least 10 seconds."""


@click.command("run")
@click.option(
    "--take-over", is_flag=True, help="This store was copied or moved: use it here from now on, only here."
)
def command(take_over: bool) -> None:
    """Keep everything going until you stop it (Ctrl-C, or SIGTERM).

    One process is enough. It looks at Hubflo and Xero by itself; what it cannot do is in
    `hubflo-xero status`. What happens is logged on standard error, one line of JSON each, without names
    or emails of people.
    """
    with opened(any_place=take_over) as container:
        if take_over:
            unknown = container.storage().instance.take_over(container.clock().now())
            say("This store is used here now.")
            if unknown:
                say(f"Before anything is written we look for {count(unknown, 'write')} of unknown outcome.")
        _run(container)


def _run(container: Container) -> None:
    set_up_logs(container.settings().log_level)
    stop = container.stop()
    _stop_on_signals(stop)
    for connection in container.storage().connections.all():
        names = visible(f"{connection.name}: {connection.portal_name} and {connection.ledger_name}")
        say(f"{names}, {state_label(connection.state)}.")
    say("Running. Stop with Ctrl-C.")
    container.engine().run(stop.is_set)
    say("Stopped. What was on its way is finished.")


def _stop_on_signals(stop: threading.Event) -> None:
    """The first signal asks for an end; the grace over, or at a second one, it ends where it is.

    That loses nothing: a write whose answer did not come is looked for at the next start.
    """

    def leave() -> None:
        say("Stopped. What was on its way is looked for at the next start.")
        os._exit(EXIT_WELL)

    def ask(_number: int, _frame: object) -> None:
        if stop.is_set():
            leave()
        stop.set()
        watch = threading.Timer(_GRACE_SECONDS, leave)
        watch.daemon = True
        watch.start()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
