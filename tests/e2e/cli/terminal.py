"""A real terminal of a chosen width, with a person at it who waits for a question before answering."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE_SECONDS = 60.0
_CONTROLLED = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal the one that the program is controlled from: Ctrl-C reaches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """How the program ended, and what stood on the screen, as it came."""

    status: int
    raw: str

    @property
    def text(self) -> str:
        """Without what moves the cursor or colours letters."""
        return _CONTROL.sub("", self.raw).replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        """What was left standing, line by line, without the bars that were drawn over."""
        kept = (_CONTROL.sub("", line.rpartition("\x1b[2K")[2]) for line in self.raw.split("\r\n"))
        return [line.rpartition("\r")[2] for line in kept]


def session(
    command: Sequence[str],
    environment: Mapping[str, str],
    answers: Sequence[tuple[str, str]] = (),
    *,
    columns: int = 80,
) -> Session:
    """Run it; when a question of `answers` appears, what belongs to it is typed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    controlled = (sys.executable, "-c", _CONTROLLED, *command)
    process = subprocess.Popen(
        controlled, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(environment), start_new_session=True
    )
    os.close(theirs)
    try:
        raw = _talk(ours, list(answers))
        return Session(status=process.wait(timeout=_PATIENCE_SECONDS), raw=raw)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _talk(ours: int, answers: list[tuple[str, str]]) -> str:
    seen, answered, end = "", 0, time.monotonic() + _PATIENCE_SECONDS
    letters = codecs.getincrementaldecoder("utf-8")("replace")  # one may come in two pieces
    while time.monotonic() < end:
        if answers and answers[0][0] in seen[answered:]:
            answered = len(seen)
            time.sleep(0.05)  # a hidden question switches the echo off after it was printed
            os.write(ours, answers.pop(0)[1].encode())
        if not select.select([ours], [], [], 0.2)[0]:
            continue
        with contextlib.suppress(OSError):
            if more := os.read(ours, 65536):
                seen += letters.decode(more)
                continue
        return seen
    return seen
