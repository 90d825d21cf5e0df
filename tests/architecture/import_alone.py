"""A program: import every module and say what that did besides defining names.

    python -I import_alone.py CHECKOUT LIBRARY,... MODULE...

It runs with an empty environment in an empty folder and prints one finding a line.
The libraries are loaded first, so that only our own lines are watched, and then all modules in one fork.
Only if something is found is each imported in a fork of its own, to tell which one it is: each would import
most of the others again. That each can be imported alone follows from the import contracts: no cycles.
"""

import compileall
import contextlib
import importlib
import io
import logging
import os
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

FORBIDDEN = (
    "os.mkdir",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.system",
    "os.unsetenv",
    "socket.",
    "sqlite3.",
    "subprocess.",
)


def _may_read(path: object) -> bool:
    """Code and what lies beside it; never a file of the user's."""
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    homes = [sys.argv[1], str(sys.pycache_prefix), sys.prefix, sys.base_prefix, "/usr/share/zoneinfo"]
    return any(name.startswith(home) for home in homes)


def _watch(findings: list[str]) -> None:
    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if isinstance(path, int) or (_may_read(path) and not writes):
                return
            findings.append(f"opens {path}")
        elif event.startswith(FORBIDDEN):
            findings.append(f"{event}{args!r:.80}")

    start = threading.Thread.start

    def starting(thread: threading.Thread) -> None:
        findings.append("starts a thread")
        start(thread)

    sys.addaudithook(hook)
    setattr(threading.Thread, "start", starting)  # noqa: B010 - no audit event tells of it before Python 3.12


def findings_of(*names: str) -> list[str]:
    """What importing these modules does. Call it in a process that ends afterwards."""
    findings: list[str] = []
    said = io.StringIO()
    _watch(findings)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            for name in names:
                importlib.import_module(name)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the finding
            findings.append(f"raises {traceback.format_exception_only(error)[-1].strip()}")
    if said.getvalue():
        findings.append(f"says {said.getvalue()!r}")
    if logging.getLogger().handlers:
        findings.append("configures logging")
    return findings


def _compile(checkout: Path, names: list[str]) -> None:
    """Once for all, in the folder we run in: else each fork compiles all that it imports."""
    sys.pycache_prefix = os.fspath(Path.cwd() / "bytecode")
    for name in names:
        path = checkout / name.replace(".", "/")
        compileall.compile_file(path / "__init__.py" if path.is_dir() else path.with_suffix(".py"), quiet=2)


def _found(*names: str) -> list[str]:
    """The same, in a fork."""
    back, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(back)
        with os.fdopen(there, "w") as out:
            out.writelines(f"{finding}\n" for finding in findings_of(*names))
        os._exit(0)
    os.close(there)
    with os.fdopen(back) as said:
        findings = said.read().splitlines()
    _, status = os.waitpid(child, 0)
    return [*findings, f"ends the process with {status}"] if status else findings


def main() -> None:
    """Print what is found, with the module that did it."""
    checkout, libraries, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(Path(checkout)))
    for library in filter(None, libraries.split(",")):
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    _compile(Path(checkout), names)
    if not _found(*names):
        return
    for name in names:
        for finding in _found(name):
            print(f"importing {name} {finding}")


if __name__ == "__main__":
    main()
