"""What happens at the edges of a process: terminals, pipes, full disks, ports."""

import json
import shlex
import socket
import subprocess
from pathlib import Path

import pytest

from tests.e2e.cli.processes import COMMAND, run
from tests.e2e.cli.terminal import session


def test_who_stops_reading_gets_no_traceback(connected: dict[str, str]) -> None:
    process = subprocess.Popen(
        (*COMMAND, "contacts", "list", "--limit", "61"),
        env=connected,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()

    assert (process.wait(timeout=20), told) == (141, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_letters_that_the_terminal_lacks_end_nothing(connected: dict[str, str], encoding: str) -> None:
    environment = {**connected, "PYTHONIOENCODING": encoding}
    shown = run(environment, "contacts", "list")
    told = run(environment, "contacts", "list", "--json")

    assert (shown.returncode, told.returncode) == (0, 0)
    assert "Société du Thé SARL" in {row["name"] for row in json.loads(told.stdout.decode(encoding))}


def test_a_full_disk_and_a_closed_input_are_told_in_a_sentence(connected: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        disk = subprocess.run(
            (*COMMAND, "status"), env=connected, stdout=full, stderr=subprocess.PIPE, check=False
        )
    without = {name: value for name, value in connected.items() if name != "HUBFLO_XERO_API_KEY"}
    closed = subprocess.run(
        ("sh", "-c", f"{shlex.join((*COMMAND, 'connect', '--connection', 'x', '--preview'))} <&-"),
        env=without,
        capture_output=True,
        check=False,
    )

    assert (disk.returncode, b"[machine-refused]" in disk.stderr) == (1, True)
    assert (closed.returncode, b"[portal-key-empty]" in closed.stderr) == (2, True), closed


def test_ctrl_c_at_a_question_ends_with_130(sandbox: dict[str, str]) -> None:
    without = {name: value for name, value in sandbox.items() if name != "HUBFLO_XERO_API_KEY"}

    done = session((*COMMAND, "connect", "--connection", "y"), without, [("Hubflo API key", "\x03")])

    assert done.status == 130, done.text
    assert "Stopped. Nothing more is done." in done.text
    assert "Traceback" not in done.text


def test_a_key_that_is_typed_is_not_shown_and_a_no_ends_it(sandbox: dict[str, str]) -> None:
    without = {name: value for name, value in sandbox.items() if name != "HUBFLO_XERO_API_KEY"}
    key = sandbox["HUBFLO_XERO_API_KEY"]

    done = session(
        (*COMMAND, "connect", "--connection", "y"),
        without,
        [("Hubflo API key", f"{key}\r"), ("Is this the organisation", "n\r")],
    )

    assert done.status == 130, done.text
    assert key not in done.raw
    assert run(sandbox, "status", "--connection", "y").returncode == 2


def test_a_port_that_is_taken(sandbox: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        served = run(sandbox, "sandbox", "--hubflo-port", port, "--xero-port", "0")
        elsewhere = {**sandbox, "HUBFLO_XERO_REDIRECT_PORT": port}
        received = run(elsewhere, "connect", "--connection", "z", "--preview")

    assert (served.returncode, b"[port-taken]" in served.stderr) == (2, True)
    assert (received.returncode, b"[redirect-port-taken]" in received.stderr) == (2, True)
