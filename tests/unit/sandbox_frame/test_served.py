"""What `hubflo-xero sandbox` prints before it serves."""

import pytest

from adapters.sandbox.seeds import firm
from adapters.sandbox.world import World
from entrypoints import sandbox_server
from tests.unit.sandbox_frame.town import START


def test_it_prints_both_pages_and_what_to_set(capsys: pytest.CaptureFixture[str]) -> None:
    books = firm(World(now=lambda: START), START)

    sandbox_server._explain(books, "http://127.0.0.1:1", "http://127.0.0.1:2", books.webhook_key)

    lines = capsys.readouterr().out.splitlines()
    assert "  Hubflo  http://127.0.0.1:1/_sandbox/" in lines
    assert "  Xero    http://127.0.0.1:2/_sandbox/" in lines
    assert "export HUBFLO_XERO_HUBFLO_URL=http://127.0.0.1:1/api/v2" in lines
    assert f"export HUBFLO_XERO_API_KEY={books.api_key}" in lines
    assert books.webhook_key in lines
    assert lines[-1] == "Then run `hubflo-xero connect`."
