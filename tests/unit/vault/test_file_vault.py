"""Secrets open only with their key, in their place, and a lost key is never replaced."""

import base64
import json
import multiprocessing
import stat
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.vault import FileVault
from domain.errors import SealBroken, StoreProblem
from domain.ports.vault import Place

PLACE = Place("grant", "g-1", "tokens")
CANARY = "canary-1f6b-refresh-token"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "ring.json"


@pytest.fixture
def vault(path: Path) -> FileVault:
    return FileVault(path, may_create=True)


def test_what_was_sealed_opens_in_its_place(vault: FileVault) -> None:
    sealed = vault.seal(f"{CANARY} ünïcode", PLACE)

    assert vault.open(sealed, PLACE) == f"{CANARY} ünïcode"
    assert CANARY not in sealed
    assert sealed.isascii()
    assert sealed.isprintable()


def test_the_same_text_is_sealed_differently_each_time(vault: FileVault) -> None:
    assert vault.seal("same", PLACE) != vault.seal("same", PLACE)


def test_an_empty_text_can_be_sealed(vault: FileVault) -> None:
    assert vault.open(vault.seal("", PLACE), PLACE) == ""


@pytest.mark.parametrize(
    "other",
    [
        Place("grants", "g-1", "tokens"),
        Place("grant", "g-2", "tokens"),
        Place("grant", "g-1", "token"),
        Place("grant", "g-1tokens", ""),
        Place("grantg-1", "", "tokens"),
        Place('grant","g-1', "", "tokens"),
    ],
)
def test_a_secret_opens_in_no_other_place(vault: FileVault, other: Place) -> None:
    sealed = vault.seal(CANARY, PLACE)

    with pytest.raises(SealBroken) as caught:
        vault.open(sealed, other)

    assert caught.value.reason == "seal-broken"
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_changed_letter_breaks_the_seal(vault: FileVault) -> None:
    sealed = vault.seal(CANARY, PLACE)
    changed = sealed[:-3] + ("A" if sealed[-3] != "A" else "B") + sealed[-2:]

    with pytest.raises(SealBroken):
        vault.open(changed, PLACE)


@pytest.mark.parametrize(
    "sealed", ["", "plain text", "v1.key", "v2.key.AAAA", "v1.k.***", "v1.k.AAAA", "v1.k.ü"]
)
def test_what_is_no_seal_is_refused(vault: FileVault, sealed: str) -> None:
    with pytest.raises(SealBroken) as caught:
        vault.open(sealed, PLACE)

    assert caught.value.reason == "seal-unreadable"


def test_the_file_is_the_owners_alone(vault: FileVault, path: Path) -> None:
    vault.seal(CANARY, PLACE)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(each.name for each in path.parent.iterdir()) == ["ring.json", "ring.json.lock"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_reach_is_refused(vault: FileVault, path: Path, mode: int) -> None:
    vault.seal(CANARY, PLACE)
    path.chmod(mode)

    with pytest.raises(SealBroken) as caught:
        vault.seal(CANARY, PLACE)

    assert caught.value.reason == "key-file-open-to-others"
    assert caught.value.facts["mode"] == f"{mode:04o}"


def test_without_its_file_nothing_opens_and_no_key_is_made(vault: FileVault, path: Path) -> None:
    sealed = vault.seal(CANARY, PLACE)
    path.unlink()
    fresh = FileVault(path, may_create=False)

    attempts: list[Callable[[], str]] = [
        lambda: fresh.open(sealed, PLACE),
        lambda: fresh.seal("x", PLACE),
        fresh.add_key,
    ]
    for attempt in attempts:
        with pytest.raises(SealBroken) as caught:
            attempt()
        assert caught.value.reason == "key-file-missing"
    assert not path.exists()


def test_opening_never_makes_a_key_even_where_sealing_may(vault: FileVault, path: Path) -> None:
    sealed = vault.seal(CANARY, PLACE)
    path.unlink()

    with pytest.raises(SealBroken):
        FileVault(path, may_create=True).open(sealed, PLACE)

    assert not path.exists()


def test_a_file_that_vanishes_under_a_running_process_is_not_made_anew(vault: FileVault, path: Path) -> None:
    vault.seal(CANARY, PLACE)
    path.unlink()

    with pytest.raises(SealBroken):
        vault.seal(CANARY, PLACE)

    assert not path.exists()


def test_another_key_is_told_from_a_broken_seal(vault: FileVault, path: Path, tmp_path: Path) -> None:
    sealed = vault.seal(CANARY, PLACE)
    other = FileVault(tmp_path / "other.json", may_create=True)
    other.seal("x", PLACE)

    with pytest.raises(SealBroken) as caught:
        other.open(sealed, PLACE)

    assert caught.value.reason == "key-missing"
    assert caught.value.facts["key"] == vault.current_key_id


def test_a_key_under_another_id_opens_nothing(vault: FileVault, path: Path) -> None:
    sealed = vault.seal(CANARY, PLACE)
    old = vault.current_key_id
    path.write_text(path.read_text().replace(old, "renamed"))

    with pytest.raises(SealBroken) as caught:
        FileVault(path, may_create=False).open(sealed.replace(old, "renamed"), PLACE)

    assert caught.value.reason == "seal-broken"


def test_rotation_keeps_old_keys_until_they_are_dropped(vault: FileVault) -> None:
    sealed = vault.seal(CANARY, PLACE)
    old = vault.current_key_id

    new = vault.add_key()

    assert new != old
    assert vault.current_key_id == new
    assert vault.key_id_of(sealed) == old
    assert vault.open(sealed, PLACE) == CANARY

    resealed = vault.seal(CANARY, PLACE)
    vault.drop_keys_but(new)

    assert vault.key_id_of(resealed) == new
    assert vault.open(resealed, PLACE) == CANARY
    with pytest.raises(SealBroken):
        vault.open(sealed, PLACE)


def test_the_key_that_seals_now_cannot_be_dropped(vault: FileVault) -> None:
    old = vault.current_key_id
    new = vault.add_key()

    with pytest.raises(StoreProblem) as caught:
        vault.drop_keys_but(old)

    assert caught.value.reason == "key-not-current"
    assert vault.current_key_id == new


def test_a_process_that_runs_follows_a_rotation_elsewhere(vault: FileVault, path: Path) -> None:
    vault.seal(CANARY, PLACE)
    elsewhere = FileVault(path, may_create=False)
    new = elsewhere.add_key()
    theirs = elsewhere.seal(CANARY, PLACE)

    assert vault.open(theirs, PLACE) == CANARY
    assert vault.key_id_of(vault.seal("x", PLACE)) == new


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"version": 1, "current": "a", "keys": {}}',
        '{"version": 1, "current": "a", "keys": {"a": "c2hvcnQ="}}',
        '{"version": 1, "current": "a", "keys": {"a": 5}}',
        '{"version": 1, "current": "a", "keys": ["a"]}',
    ],
)
def test_a_file_that_is_no_key_ring_is_refused_and_kept(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)
    path.chmod(0o600)

    with pytest.raises(SealBroken) as caught:
        FileVault(path, may_create=True).seal(CANARY, PLACE)

    assert caught.value.reason == "key-file-unreadable"
    assert path.read_text() == content


def test_a_ring_of_a_later_form_is_refused(vault: FileVault, path: Path) -> None:
    vault.seal(CANARY, PLACE)
    path.write_text(path.read_text().replace('"version": 1', '"version": 2'))

    with pytest.raises(SealBroken):
        FileVault(path, may_create=True).seal(CANARY, PLACE)


def test_no_key_shows_in_reprs_or_errors(vault: FileVault, path: Path) -> None:
    vault.seal(CANARY, PLACE)
    key = next(iter(json.loads(path.read_text())["keys"].values()))
    path.write_text(path.read_text() + "trailing")

    with pytest.raises(SealBroken) as caught:
        FileVault(path, may_create=False).seal(CANARY, PLACE)

    chain: list[BaseException | None] = [caught.value, caught.value.__cause__, caught.value.__context__]
    shown = "".join(traceback.format_exception(caught.value)) + "".join(
        repr(error) + str(vars(error)) for error in chain if error is not None
    )
    assert key not in shown + repr(vault)
    assert key not in repr(vars(vault))
    assert repr(base64.b64decode(key))[2:20] not in repr(vars(vault))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreProblem) as caught:
        FileVault(tmp_path / "file" / "ring.json", may_create=True).seal(CANARY, PLACE)

    assert caught.value.reason.startswith("key-file-")
    assert "ring.json" in caught.value.facts["path"]


def _add_keys(path: Path, count: int) -> None:
    vault = FileVault(path, may_create=True)
    for _ in range(count):
        vault.add_key()


def test_no_key_is_lost_when_processes_begin_and_rotate_at_once(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_add_keys, args=(path, 5)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(json.loads(path.read_text())["keys"]) == 1 + 3 * 5
