"""What can go wrong with messages to a person, word for word."""

import pytest

from domain.errors import Problem
from entrypoints.catalogue import problem_sentence
from tests.unit.catalogue.people import NOON, ZONE

SAMPLES = [
    (
        "notify-off",
        {},
        (
            "Nobody is told, because no address for messages is set. Set one: `hubflo-xero settings set "
            "notify https://...` or `hubflo-xero settings set notify mailto:...`. [notify-off]"
        ),
    ),
    (
        "notify-address",
        {},
        (
            "Messages are not sent to an address that begins with http://, because everybody on the way "
            "could read them. Use one that begins with https://; only on this computer may it be http://."
            " [notify-address]"
        ),
    ),
    (
        "mail-server-missing",
        {},
        (
            "A message is to go out by mail, and no mail server is set. Set HUBFLO_XERO_SMTP_URL, such as"
            " smtps://USER:PASSWORD@mail.example.com, and HUBFLO_XERO_MAIL_FROM; or use a web address: "
            "`hubflo-xero settings set notify https://...`. [mail-server-missing]"
        ),
    ),
    (
        "mail-server-unusable",
        {},
        (
            "The mail server that is set cannot be used. HUBFLO_XERO_SMTP_URL must look like "
            "smtps://USER:PASSWORD@mail.example.com, and HUBFLO_XERO_MAIL_FROM be an email. "
            "[mail-server-unusable]"
        ),
    ),
    (
        "unavailable",
        {"service": "notify", "why": "ConnectError"},
        (
            "The address for messages cannot be used right now: no connection came about. Nothing was "
            "changed by this. Try again in a few minutes; `hubflo-xero run` tries again by itself. "
            "[unavailable]"
        ),
    ),
]


@pytest.mark.parametrize(("code", "facts", "sentence"), SAMPLES)
def test_the_sentence(code: str, facts: dict[str, str], sentence: str) -> None:
    assert problem_sentence(Problem(code, **facts), ZONE, now=NOON) == sentence
