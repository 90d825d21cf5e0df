"""Workers as processes of their own: started, killed by their ids, started again."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

COMMAND = (sys.executable, "-m", "tests.soak.worker")
ROOT = Path(__file__).parents[2]


class Workers:
    """So many processes at a time."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        """None runs yet."""
        self._environment = environment
        self._log = log
        self._running: list[subprocess.Popen[bytes]] = []
        self.killed = 0

    def start(self) -> None:
        """One more."""
        with self._log.open("a") as log:
            self._running.append(
                subprocess.Popen(
                    COMMAND, cwd=ROOT, env=dict(self._environment), stdout=subprocess.DEVNULL, stderr=log
                )
            )

    def kill_oldest(self, *, replaced: bool = True) -> None:
        """`kill -9` for the one that has run longest, and another one in its place."""
        oldest = self._running.pop(0)
        assert oldest.poll() is None, self._log.read_text()
        oldest.kill()
        oldest.wait(10)
        self.killed += 1
        if replaced:
            self.start()

    def end_in_time(self) -> list[int]:
        """Their exit statuses after SIGTERM. Raises TimeoutExpired after 10 seconds."""
        for process in self._running:
            process.send_signal(signal.SIGTERM)
        statuses = [process.wait(10) for process in self._running]
        self._running.clear()
        return statuses

    def end_now(self) -> None:
        """Leave nothing behind."""
        for process in self._running:
            process.kill()
            process.wait(10)


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
