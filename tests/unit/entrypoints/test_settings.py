"""What an operator sets: what is taken, what is refused, what may be shown."""

from pathlib import Path

import platformdirs
import pytest
from pydantic import ValidationError

from entrypoints.settings import OperatorSettings, unknown_names, without_password


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUBFLO_XERO_DATA_FOLDER", "")
    monkeypatch.setenv("HUBFLO_XERO_REDIRECT_PORT", "")

    settings = OperatorSettings()

    assert settings.data_folder == Path(platformdirs.user_data_dir("hubflo-xero", appauthor=False))
    assert settings.redirect_address == "http://localhost:8765/callback"


def test_the_keys_lie_beside_the_folder_of_the_database_where_a_system_has_one_for_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(tmp_path / "hubflo-xero"))
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: str(tmp_path / "hubflo-xero"))

    settings = OperatorSettings()

    assert settings.key_file == tmp_path / "hubflo-xero-keys" / "keys.json"


@pytest.mark.parametrize("config", ["", "keys", "a/b"])
def test_keys_inside_the_folder_of_the_database_are_refused(tmp_path: Path, config: str) -> None:
    with pytest.raises(ValidationError):
        OperatorSettings(data_folder=tmp_path, config_folder=tmp_path / config)


def test_a_mistyped_name_is_found() -> None:
    names = ["HUBFLO_XERO_DATABASE_ULR", "HUBFLO_XERO_API_KEY", "hubflo_xero_tick_seconds", "PATH"]

    assert unknown_names(dict.fromkeys(names, "x")) == ["HUBFLO_XERO_DATABASE_ULR"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("sqlite:////home/jo@work/books.db", "sqlite:////home/jo@work/books.db"),
        ("postgresql://jo:se@cret@db.example:5432/books", "postgresql://db.example:5432/books"),
        ("postgresql+psycopg://db/books?user=jo&password=secret", "postgresql+psycopg://db/books"),
        ("jo:secret@db", "(not an address)"),
        ("jo:secret@db://x", "(not an address)"),
        ("", "(not an address)"),
    ],
)
def test_no_password_is_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("", ""),
        ("https://books.example/", "https://books.example"),
        (" https://books.example:8443/hubflo-xero ", "https://books.example:8443/hubflo-xero"),
        ("http://127.0.0.1:8780", "http://127.0.0.1:8780"),
        ("http://[::1]:8780", "http://[::1]:8780"),
        ("http://localhost:8780", "http://localhost:8780"),
    ],
)
def test_a_public_address_is_https_or_this_machine(given: str, taken: str) -> None:
    assert OperatorSettings(public_url=given).public_url == taken


@pytest.mark.parametrize(
    "given",
    [
        "http://books.example",
        "books.example",
        "https://",
        "ftp://books.example",
        "https://jo:secret@books.example",
        "https://books.example/?key=secret",
        "https://books.example/#top",
        "https://[::1",
    ],
)
def test_another_public_address_is_refused_without_being_repeated(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        OperatorSettings(public_url=given)

    assert "secret" not in str(refused.value)
