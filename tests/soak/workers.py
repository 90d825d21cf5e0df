"""Workers as processes of their own: started, killed by their ids, started again."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = (sys.executable, "-m", "tests.soak.worker")
ROOT = Path(__file__).parents[2]
_LONGEST_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    """A process, and the file of what it said."""

    process: subprocess.Popen[bytes]
    said: Path

    def wait_until_it_runs(self) -> None:
        """Only then it knows what SIGTERM means; one that is still loading has nothing to finish."""
        give_up_at = time.monotonic() + _LONGEST_START_SECONDS
        while self.process.poll() is None and "Running." not in self.said.read_text():
            assert time.monotonic() < give_up_at, self.said.read_text()
            time.sleep(0.05)


class Workers:
    """So many processes at a time."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        """None runs yet."""
        self._environment = environment
        self._log = log
        self._running: list[_Worker] = []
        self._started = 0
        self.killed = 0

    def start(self) -> None:
        """One more."""
        self._started += 1
        said = self._log.with_name(f"said-{self._started}")
        environment = {**self._environment, "PYTHONUNBUFFERED": "1"}
        with self._log.open("a") as log, said.open("wb") as out:
            process = subprocess.Popen(COMMAND, cwd=ROOT, env=environment, stdout=out, stderr=log)
        self._running.append(_Worker(process=process, said=said))

    def kill_oldest(self, *, replaced: bool = True) -> None:
        """`kill -9` for the one that has run longest, and another one in its place."""
        oldest = self._running.pop(0).process
        assert oldest.poll() is None, self._log.read_text()
        oldest.kill()
        oldest.wait(10)
        self.killed += 1
        if replaced:
            self.start()

    def end_in_time(self) -> list[int]:
        """Their exit statuses after SIGTERM. Raises TimeoutExpired after 10 seconds."""
        for worker in self._running:
            worker.wait_until_it_runs()
        for worker in self._running:
            worker.process.send_signal(signal.SIGTERM)
        statuses = [worker.process.wait(10) for worker in self._running]
        self._running.clear()
        return statuses

    def end_now(self) -> None:
        """Leave nothing behind."""
        for worker in self._running:
            worker.process.kill()
            worker.process.wait(10)


@contextmanager
def workers(environment: Mapping[str, str], log: Path, count: int) -> Iterator[Workers]:
    """So many of them, until the block ends."""
    some = Workers(environment, log)
    try:
        for _ in range(count):
            some.start()
        yield some
    finally:
        some.end_now()
