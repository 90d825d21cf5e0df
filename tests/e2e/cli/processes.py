"""Commands as real processes over the real HTTP sandbox."""

import json
import os
import random
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

COMMAND = (sys.executable, "-m", "entrypoints")


def free_port() -> int:
    """One below those that the system gives to outgoing lines, and free on both loopback families."""
    while True:
        port = random.randrange(10_000, 20_000)
        with suppress(OSError), ExitStack() as probes:
            for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
                if socket.has_dualstack_ipv6() or family is socket.AF_INET:
                    probes.enter_context(socket.socket(family)).bind((host, port))
            return port


@contextmanager
def sandbox_process(folder: Path) -> Iterator[dict[str, str]]:
    """The sandbox as a process; the environment that it prints, with folders and a browser of our own."""
    environment = {
        **os.environ,
        "HUBFLO_XERO_REDIRECT_PORT": str(free_port()),
        "HUBFLO_XERO_HTTP_PORT": "0",
        "PYTHONUNBUFFERED": "1",
    }
    words = (*COMMAND, "sandbox", "--hubflo-port", "0", "--xero-port", "0")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"export (\w+)=(.*)", line):
            environment[found[1]] = "".join(shlex.split(found[2]))
        if line.startswith("Then run"):
            break
    environment["HUBFLO_XERO_DATA_FOLDER"] = str(folder / "data")
    environment["HUBFLO_XERO_CONFIG_FOLDER"] = str(folder / "config")
    environment["BROWSER"] = f"{sys.executable} -m entrypoints.demo_browser %s"
    yield environment
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode == 130


def control(environment: Mapping[str, str], path: str, document: Mapping[str, Any] | None = None) -> None:
    """Something that happens in the sandbox."""
    body = json.dumps(document).encode() if document is not None else None
    method = "POST" if document is not None else "DELETE"
    headers = {"Content-Type": "application/json"}
    address = f"{environment['HUBFLO_XERO_XERO_URL']}/_sandbox{path}"
    with urlopen(Request(address, data=body, method=method, headers=headers), timeout=10) as answer:
        assert answer.status == 200


def wait_for_strike(environment: Mapping[str, str], kind: str, seconds: float = 20.0) -> None:
    """Until a fault of that kind has struck a request."""
    end = time.monotonic() + seconds
    while True:
        with urlopen(f"{environment['HUBFLO_XERO_XERO_URL']}/_sandbox/faults", timeout=10) as answer:
            if kind in [strike["kind"] for strike in json.load(answer)["strikes"]]:
                return
        assert time.monotonic() < end
        time.sleep(0.1)


def run(environment: Mapping[str, str], *words: str, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    """A command whose output nobody sees."""
    return subprocess.run((*COMMAND, *words), env=dict(environment), capture_output=True, check=False, **more)


@contextmanager
def running(environment: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[str]"]:
    """`run`, started and saying so."""
    with log.open("w") as err:
        process = subprocess.Popen(
            (*COMMAND, "run"), env=dict(environment), stdout=subprocess.PIPE, stderr=err, text=True
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("Running."):
                    break
            yield process
        finally:
            process.kill()
            process.communicate()


def wait_for(log: Path, word: str, seconds: float = 20.0) -> None:
    """Until a word stands in the log."""
    end = time.monotonic() + seconds
    while word not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
