"""What may be set, and what a rhythm is made of."""

from datetime import time, timedelta

import pytest

from domain.errors import Invalid
from domain.settings import SETTINGS, Rhythm, checked, rhythm_of, with_defaults


@pytest.mark.parametrize(("name", "value"), with_defaults({}).items())
def test_every_default_is_allowed_and_in_its_one_form(name: str, value: str) -> None:
    assert checked(name, value) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("absence-wait-minutes", "120", "120"),
        ("absence-wait-minutes", " 0100 ", "100"),
        ("contacts-every-minutes", "10", "10"),
        ("contacts-every-minutes", "1440", "1440"),
        ("absence-wait-minutes", "1", "1"),
        ("full-scan-at", "2:05", "02:05"),
        ("full-scan-at", "23:59", "23:59"),
        ("full-scan-at", "00:00", "00:00"),
        ("notify", "Off", ""),
    ],
)
def test_a_value_is_kept_in_one_form(name: str, text: str, value: str) -> None:
    assert checked(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "allowed"),
    [
        ("absence-wait-minutes", "121", "1-120"),
        ("contacts-every-minutes", "", "10-1440"),
        ("contacts-every-minutes", "1e3", "10-1440"),
        ("contacts-every-minutes", "-200", "10-1440"),
        ("contacts-every-minutes", "200.0", "10-1440"),
        ("contacts-every-minutes", "٢٠٠", "10-1440"),
        ("contacts-every-minutes", "9", "10-1440"),
        ("absence-wait-minutes", "0", "1-120"),
        ("full-scan-at", "24:00", "00:00-23:59"),
        ("full-scan-at", "2", "00:00-23:59"),
        ("full-scan-at", "02:60", "00:00-23:59"),
        ("full-scan-at", "02:00:00", "00:00-23:59"),
        ("full-scan-at", "02:٠٠", "00:00-23:59"),
        ("start-date", "2026-13-01", "YYYY-MM-DD | today | off"),
        ("start-date", "yesterday", "YYYY-MM-DD | today | off"),
        ("notify", "ftp://x", "https://... | mailto:somebody@example.com | off"),
    ],
)
def test_any_other_value_is_refused_with_what_is_allowed(name: str, text: str, allowed: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(name, text)

    assert refused.value.reason == "setting-value"
    assert refused.value.facts == {"name": name, "value": text, "allowed": allowed}


def test_an_unknown_setting_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Invalid) as refused:
        checked("full-scan-on", "02:00")

    assert refused.value.reason == "setting-unknown"
    assert "full-scan-at, " in refused.value.facts["known"]


def test_what_is_set_goes_before_the_default_and_what_is_unknown_is_ignored() -> None:
    values = with_defaults({"contacts-every-minutes": "30", "of-an-older-version": "x"})

    assert set(values) == {setting.name for setting in SETTINGS}
    assert (values["contacts-every-minutes"], values["full-scan-at"]) == ("30", "02:00")


def test_the_rhythm_follows_the_settings() -> None:
    rhythm = rhythm_of(
        {"contacts-every-minutes": "30", "full-scan-at": "23:15", "absence-wait-minutes": "20"}
    )

    assert (rhythm.changes_every, rhythm.full_scan_at) == (timedelta(minutes=30), time(23, 15))
    assert rhythm.absence_wait == timedelta(minutes=20)


def test_with_nothing_set_contacts_are_looked_at_hourly_and_all_of_them_nightly() -> None:
    assert rhythm_of({}) == Rhythm(changes_every=timedelta(hours=1), full_scan_at=time(2, 0))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("start-date", "2026-03-01", "2026-03-01"),
        ("start-date", "off", ""),
        ("start-date", "", ""),
        ("document-status", "Draft", "draft"),
        ("revenue-account", " 200 ", "200"),
        ("revenue-account", "", ""),
        ("revenue-account", "Other Revenue", "Other Revenue"),
        ("cent-rounding", "allow", "allow"),
        ("numbers", "ledger", "ledger"),
        ("number-in-title", "INV-*", "INV-*"),
        ("number-in-title", "", ""),
        ("notify", "mailto:ada@example.com", "mailto:ada@example.com"),
        ("notify", "https://example.com/hook", "https://example.com/hook"),
    ],
)
def test_settings_of_invoices_have_one_form(name: str, text: str, value: str) -> None:
    assert checked(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("start-date", "2026-02-30"),
        ("start-date", "1 March"),
        ("start-date", "2026-3-1"),
        ("document-status", "approved"),
        ("cent-rounding", "yes"),
        ("number-in-title", "INV-"),
        ("number-in-title", "*-*"),
        ("notify", "ftp://example.com"),
        ("notify", "ada@example.com"),
        ("notify", "https://example.com/a b"),
    ],
)
def test_what_no_setting_of_invoices_can_be_is_refused(name: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(name, text)

    assert refused.value.reason == "setting-value"
