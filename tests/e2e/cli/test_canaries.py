"""Every secret through every command and every error path: none may be printed, logged, or lie open."""

import gzip
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.sandbox.faults.fault import kinds_of
from adapters.sandbox.transport import SandboxTransport
from tests.e2e.cli.desk import Desk, Done

COMMANDS = (
    "status --json",
    "status",
    "doctor",
    "doctor --json",
    "contacts import",
    "contacts import --full --json",
    "contacts import --dry-run",
    "contacts list --json",
    "contacts why nobody",
    "settings show --json",
    "settings set revenue-account 200",
    "invoices list --json",
    "invoices why nobody",
    "contacts match nobody --new",
    "keys rotate",
    "pause",
    "resume --yes",
    "stop --all",
    "resume --all",
)
FAULTS = [("hubflo", kind) for kind in kinds_of("hubflo")] + [("xero", kind) for kind in kinds_of("xero")]

EXCHANGED: set[str] = set()
"""Tokens, codes and PKCE verifiers, noted as they travelled."""


class Secrets:
    """All that was ever secret at a desk, found where it is known: at the other side and in the key file."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.noted: set[str] = set()

    def note(self) -> set[str]:
        """What is secret by now, each in the forms in which it could slip out."""
        desk, identity = self._desk, self._desk.world.xero.identity
        found = {desk.firm.api_key, *(o.api_key for o in desk.world.hubflo.organizations.values())}
        found |= set(identity.codes) | set(identity.refresh_tokens) | EXCHANGED
        found |= {app.client_secret for app in identity.apps.values() if app.client_secret}
        for file in (desk.folder / "config").glob("keys.json"):
            found |= set(json.loads(file.read_text())["keys"].values())
        self.noted |= {secret for secret in found if secret}
        return self.noted

    def state_and_verifiers(self, printed: str) -> None:
        """The state of an address that was printed for a person to open."""
        for address in re.findall(r"https?://\S+/authorize\S+", printed):
            self.noted |= set(parse_qs(urlsplit(address).query).get("state", []))


def leaks(secrets: set[str], text: str) -> list[str]:
    """Which of them stand in a text, whole or nearly so."""
    return [secret for secret in secrets if secret in text or secret[: max(12, len(secret) * 2 // 3)] in text]


@pytest.fixture(autouse=True)
def noted_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is sent to the token endpoint or comes back from it."""
    original = SandboxTransport.handle_request

    def noting(self: SandboxTransport, request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/connect/token"):
            return original(self, request)
        sent = parse_qs(request.read().decode())
        for name in ("code", "code_verifier", "refresh_token"):
            EXCHANGED.update(sent.get(name, []))
        answer = original(self, request)
        if answer.status_code == 200 and answer.headers.get("content-type", "").startswith(
            "application/json"
        ):
            got = re.findall(
                r'"(?:access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"', answer.read().decode()
            )
            EXCHANGED.update(got)
        return answer

    EXCHANGED.clear()
    monkeypatch.setattr(SandboxTransport, "handle_request", noting)


@pytest.fixture(autouse=True)
def everything_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """As chatty as libraries can be."""
    with caplog.at_level(logging.DEBUG):
        yield


def with_secret(desk: Desk, *words: str) -> Done:
    """`connect` with an app that has a secret, its consent allowed."""
    app = desk.act("xero.register_app", kind="web", redirect_uris=list(desk.firm.redirect_uris))
    given = {"API_KEY": desk.firm.api_key, "CLIENT_ID": app.client_id, "CLIENT_SECRET": app.client_secret}
    return desk.run("connect", "--no-browser", *words, answers=(desk.allow,), **given)


def test_no_command_prints_a_secret_and_no_file_holds_one_open(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = Secrets(desk)
    connected = with_secret(desk, "--yes", "--no-invoices")
    assert connected.status == 0, connected.said
    told = [re.sub(r"https?://\S+/authorize\S+", "", connected.out) + connected.err]
    for words in COMMANDS:
        desk.clock.advance(1700)
        done = desk.run(*words.split())
        told.append(done.out + done.err)
        secrets.note()
    file = tmp_path / "books.backup"
    told.append(desk.run("backup", str(file)).said)
    secrets.state_and_verifiers(connected.out)
    noted = secrets.note()

    assert len(noted) > 12
    store = b"".join(path.read_bytes() for path in (desk.folder / "data").iterdir()).decode("latin-1")
    places = {
        "printed": "\n".join(told),
        "logs": "\n".join(str(record.__dict__) for record in caplog.records if record.name != "asyncio"),
        "database": store,
        "backup": gzip.decompress(file.read_bytes()).decode(),
    }
    assert {place: leaks(noted, text) for place, text in places.items()} == {place: [] for place in places}


@pytest.mark.parametrize(("side", "kind"), FAULTS)
def test_no_error_path_tells_a_secret(
    live: Desk, side: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = Secrets(live)
    secrets.note()
    live.clock.advance(3600)  # tokens are renewed on the way
    live.fault(side=side, kind=kind, count=None, seconds=5.0 if kind in ("late", "slow") else 0.0)

    told = [
        live.run(*words.split()) for words in ("contacts import --json", "doctor", "status --check --json")
    ]
    told.append(live.connect())
    told.append(live.run("disconnect", "--yes"))
    noted = secrets.note()
    text = "\n".join(re.sub(r"https?://\S+/authorize\S+", "", done.out) + done.err for done in told)

    assert leaks(noted, text) == []
    assert leaks(noted, "\n".join(str(record.__dict__) for record in caplog.records)) == []
    assert all(done.status in (0, 1, 2, 3, 4) for done in told), text


def test_a_defect_is_told_by_its_kind_alone(live: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"the key is {live.firm.api_key}")

    monkeypatch.setattr("domain.services.showing.Showing.status", broken)
    done, told = live.run("status"), live.run("status", "--json")

    assert (done.status, told.status, told.error["error"]) == (70, 70, "defect")
    assert "RuntimeError in test_canaries.py, line" in done.said
    assert live.firm.api_key not in done.said + told.said


def test_the_disk_that_is_full_is_no_defect(live: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", f"/home/{live.firm.api_key}")

    monkeypatch.setattr("domain.services.showing.Showing.status", full)
    done = live.run("status")

    assert (done.status, "[machine-refused]" in done.err) == (1, True)
    assert "No space left on device" in done.said
    assert live.firm.api_key not in done.said
