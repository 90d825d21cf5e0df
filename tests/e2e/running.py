"""`hubflo-xero run` as a process of its own: from when it says that it runs, with its port and its log."""

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.processes import COMMAND

_LISTENING = re.compile(r"^Listening on http://127\.0\.0\.1:(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A process that runs. `port` is None if it listens nowhere; `log` holds its standard error."""

    process: "subprocess.Popen[str]"
    port: int | None
    log: Path

    @property
    def address(self) -> str:
        """Where it listens."""
        assert self.port is not None
        return f"http://127.0.0.1:{self.port}"

    def ends_in_time(self) -> int:
        """The exit status after SIGTERM. Raises TimeoutExpired after 10 seconds."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)


@contextmanager
def running(environment: Mapping[str, str], *words: str) -> Iterator[Running]:
    """Killed at the end, if it has not ended before."""
    log = Path(environment["HOME"]) / "run.log"
    with log.open("a") as errors:
        process = subprocess.Popen(
            [*COMMAND, "run", *words],
            cwd=environment["HOME"],
            env=dict(environment),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        assert process.stdout is not None
        port = None
        for line in process.stdout:
            if found := _LISTENING.match(line):
                port = int(found[1])
            if line.startswith("Running."):
                break
        else:
            raise AssertionError(log.read_text())
        yield Running(process=process, port=port, log=log)
    finally:
        process.kill()
        process.communicate()


def comes_true(condition: Callable[[], bool], seconds: float) -> bool:
    """Whether it becomes so within that time."""
    end = time.monotonic() + seconds
    while not (so := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return so
