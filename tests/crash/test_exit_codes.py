"""Who starts processes from several threads is told how each of them ended."""

import threading
import time
from multiprocessing import forkserver
from multiprocessing.connection import wait

import pytest

from tests.crash.processes import begun, ended


def test_of_a_code_that_is_read_already_nobody_else_reads_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who starts a process asks all others for their codes: this one is asked for twice at the same time."""
    read, is_asked = forkserver.read_signed, threading.Event()

    def slowly(line: int) -> int:
        is_asked.set()
        time.sleep(0.1)
        return int(read(line))

    first = begun(time.sleep, 0)
    wait([first.sentinel])
    monkeypatch.setattr(forkserver, "read_signed", slowly)
    codes: list[int] = []
    other = threading.Thread(target=lambda: codes.append(ended(begun(time.sleep, 0))))
    other.start()
    is_asked.wait()
    codes.append(ended(first))
    other.join()

    assert codes == [0, 0]
