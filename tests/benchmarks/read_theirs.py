"""Child: Xero's official SDK reads the same pages, and does nothing with them.

Called with the folder of the pages.
"""

import sys
from pathlib import Path
from typing import Any

import urllib3
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token

from tests.benchmarks.measure import NO_TIME, Reading, clocks, peak_memory, tell
from tests.benchmarks.pages import Pages

_TOKEN = {"access_token": "-", "scope": ["accounting.contacts"], "expires_in": 1800, "token_type": "Bearer"}


class _Files:
    """Stands where the SDK's pool of connections stands, as our line stands where httpx's does."""

    def __init__(self, pages: Pages) -> None:
        self.time = NO_TIME
        self._pages = pages

    def request(self, _method: str, _url: str, *, fields: Any, **_how: Any) -> urllib3.HTTPResponse:
        begun = clocks()
        headers, body = self._pages.page(int(dict(fields)["page"]))
        answer = urllib3.HTTPResponse(body=body, headers=headers, status=200, preload_content=True)
        self.time += clocks() - begun
        return answer


def main(folder: Path) -> None:
    """Read, tell."""
    pages = Pages(folder)
    files = _Files(pages)
    client = ApiClient(Configuration(oauth2_token=OAuth2Token()), oauth2_token_getter=lambda: _TOKEN)
    client.rest_client.pool_manager = files
    api, read = AccountingApi(client), 0
    begun = clocks()
    for number in range(1, len(pages) + 1):
        page = api.get_contacts("-", page=number, page_size=1000, order="ContactID", include_archived=True)
        read += len(page.contacts)
    taken = clocks() - begun - files.time
    tell(
        Reading(
            contacts=read,
            seconds=taken.passed,
            busy_seconds=taken.busy,
            peak=peak_memory(),
            page_calls=len(pages),
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
