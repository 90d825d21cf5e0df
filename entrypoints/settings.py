"""What an operator may set for this installation, from the environment (HUBFLO_XERO_...)."""

import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

APP = "hubflo-xero"
PREFIX = "HUBFLO_XERO_"
_OF_CONNECT = ("api_key", "client_id", "client_secret")
"""What `connect` takes from the environment, for programs that run it."""
_LIMITS = ("ge", "gt", "le")


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def _config_folder() -> Path:
    folder = Path(platformdirs.user_config_dir(APP, appauthor=False))
    # macOS and Windows have one folder for both: then the keys lie in a folder of their own beside it.
    return folder if folder != _data_folder() else folder.with_name(f"{APP}-keys")


class OperatorSettings(BaseSettings):
    """Addresses, folders and rhythm of one installation; times are in seconds.

    `xero_url` serves all of Xero's hosts when it is set, as the sandbox does. Keys lie outside the
    folder of the database on purpose: who copies the one has not copied the other. What is set to
    nothing is not set.
    `xero_calls_per_day` is what Xero allows an app per organisation: 1,000 on its Starter tier, else
    5,000 (Xero: API limits).
    `public_url` is the https address under which others reach `http_host` and `http_port`, through a
    proxy as a rule; without one no webhook is registered. A port of 0 is any that is free.
    `engine` says who wakes the clerks: by itself the kind of the database does.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    data_folder: Path = Field(default_factory=_data_folder)
    config_folder: Path = Field(default_factory=_config_folder, validate_default=True)
    database_url: str = ""
    hubflo_url: str = ""
    xero_url: str = ""
    xero_calls_per_day: int = Field(default=1000, ge=100, le=5000)
    redirect_port: int = Field(default=8765, ge=1024, le=65535)
    public_url: str = ""
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8780, ge=0, le=65535)
    smtp_url: str = ""
    mail_from: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    tick_seconds: float = Field(default=5.0, gt=0)
    lease_seconds: float = Field(default=20.0, ge=2)
    engine: Literal["by-database", "in-process"] = "by-database"
    connections_at_once: int = Field(default=8, ge=1, le=64)

    @field_validator("data_folder", "config_folder")
    @classmethod
    def _whole(cls, folder: Path) -> Path:
        try:
            return folder.expanduser().resolve()
        except RuntimeError:  # ~somebody who is not there
            raise ValueError("a folder, and ~ for yours") from None

    @field_validator("config_folder")
    @classmethod
    def _apart(cls, folder: Path, known: ValidationInfo) -> Path:
        """Whoever copies the folder of the database must not have copied the keys."""
        data = known.data.get("data_folder")
        if data is not None and (folder == data or data in folder.parents):
            raise ValueError(f"a folder outside of {PREFIX}DATA_FOLDER")
        return folder

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, url: str) -> str:
        """Hubflo and Xero post to https alone; on this machine, where the sandbox posts, http will do."""
        parts = urlsplit(url.strip())
        strange = parts.username is not None or parts.query or parts.fragment
        if url.strip() and (not parts.hostname or strange or not _may_post_to(parts.scheme, parts.hostname)):
            raise ValueError("https://...")
        return url.strip().rstrip("/")

    @property
    def store_url(self) -> str:
        """The database: the one that is named, else a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_folder / 'hubflo-xero.db'}"

    @property
    def shares_work(self) -> bool:
        """Whether any number of processes take hints from one queue; else each looks for itself."""
        return self.engine == "by-database" and not self.store_url.startswith("sqlite")

    @property
    def key_file(self) -> Path:
        """Where the vault's keys lie."""
        return self.config_folder / "keys.json"

    @property
    def redirect_address(self) -> str:
        """Where Xero sends the browser back to; to be registered with the app exactly so."""
        return f"http://localhost:{self.redirect_port}/callback"


def _may_post_to(scheme: str, host: str) -> bool:
    return scheme == "https" or (scheme == "http" and is_here(host))


def is_here(host: str) -> bool:
    """Whether a host is this machine and nobody else can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def allowed(name: str) -> str:
    """What a setting that is a number or one of a few words may be."""
    field = OperatorSettings.model_fields[name]
    if words := get_args(field.annotation):
        return " | ".join(words)
    limits = {kind: getattr(one, kind) for one in field.metadata for kind in _LIMITS if hasattr(one, kind)}
    if "gt" in limits:
        return f"more than {limits['gt']}"
    return f"{limits['ge']}-{limits['le']}" if "le" in limits else f"{limits['ge']} or more"


def unknown_names(environment: Mapping[str, str]) -> list[str]:
    """What looks like a setting of ours and is none: a name that was mistyped, most likely."""
    known = {*OperatorSettings.model_fields, *_OF_CONNECT}
    return sorted(
        name
        for name in environment
        if name.upper().startswith(PREFIX) and name.upper().removeprefix(PREFIX).lower() not in known
    )


def without_password(url: str) -> str:
    """The address of a database as it may be shown: without user, password and options."""
    scheme, found, rest = url.partition("://")
    if not found or not scheme.replace("+", "").isalnum():
        return "(not an address)"
    if scheme.startswith("sqlite"):
        return url
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"
