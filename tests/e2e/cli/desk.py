"""A desk to work at: each command as a process of its own would run it, over the sandbox in process."""

import io
import itertools
import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from adapters.sandbox import observe, xero
from adapters.sandbox.control import perform
from adapters.sandbox.faults import Fault, Side
from adapters.sandbox.seeds import Firm
from adapters.sandbox.world import World
from entrypoints.cli.house import opening
from entrypoints.cli.root import run
from tests.support.clock import ManualClock
from tests.support.house import House, open_house
from tests.support.small_firm import small_firm

Answer = str | Callable[[str], str]
_SEEDS = itertools.count(5000)
_ADDRESS = re.compile(r"https?://\S+/identity/connect/authorize\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything, as one line."""
        return " ".join((self.out + " " + self.err).split())

    @property
    def data(self) -> Any:
        """What it printed as JSON."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """What it told on standard error as JSON."""
        return json.loads(self.err)


class Typed(io.StringIO):
    """What comes in line by line; an answer may depend on what was printed so far. `seated`: by a person."""

    def __init__(self, answers: tuple[Answer, ...], printed: io.StringIO, *, seated: bool = False) -> None:
        super().__init__()
        self._answers = list(answers)
        self._printed = printed
        self._seated = seated

    def isatty(self) -> bool:
        return self._seated

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]  # as StringIO has it
        if not self._answers:
            return ""
        answer = self._answers.pop(0)
        return (answer if isinstance(answer, str) else answer(self._printed.getvalue())) + "\n"


@dataclass(slots=True, kw_only=True)
class Desk:
    """A firm on both sides, and a store that starts empty. `seated`: a person sits at it and is asked."""

    folder: Path
    clock: ManualClock
    world: World
    firm: Firm
    database_url: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    seated: bool = False

    @classmethod
    def fresh(cls, folder: Path) -> "Desk":
        """Both sides as they are before anything is connected."""
        clock = ManualClock()
        world = World(now=clock.now)
        return cls(folder=folder, clock=clock, world=world, firm=small_firm(world, clock.now()))

    def copy(self, folder: Path) -> "Desk":
        """Another desk that is as this one is now: its store, its key file and both sides."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        with closing(sqlite3.connect(folder / "data" / "hubflo-xero.db")) as store:
            store.execute("UPDATE instance SET place = ''")  # as if it had been begun there
            store.commit()
        clock = ManualClock(self.clock.now())
        xero_state, hubflo_state = deepcopy((self.world.xero, self.world.hubflo))
        world = World(now=clock.now, xero_state=xero_state, hubflo_state=hubflo_state)
        return Desk(folder=folder, clock=clock, world=world, firm=self.firm)

    def run(self, *words: str, answers: tuple[Answer, ...] = (), **environment: str) -> Done:
        """`hubflo-xero WORDS`, with settings HUBFLO_XERO_... by their short names."""
        out, err = io.StringIO(), io.StringIO()
        with _environment({**self.environment, **environment}), self.house() as house:
            token, typed = opening.set(lambda: house.container), sys.stdin
            sys.stdin = Typed(answers, out, seated=self.seated)
            try:
                with redirect_stdout(out), redirect_stderr(err):
                    status = run(list(words))
            finally:
                sys.stdin = typed
                opening.reset(token)
        return Done(status=status, out=out.getvalue(), err=err.getvalue())

    def connect(self, *words: str, **environment: str) -> Done:
        """`connect` for contacts alone, with everything given and the consent allowed and pasted."""
        return self.connect_all("--no-invoices", *words, answers=(), **environment)

    def connect_all(self, *words: str, answers: tuple[Answer, ...] = (), **environment: str) -> Done:
        """`connect` with invoices; `answers` are those after the consent."""
        keys = {"API_KEY": self.firm.api_key, "CLIENT_ID": self.firm.client_id, "CLIENT_SECRET": ""}
        given = {**keys, **environment}
        every = (self.allow, *answers)
        return self.run("connect", "--no-browser", *words, answers=every, **given)

    @contextmanager
    def house(self) -> Iterator[House]:
        """The house as one process has it."""
        with open_house(
            self.folder, self.world, self.clock, database_url=self.database_url, seed=next(_SEEDS)
        ) as house:
            yield house

    def allow(self, printed: str) -> str:
        """Press Allow on the page whose address was printed last; answers where the browser ends."""
        return self.page(printed, "allow")

    def cancel(self, printed: str) -> str:
        """Press Cancel there."""
        return self.page(printed, "cancel")

    def page(self, printed: str, decision: Any, tenant_id: str | None = None) -> str:
        """Decide on the page, for the firm's organisation or another one."""
        query = dict(parse_qsl(urlsplit(_ADDRESS.findall(printed)[-1]).query))
        tenant = tenant_id or self.firm.tenant_id
        return xero.consent(self.world.xero, query, self.clock.now(), decision, tenant)

    def act(self, name: str, /, **arguments: Any) -> Any:
        """Something that a person does in Xero or Hubflo."""
        return perform(self.world, name, **arguments)

    def fault(self, **fields: Any) -> None:
        """Something that goes wrong from now on."""
        self.world.faults.add(Fault(**fields))

    def requests(self, side: Side) -> list[str]:
        """What reached a side so far, as "METHOD path"."""
        return [f"{request['method']} {request['path']}" for request in observe.requests(self.world, side)]


@contextmanager
def _environment(names: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update({f"HUBFLO_XERO_{name}": value for name, value in names.items()})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
