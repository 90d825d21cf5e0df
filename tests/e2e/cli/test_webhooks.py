"""`hubflo-xero webhooks`: what to enter at Xero, which hooks there are, and a key that nobody sees."""

from domain.nudge import Hook, HookState
from entrypoints.catalogue import hook_label
from tests.e2e.cli.desk import Desk

KEY = "the-webhook-key-that-xero-showed-once"
PUBLIC = "https://books.example"


def app_of(desk: Desk) -> str:
    """The id of the one app."""
    with desk.house() as house:
        [connection] = house.container.storage().connections.all()
        return connection.app_id


def add_hook(desk: Desk, base: str) -> None:
    """One that Hubflo made."""
    with desk.house() as house:
        [connection] = house.container.storage().connections.all()
        with house.container.storage().store.writing(connection.id) as books:
            address, now = f"{base}/webhooks/hubflo/path", house.clock.now()
            books.hooks.add(
                Hook(path="path", event="issued", address=address, state=HookState.ASKED, made_at=now)
            )
            books.hooks.made("path", "h-1", "the-secret-of-the-hook")


def test_without_an_address_nobody_complains(live: Desk) -> None:
    done = live.run("webhooks")

    assert done.status == 0
    assert "No public address is set (HUBFLO_XERO_PUBLIC_URL)" in done.said
    assert "There is no webhook in Hubflo." in done.said
    assert "xero-key" not in done.said


def test_the_address_for_xero_is_shown_until_its_key_is_known_and_after(live: Desk) -> None:
    address = f"{PUBLIC}/webhooks/xero/{app_of(live)}"

    before = live.run("webhooks", PUBLIC_URL=f"{PUBLIC}/")
    kept = live.run("webhooks", "xero-key", answers=(KEY,), PUBLIC_URL=PUBLIC)
    after = live.run("webhooks", PUBLIC_URL=PUBLIC)

    assert address in before.said
    assert "not known yet: `hubflo-xero webhooks xero-key`" in before.said
    assert kept.status == 0
    assert address in kept.said
    assert "Xero's webhook key is known." in after.said
    with live.house() as house:
        [connection] = house.container.storage().connections.all()
        assert house.container.storage().apps.webhook_key(connection.app_id) == KEY
    for text in (before.said, kept.said, after.said):
        assert KEY not in text
    for file in (live.folder / "data").iterdir():
        assert KEY.encode() not in file.read_bytes()


def test_the_key_can_be_taken_away_and_none_changes_nothing(live: Desk) -> None:
    live.run("webhooks", "xero-key", answers=(KEY,))

    nothing = live.run("webhooks", "xero-key", answers=("",))
    assert nothing.status == 2
    assert "[webhook-key-missing]" in nothing.said
    assert live.run("webhooks", "--json").data["connections"][0]["xero_key_known"] is True

    assert live.run("webhooks", "xero-key", "--remove").status == 0
    assert live.run("webhooks", "--json").data["connections"][0]["xero_key_known"] is False


def test_the_hooks_are_listed_without_their_secrets(live: Desk) -> None:
    add_hook(live, PUBLIC)

    done = live.run("webhooks", PUBLIC_URL=PUBLIC)
    moved = live.run("webhooks", PUBLIC_URL="https://elsewhere.example")
    data = live.run("webhooks", "--json", PUBLIC_URL=PUBLIC)

    assert f"an invoice is issued {hook_label(HookState.LIVE)}" in done.said
    assert "replaces them" not in done.said
    assert "Some deliver to another address than ours" in moved.said
    [hook] = data.data["connections"][0]["hooks"]
    assert (hook["event"], hook["state"], hook["id"], hook["checked_at"]) == ("issued", "live", "h-1", None)
    for text in (done.said, moved.said, data.said):
        assert "the-secret-of-the-hook" not in text
