"""The stage of the demo: the sandbox, `run` and single commands as processes, and what people do."""

import errno
import json
import os
import random
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import click

Environment = Mapping[str, str]
WEBHOOK_KEY = "DEMO_WEBHOOK_KEY"
"""Where an environment holds the key of Xero's webhooks, which no command takes from there."""
_KEY_FOLLOWS = "Xero's webhooks are signed"
_EXPORT = re.compile(r"^export (\w+)=(.*)$")
_COMMAND = (sys.executable, "-m", "entrypoints")


@contextmanager
def sandbox(folder: Path) -> Iterator[Environment]:
    """The sandbox in a process of its own; the environment that its output asks for."""
    words = (*_COMMAND, "sandbox", "--hubflo-port", "0", "--xero-port", "0")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HUBFLO_XERO_")}
    clean["HUBFLO_XERO_REDIRECT_PORT"] = str(_free_port())
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=clean)  # noqa: S603  # our own
    try:
        environment = dict(clean)
        assert process.stdout is not None
        before = ""
        for line in process.stdout:
            if found := _EXPORT.match(line.strip()):
                environment[found[1]] = "".join(shlex.split(found[2]))
            if before.startswith(_KEY_FOLLOWS):
                environment[WEBHOOK_KEY] = line.strip()
            before = line
            if line.startswith("Then run"):
                break
        port = _free_port()
        environment["HUBFLO_XERO_DATA_FOLDER"] = str(folder / "data")
        environment["HUBFLO_XERO_CONFIG_FOLDER"] = str(folder / "config")
        environment["HUBFLO_XERO_HTTP_PORT"] = str(port)
        environment["HUBFLO_XERO_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
        environment["BROWSER"] = f"{sys.executable} -m entrypoints.demo_browser %s"
        yield environment
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def running(environment: Environment, folder: Path) -> Iterator[None]:
    """`hubflo-xero run` until the block ends; its log is shown if it did not come up, or did not end well."""
    _show("run", "Keep it going from now on; Hubflo tells us of each invoice by a webhook")
    log = folder / "run.log"
    with log.open("w") as errors:
        process = subprocess.Popen(  # noqa: S603  # our own command
            (*_COMMAND, "run"), stdout=subprocess.PIPE, stderr=errors, text=True, env=dict(environment)
        )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            click.echo(line.rstrip())
            if line.startswith("Running."):
                break
        yield
        process.terminate()
        process.wait(timeout=20)
    finally:
        process.kill()
        process.communicate()
    if process.returncode != 0:
        click.echo(log.read_text())
        raise SystemExit(process.returncode)


def step(environment: Environment, title: str, *words: str, typed: str = "") -> None:
    """A command as a user would type it, with nobody to be asked; one that ends badly ends the demo."""
    _show(shlex.join(words), title)
    done = subprocess.run(  # noqa: S603  # our own command
        (*_COMMAND, *words), env=dict(environment), input=typed.encode(), check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)


def asked(environment: Environment, *words: str) -> Any:
    """What a command answers as data."""
    done = subprocess.run(  # noqa: S603  # our own command
        (*_COMMAND, *words, "--json"), env=dict(environment), check=True, capture_output=True
    )
    return json.loads(done.stdout)


def look(environment: Environment, side: str, what: str) -> Any:
    """What a stand-in says of itself; amounts digit by digit."""
    with urlopen(f"{_address(environment, side)}/{what}", timeout=30) as answer:  # noqa: S310  # the sandbox
        return json.load(answer, parse_float=Decimal)


def act(environment: Environment, name: str, /, **arguments: Any) -> Any:
    """Something that a person does on one side; answers what it made."""
    side = name.partition(".")[0]
    request = Request(  # noqa: S310  # the demo's own sandbox on loopback
        f"{_address(environment, side)}/acts/{name}",
        data=json.dumps(arguments).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310  # the same
        return json.load(answer)["result"]


def seconds_until(is_so: Callable[[], bool], most: float) -> float | None:
    """How many seconds it took; None if it did not come about."""
    began = time.monotonic()
    while time.monotonic() < began + most:
        if is_so():
            return time.monotonic() - began
        time.sleep(0.1)
    return None


def title(text: str) -> None:
    """What begins a part."""
    click.secho(f"\n== {text}", fg="cyan", bold=True)


def _show(words: str, text: str) -> None:
    title(text)
    click.secho(f"$ hubflo-xero {words}", dim=True)


def _address(environment: Environment, side: str) -> str:
    services = {"hubflo": "HUBFLO_XERO_HUBFLO_URL", "xero": "HUBFLO_XERO_XERO_URL"}
    return f"{environment[services[side]].removesuffix('/api/v2')}/_sandbox"


def _free_port() -> int:
    """A port that is free on both loopback families, and that no outgoing line is given by itself.

    A port that the system gives out may be another line's own a moment later.
    """
    ports = list(range(20_000, 30_000))
    random.shuffle(ports)
    return next(port for port in ports if _is_free(port))


def _is_free(port: int) -> bool:
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with socket.socket(family) as probe:
            try:
                probe.bind((host, port))
            except OSError as problem:
                if problem.errno == errno.EADDRINUSE:
                    return False
    return True
