"""`hubflo-xero run`."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack

import click

from entrypoints.catalogue import count, state_label, visible
from entrypoints.cli.house import opened
from entrypoints.cli.output import say
from entrypoints.cli.root import EXIT_WELL
from entrypoints.container import Container
from entrypoints.logs import set_up_logs
from entrypoints.notices import notifying

_GRACE_SECONDS = 7.0
"""How long what is on its way may take to end; a supervisor waits at least 10 seconds."""

_STOP_SECONDS = 0.2
_NOTHING_LEFT = "--no-http and --no-work leave nothing to do; leave one of them out"


@click.command("run")
@click.option(
    "--take-over", is_flag=True, help="This store was copied or moved: use it here from now on, only here."
)
@click.option(
    "--no-http", is_flag=True, help="Listen nowhere: no webhooks, no health, no metrics. It then polls."
)
@click.option(
    "--no-work", is_flag=True, help="Only listen: what comes in is recorded, and others do the work."
)
def command(take_over: bool, no_http: bool, no_work: bool) -> None:
    """Keep everything going until you stop it (Ctrl-C, or SIGTERM).

    One process is enough. On PostgreSQL there may be many, on as many machines as you like, and they share
    the connections by themselves: some with --no-http for the work, one with --no-work for what comes in.

    It looks at Hubflo and Xero by itself; what it cannot do is in
    `hubflo-xero status`. What happens is logged on standard error, one line of JSON each, without names
    or emails of people.

    It listens on http://127.0.0.1:8780 for /live, /ready and /metrics (HUBFLO_XERO_HTTP_HOST and
    HUBFLO_XERO_HTTP_PORT change that). With HUBFLO_XERO_PUBLIC_URL, the https address under which others
    reach it, Hubflo and Xero tell it by themselves what is new: see `hubflo-xero webhooks`.
    """
    if no_http and no_work:
        raise click.UsageError(_NOTHING_LEFT)
    with opened(any_place=take_over) as container:
        if take_over:
            unknown = container.storage().instance.take_over(container.clock().now())
            say("This store is used here now.")
            if unknown:
                say(f"Before anything is written we look for {count(unknown, 'write')} of unknown outcome.")
        _run(container, is_listening=not no_http, is_working=not no_work)


def _run(container: Container, *, is_listening: bool, is_working: bool) -> None:
    set_up_logs(container.settings().log_level)
    with ExitStack() as open_until_the_end:
        stop_accepting = _listen(container, open_until_the_end) if is_listening else None
        stop = container.stop()
        if is_working:
            open_until_the_end.enter_context(notifying(container.notifying(), stop.is_set))
        _stop_on_signals(stop)
        for connection in container.storage().connections.all():
            # A setting that was changed meanwhile is nothing that woke anybody.
            container.engine().wake(connection.id)
            names = visible(f"{connection.name}: {connection.portal_name} and {connection.ledger_name}")
            say(f"{names}, {state_label(connection.state)}.")
        if not is_working:
            say("Only listening: the work is done by those that run with --no-http.")
        say("Running. Stop with Ctrl-C.")

        def is_stopped() -> bool:
            if stop.is_set() and stop_accepting is not None:
                stop_accepting()  # at once, and not only when the last round has ended
            return stop.is_set()

        if is_working:
            container.engine().run(is_stopped)
        else:
            while not is_stopped():
                container.clock().pause(_STOP_SECONDS)
    say("Stopped. What was on its way is finished.")


def _listen(container: Container, until: ExitStack) -> Callable[[], None]:
    """Serve until that stack is closed; answers what stops it from taking more."""
    from entrypoints.serving import serving

    served = until.enter_context(serving(container))
    public = container.settings().public_url
    where = " and ".join(served.addresses)
    say(f"Listening on {where}" + (f", reached under {visible(public)}." if public else "."))
    return served.server.stop_accepting


def _stop_on_signals(stop: threading.Event) -> None:
    """The first signal asks for an end; the grace over, or at a second one, it ends where it is.

    That loses nothing: a write whose answer did not come is looked for at the next start, and a delivery
    that was not recorded was not answered as if it were.
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
