"""Pages of contacts as the sandbox's Xero sends them, kept in files.

Who reads them from there pays for no sandbox, neither with time nor with memory.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.benchmarks.measure import NO_TIME, clocks

_CONTACTS = "/Contacts"


@dataclass(frozen=True, slots=True)
class Pages:
    """A folder with one answer a page: its headers and its exact bytes."""

    folder: Path

    def keep(self, number: int, answer: httpx.Response) -> None:
        """Write one page."""
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        self._headers(number).write_text(json.dumps(headers))
        self._body(number).write_bytes(answer.content)

    def page(self, number: int) -> tuple[dict[str, str], bytes]:
        """Headers and bytes of one page."""
        return json.loads(self._headers(number).read_text()), self._body(number).read_bytes()

    def __len__(self) -> int:
        return len(list(self.folder.glob("*.json")))

    def _headers(self, number: int) -> Path:
        return self.folder / f"{number}.headers"

    def _body(self, number: int) -> Path:
        return self.folder / f"{number}.json"


class Recorder(httpx.BaseTransport):
    """Lets everything through and keeps the pages of contacts that come back."""

    def __init__(self, pages: Pages, network: httpx.BaseTransport) -> None:
        """`network` is what answers."""
        self._pages = pages
        self._network = network

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        answer = self._network.handle_request(request)
        if request.url.path.endswith(_CONTACTS):
            answer.read()
            self._pages.keep(int(request.url.params["page"]), answer)
        return answer


class Player(httpx.BaseTransport):
    """Answers for contacts from files, lets the rest through to `network`; counts calls and time."""

    def __init__(self, pages: Pages, network: httpx.BaseTransport) -> None:
        """Nothing was asked yet."""
        self.calls = 0
        self.page_calls = 0
        self.time = NO_TIME
        self._pages = pages
        self._network = network

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        begun = clocks()
        self.calls += 1
        try:
            if not request.url.path.endswith(_CONTACTS):
                return self._network.handle_request(request)
            self.page_calls += 1
            headers, body = self._pages.page(int(request.url.params["page"]))
            return httpx.Response(200, headers=headers, content=body, request=request)
        finally:
            self.time += clocks() - begun
