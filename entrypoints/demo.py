"""`make demo`: the main job against the sandbox, over real HTTP on this machine, proven at its end.

Every step is the command that a user would type. What is claimed is then checked in the sandbox's own
records and logs, not in ours.
"""

import errno
import json
import os
import random
import re
import shlex
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import click

_EXPORT = re.compile(r"^export (\w+)=(.*)$")
_COMMAND = (sys.executable, "-m", "entrypoints")
_READS = ("GET", "HEAD")


def main() -> int:
    """Run the demo; answers 0 only if all that it claims holds."""
    with tempfile.TemporaryDirectory() as folder, _sandbox(Path(folder)) as environment:
        _step("connect --yes", environment, "Connect Hubflo and Xero, see the plan, import the contacts")
        _step("contacts list --left-out", environment, "Who was left out, and why")
        _step("contacts list --needs-you", environment, "Who needs a decision of yours")
        _step("status", environment, "How it stands")
        before = _facts(environment)
        _step("contacts import", environment, "Again: nothing has changed, so nothing is written")
        return _proof(before, _facts(environment))


@contextmanager
def _sandbox(folder: Path) -> Iterator[Mapping[str, str]]:
    """The sandbox in a process of its own; the environment that its output asks for."""
    words = (*_COMMAND, "sandbox", "--hubflo-port", "0", "--xero-port", "0")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HUBFLO_XERO_")}
    clean["HUBFLO_XERO_REDIRECT_PORT"] = str(_free_port())
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=clean)  # noqa: S603  # our own
    try:
        environment = dict(clean)
        assert process.stdout is not None
        for line in process.stdout:
            if found := _EXPORT.match(line.strip()):
                environment[found[1]] = "".join(shlex.split(found[2]))
            if line.startswith("Then run"):
                break
        environment["HUBFLO_XERO_DATA_FOLDER"] = str(folder / "data")
        environment["HUBFLO_XERO_CONFIG_FOLDER"] = str(folder / "config")
        environment["BROWSER"] = f"{sys.executable} -m entrypoints.demo_browser %s"
        yield environment
    finally:
        process.terminate()
        process.wait(timeout=10)


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


def _step(words: str, environment: Mapping[str, str], title: str) -> None:
    click.secho(f"\n== {title}", fg="cyan", bold=True)
    click.secho(f"$ hubflo-xero {words}", dim=True)
    done = subprocess.run((*_COMMAND, *words.split()), env=dict(environment), check=False)  # noqa: S603  # our own
    if done.returncode:
        raise SystemExit(done.returncode)


def _asked(words: str, environment: Mapping[str, str]) -> Any:
    done = subprocess.run(  # noqa: S603  # our own command
        (*_COMMAND, *words.split(), "--json"), env=dict(environment), check=True, capture_output=True
    )
    return json.loads(done.stdout)


def _facts(environment: Mapping[str, str]) -> dict[str, Any]:
    """What we say, and what both stand-ins say."""
    hubflo = environment["HUBFLO_XERO_HUBFLO_URL"].removesuffix("/api/v2")
    xero = environment["HUBFLO_XERO_XERO_URL"]
    return {
        "listed": _asked("contacts list --limit 100000", environment),
        "status": _asked("status", environment)[0],
        "hubflo_records": _look(f"{hubflo}/_sandbox/records"),
        "hubflo_requests": _look(f"{hubflo}/_sandbox/requests"),
        "xero_requests": _look(f"{xero}/_sandbox/requests"),
        "xero_changes": _look(f"{xero}/_sandbox/changes"),
    }


def _look(address: str) -> Any:
    with urlopen(address, timeout=30) as answer:  # noqa: S310  # the demo's own sandbox on loopback
        return json.load(answer)


def _proof(before: Mapping[str, Any], after: Mapping[str, Any]) -> int:
    counts = after["status"]["contacts"]
    claims = {
        "Every contact seen in Xero is accounted for": _is_conserved(counts),
        "Nothing is left in work": counts["in-work"] == 0,
        "Everybody who came over is in Hubflo, once": _everybody_once(before),
        "Everybody who was left out has a reason": all(
            row["reasons"] for row in after["listed"] if row["standing"] == "left-out"
        ),
        "Nothing was written in Xero": not _writes(after, "xero_requests")
        and all(change["who"] == "person" for change in after["xero_changes"]),
        "The second import wrote nothing": _writes(before, "hubflo_requests")
        == _writes(after, "hubflo_requests"),
    }
    click.secho("\n== Proven in the sandbox's own records", fg="cyan", bold=True)
    for claim, holds in claims.items():
        click.secho(f"  {'yes' if holds else 'NO '}  {claim}", fg="green" if holds else "red")
    return 0 if all(claims.values()) else 1


def _is_conserved(counts: Mapping[str, Any]) -> bool:
    standings = ("created", "linked", "updated", "unchanged", "left-out", "needs-you", "in-work")
    return bool(counts["seen"]) and counts["seen"] == sum(counts[name] for name in standings)


def _everybody_once(facts: Mapping[str, Any]) -> bool:
    came = [row["email"].casefold() for row in facts["listed"] if row["standing"] == "created"]
    emails = Counter(
        (contact["email"] or "").casefold()
        for organization in facts["hubflo_records"].values()
        for contact in organization["contacts"].values()
    )
    return bool(came) and all(emails[email] == 1 for email in came)


def _writes(facts: Mapping[str, Any], log: str) -> list[str]:
    """Requests that change something; asking for tokens and checking the key change nothing."""
    harmless = ("/connect/", "/pings")
    return [
        f"{request['method']} {request['path']}"
        for request in facts[log]
        if request["method"] not in _READS and not any(part in request["path"] for part in harmless)
    ]


if __name__ == "__main__":
    sys.exit(main())
