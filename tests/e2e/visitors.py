"""Who looks at a page: headless Chromium if this machine has one, else a reader of plain HTML."""

import json
import re
import shutil
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
from websockets.sync.client import ClientConnection, connect

CHROMIUM = ("chromium", "chromium-browser", "chromium-headless-shell", "google-chrome", "chrome")
_SECONDS = 30


def chromium() -> str | None:
    """Where it is, if it is."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


class Visitor(ABC):
    """Opens an address, sees what a person sees, presses buttons."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go there."""

    @abstractmethod
    def text(self) -> str:
        """All that can be read on the page."""

    @abstractmethod
    def choose(self, label: str) -> None:
        """Choose the radio button with that label."""

    @abstractmethod
    def fill(self, label: str, text: str) -> None:
        """Type into the first field with that label, over what is there."""

    @abstractmethod
    def press(self, label: str) -> None:
        """Press the first button with that label, and wait for the page that it leads to."""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the visitor is now."""


_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_INPUT = re.compile(r"<input ([^>]*)>([^<]*)")
_BUTTON = re.compile(r"<button ([^>]*)>([^<]*)")
_ACTION = re.compile(r"<form [^>]*action=\"([^\"]*)\"")
_LABELLED = re.compile(r"<label><span>([^<]*)</span>(<input [^>]*>)")
_NAME = re.compile(r' name="([^"]*)"')


class _Form:
    """One form of a page: where it goes, its fields, its radio buttons by label, its buttons."""

    def __init__(self, html: str) -> None:
        self.action = "".join(_ACTION.findall(html))
        self.fields: dict[str, str] = {}
        self.labels = {label: "".join(_NAME.findall(field)) for label, field in _LABELLED.findall(html)}
        self.radios: dict[str, tuple[str, str]] = {}
        self.buttons = {label: (said["name"], said["value"]) for said, label in _found(_BUTTON, html)}
        for said, label in _found(_INPUT, html):
            if said["type"] == "radio":
                self.radios[label] = (said["name"], said["value"])
            if said["type"] in ("hidden", "text") or "checked" in said:
                self.fields[said["name"]] = said["value"]


class _Page:
    """The text of a page, and its forms in their order."""

    def __init__(self, html: str) -> None:
        self.text = unescape(re.sub(r"<[^>]+>", "\n", html.partition("<body")[2]))
        self.forms = [_Form(part.partition("</form>")[0]) for part in re.split("(?=<form )", html)[1:]]


def _found(tag: re.Pattern[str], html: str) -> Iterator[tuple[dict[str, str], str]]:
    """Attributes of each such tag, and the text behind it."""
    for attributes, text in tag.findall(html):
        said = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
        if attributes.endswith("checked"):
            said["checked"] = ""
        yield said, unescape(text).strip()


class Reader(Visitor):
    """Does with the HTML what a browser does, without one."""

    def __init__(self, client: httpx.Client) -> None:
        """Nowhere yet."""
        self._client = client
        self._address = ""
        self._page = _Page("")

    def open(self, address: str) -> None:
        self._arrive(self._client.get(address))

    def text(self) -> str:
        return self._page.text

    def choose(self, label: str) -> None:
        form = next(form for form in self._page.forms if label in form.radios)
        name, value = form.radios[label]
        form.fields[name] = value

    def fill(self, label: str, text: str) -> None:
        form = next(form for form in self._page.forms if label in form.labels)
        form.fields[form.labels[label]] = text

    def press(self, label: str) -> None:
        form = next(form for form in self._page.forms if label in form.buttons)
        name, value = form.buttons[label]
        target = urljoin(self._address, form.action)
        self._arrive(self._client.post(target, data={**form.fields, name: value}))

    @property
    def address(self) -> str:
        return self._address

    def _arrive(self, answer: httpx.Response) -> None:
        self._address, self._page = str(answer.url), _Page(answer.text)


class Chromium(Visitor):
    """Told what to do over its DevTools protocol."""

    def __init__(self, line: ClientConnection) -> None:
        """`line` leads to one page."""
        self._line = line
        self._number = 0
        self._do("Page.enable")

    def open(self, address: str) -> None:
        self._do("Page.navigate", url=address)
        self._wait_for_load()

    def text(self) -> str:
        return str(self._eval("document.body.innerText"))

    def choose(self, label: str) -> None:
        self._eval(f"[...document.querySelectorAll('label')].find(one => {_has(label)}).click()")

    def fill(self, label: str, text: str) -> None:
        found = f"[...document.querySelectorAll('label')].find(one => {_has(label)})"
        self._eval(f"{found}.querySelector('input').value = {json.dumps(text)}")

    def press(self, label: str) -> None:
        self._eval(f"[...document.querySelectorAll('button')].find(one => {_has(label)}).click()")
        self._wait_for_load()

    @property
    def address(self) -> str:
        return str(self._eval("location.href"))

    def _eval(self, expression: str) -> Any:
        return self._do("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def _do(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._line.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while (told := json.loads(self._line.recv(timeout=_SECONDS))).get("id") != self._number:
            continue
        assert "error" not in told, told["error"]
        return told["result"]

    def _wait_for_load(self) -> None:
        while json.loads(self._line.recv(timeout=_SECONDS)).get("method") != "Page.loadEventFired":
            continue


def _has(label: str) -> str:
    return f"one.textContent.trim() === {json.dumps(label)}"


@contextmanager
def visitor(folder: Path) -> Iterator[Visitor]:
    """Whoever can be had; `folder` is Chromium's own."""
    program = chromium()
    if program is None:
        with httpx.Client(follow_redirects=True, trust_env=False, timeout=_SECONDS) as client:
            yield Reader(client)
        return
    # Without a sandbox of its own: as root it has none, and it visits this machine only.
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [*command, f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with connect(_page_of(folder), open_timeout=_SECONDS) as line:
            yield Chromium(line)
    finally:
        process.kill()
        process.wait()


def _page_of(folder: Path) -> str:
    """The address of its first page; Chromium writes its port into its folder."""
    told, end = folder / "DevToolsActivePort", time.monotonic() + _SECONDS
    while not (told.exists() and told.read_text().strip()):
        assert time.monotonic() < end, "Chromium did not come up"
        time.sleep(0.05)
    port = told.read_text().split()[0]
    pages = httpx.get(f"http://127.0.0.1:{port}/json/list", trust_env=False).json()
    return next(str(page["webSocketDebuggerUrl"]) for page in pages if page["type"] == "page")
