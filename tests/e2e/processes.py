"""Our commands as processes of their own: what a user starts, with nothing of this process's settings."""

import json
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "entrypoints")
_EXPORT = re.compile(r"^export (\w+)=(.*)$")
_SECONDS = 60


def clean_environment(home: Path) -> dict[str, str]:
    """What a fresh shell of a user has: a home, a path, a language, no terminal; any port will do."""
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "HUBFLO_XERO_HTTP_PORT": "0",
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def sandbox(home: Path, *words: str) -> Iterator[Mapping[str, str]]:
    """`hubflo-xero sandbox`; the environment that it asks every other command to have."""
    environment = {**clean_environment(home), "HUBFLO_XERO_REDIRECT_PORT": str(free_port())}
    command = [*COMMAND, "sandbox", "--hubflo-port", "0", "--xero-port", "0", *words]
    process = subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := _EXPORT.match(line.strip()):
                environment[found[1]] = "".join(shlex.split(found[2]))
            if line.startswith("Then run"):
                break
        environment["HUBFLO_XERO_DATA_FOLDER"] = str(home / "data")
        environment["HUBFLO_XERO_CONFIG_FOLDER"] = str(home / "config")
        environment["BROWSER"] = f"{sys.executable} -m entrypoints.demo_browser %s"
        yield environment
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout is not None:
            process.stdout.close()


def run(
    environment: Mapping[str, str], *words: str, typed: str | None = None
) -> subprocess.CompletedProcess[str]:
    """One command from its start to its end, with what is typed into it; it must end well."""
    done = subprocess.run(
        [*COMMAND, *words],
        cwd=environment["HOME"],
        env=dict(environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}"
    return done


def asked(environment: Mapping[str, str], *words: str) -> Any:
    """What a command answers with `--json`."""
    return json.loads(run(environment, *words, "--json").stdout)


def control(environment: Mapping[str, str], path: str, document: Mapping[str, Any] | None = None) -> Any:
    """The sandbox's control routes: looks, or with a document says what is to happen."""
    address = f"{environment['HUBFLO_XERO_XERO_URL']}/_sandbox/{path}"
    method = "GET" if document is None else "POST"
    answer = httpx.request(method, address, json=document, trust_env=False, timeout=30)
    return answer.raise_for_status().json()
