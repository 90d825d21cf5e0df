"""`run`: what its log tells, and that it ends in time."""

import json
import signal
import time
from pathlib import Path

from tests.e2e.cli.processes import control, run, running, wait_for, wait_for_strike


def test_the_log_of_run_tells_each_event_once_and_names_nobody(
    connected: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    environment = {**connected, "HUBFLO_XERO_TICK_SECONDS": "0.3", "HUBFLO_XERO_LOG_LEVEL": "debug"}
    with running(environment, log) as process:
        answered = run(connected, "contacts", "match", "Daniel Okafor", "--new", "--name", "Danny Ocean")
        assert answered.returncode == 0, answered.stderr
        wait_for(log, "person-created")
        control(connected, "/faults", {"side": "hubflo", "kind": "503", "count": None})
        run(connected, "contacts", "match", "Yusuf Demir", "--new")
        wait_for(log, "unreachable")
        control(connected, "/faults")
        wait_for(log, "side-open-again")
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - asked < 10
    raw = log.read_text()
    lines = [json.loads(line) for line in raw.splitlines()]
    seen = [line["seq"] for line in lines if "seq" in line]

    assert len(seen) == len(set(seen)) > 4
    assert {"answered", "released", "person-created", "unreachable"} <= {line["event"] for line in lines}
    assert [line["level"] for line in lines if line["event"] == "unreachable"] == ["warning"]
    for person in ("Daniel", "Okafor", "Danny", "Ocean", "Yusuf", "@", connected["HUBFLO_XERO_API_KEY"]):
        assert person not in raw
    assert {line["actor"] for line in lines if "actor" in line} <= {"person", "clerk"}


def test_run_ends_in_time_even_while_a_service_keeps_it_waiting(
    connected: dict[str, str], tmp_path: Path
) -> None:
    environment = {**connected, "HUBFLO_XERO_TICK_SECONDS": "0.2"}
    slow = {"side": "hubflo", "method": "POST", "path": "/contacts", "kind": "slow", "seconds": 25}
    control(connected, "/faults", slow)
    try:
        with running(environment, tmp_path / "log") as process:
            run(connected, "contacts", "match", "Quayside Dental Practice", "--new")
            wait_for_strike(connected, "slow")  # its creation is under way now
            asked = time.monotonic()
            process.send_signal(signal.SIGTERM)
            told = process.communicate(timeout=10)[0]
            waited = time.monotonic() - asked
    finally:
        control(connected, "/faults")

    assert (process.returncode, waited < 10) == (0, True)
    assert "Stopped. What was on its way is looked for at the next start." in told
