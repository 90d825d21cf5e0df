"""What can go wrong with being told by webhooks, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "http-port-taken",
        {"host": "127.0.0.1", "port": "8780"},
        (
            "Another program uses port 8780 of this computer, another `hubflo-xero run` perhaps. Close it,"
            " choose another port as `hubflo-xero run --help` says, or use `hubflo-xero run --no-http`."
            " [http-port-taken]"
        ),
    ),
    (
        "http-host-unusable",
        {"host": "books.example", "port": "8780"},
        (
            "This computer cannot listen on books.example. Choose one of its own addresses, as"
            " `hubflo-xero run --help` says: 127.0.0.1 for this computer alone, 0.0.0.0 for everybody."
            " [http-host-unusable]"
        ),
    ),
    (
        "webhook-key-missing",
        {},
        (
            "No key was given, and nothing was changed. Xero shows the key at developer.xero.com under My"
            " Apps, your app, Webhooks. [webhook-key-missing]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
