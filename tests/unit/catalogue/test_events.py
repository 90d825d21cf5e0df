"""The story of a contact and of a connection, word for word."""

from datetime import UTC, datetime

import pytest

from domain.event import SYSTEM, Event
from entrypoints.catalogue import event_line

SAMPLES = [
    (
        "held",
        {
            "contact": "Bright Agency Ltd",
            "contact_id": "6d42f03b-181f-43e3-93fb-2025c012de92",
            "person": "Tom Reed",
            "email": "accounts@bright.example",
            "other": "Anna Cole",
            "code": "email-other-name",
        },
        "Needs you: same email, other name. [email-other-name]",
    ),
    ("released", {"code": "email-other-name"}, "No question any more (same email, other name)."),
    (
        "decided",
        {"person": "Jane Smith", "person_id": "1041", "action": "link", "evidence": "email-and-name"},
        "To be joined to a Hubflo contact: same email and name.",
    ),
    (
        "decided",
        {"action": "create", "evidence": "nobody-like-them"},
        "To be created in Hubflo: nobody like them in Hubflo.",
    ),
    ("answered", {"answer": "same-as", "to": "1041", "name": ""}, "Answered: it is the Hubflo contact 1041."),
    (
        "answered",
        {"answer": "new", "to": "", "name": "Jane Smith"},
        "Answered: a new contact in Hubflo, called Jane Smith.",
    ),
    ("answered", {"answer": "leave-out", "to": "", "name": ""}, "Answered: it stays out of Hubflo."),
    ("link-state", {"state": "archived"}, "The contact was archived in Xero. The Hubflo contact stays."),
    (
        "person-created",
        {"person": "Jane Smith", "person_id": "1041", "company": "Acme Ltd"},
        'Created in Hubflo as Jane Smith, in the company "Acme Ltd".',
    ),
    ("person-created", {"person_id": "1041"}, "Created in Hubflo."),
    (
        "person-found-again",
        {"person": "Jane Smith", "person_id": "1041", "company": ""},
        "Found in Hubflo as Jane Smith: our creation had arrived, although its answer was lost.",
    ),
    (
        "person-linked",
        {
            "person": "Jane Smith",
            "person_id": "1041",
            "evidence": "email-and-name",
            "filled": "phone, postal_code, company_id",
        },
        (
            "Joined to Jane Smith in Hubflo: same email and name. Filled there, because it was empty: "
            "phone, postal code, company."
        ),
    ),
    (
        "person-linked",
        {"person_id": "1041", "evidence": "your-answer"},
        "Joined to a Hubflo contact: your answer. Nothing was changed there.",
    ),
    (
        "party-linked",
        {"company": "Acme Ltd", "company_id": "31"},
        'Joined to the company "Acme Ltd" in Hubflo, for which we made this contact in Xero.',
    ),
    (
        "person-updated",
        {"person_id": "1041", "fields": "email, phone", "kept": "city"},
        (
            "Changed in Hubflo after a change in Xero: email, phone. Left as somebody wrote it in Hubflo:"
            " city."
        ),
    ),
    (
        "edit-kept",
        {"fields": "phone"},
        "Changed in Xero, but left in Hubflo as somebody wrote it there: phone.",
    ),
    (
        "company-created",
        {"name": "Acme Ltd", "company_id": "31"},
        'The company "Acme Ltd" was created in Hubflo.',
    ),
    (
        "company-adopted",
        {"name": "Acme Ltd", "company_id": "31"},
        (
            'The company "Acme Ltd" was found in Hubflo: our creation had arrived, although its answer '
            "was lost."
        ),
    ),
    (
        "write-refused",
        {"act": "create-person", "dispatch": "d-1", "said": "Email is invalid"},
        'Hubflo refused to create the contact. It says: "Email is invalid".',
    ),
    (
        "write-unknown",
        {"act": "create-company", "dispatch": "d-1"},
        (
            "We asked Hubflo to create the company, and no clear answer came. We look for it instead of "
            "sending it again."
        ),
    ),
    (
        "write-absent",
        {"act": "update-person", "dispatch": "d-1"},
        "We looked long enough: Hubflo did not change the contact. It is sent again.",
    ),
    (
        "twin",
        {"name": "Jane Smith", "ids": "1041, 1042"},
        'Hubflo has "Jane Smith" twice (1041, 1042): the first attempt arrived after all.',
    ),
    (
        "forgotten",
        {"contact_id": "6d42f03b-181f-43e3-93fb-2025c012de92", "person_id": "1041"},
        (
            "Forgotten on request: what we knew of this contact was blanked here. Xero and Hubflo were "
            "not touched."
        ),
    ),
    (
        "connected",
        {"portal": "Studio Lark", "ledger": "Acme Ltd"},
        'Connected: "Studio Lark" in Hubflo with "Acme Ltd" in Xero.',
    ),
    ("reconnected", {}, "Connected again, with a new consent in Xero."),
    ("disconnected", {}, "Disconnected: nothing is read or written any more."),
    ("paused", {}, "Paused: nothing is read or written until it is resumed."),
    ("live", {}, "Made live: contacts come over from now on."),
    ("trusted-again", {}, "Xero and Hubflo were read whole after the backup or the move: writing goes on."),
    (
        "setting-changed",
        {"name": "full-scan-at", "value": "03:00"},
        'The setting full-scan-at was set to "03:00".',
    ),
    (
        "ledger-read",
        {"kind": "ledger-all", "read": "1204", "number": "7"},
        "Read everything in Xero: 1,204 contacts.",
    ),
    (
        "ledger-read",
        {"kind": "ledger-changes", "read": "1", "number": "8"},
        "Read what changed in Xero: 1 contact.",
    ),
    (
        "side-open-again",
        {"side": "ledger", "code": "unreachable", "since": "2026-05-03T08:14:00+00:00"},
        "Xero can be used again; it could not since 9:14 on 3 May 2026.",
    ),
    (
        "unreachable",
        {
            "service": "xero",
            "side": "ledger",
            "organisation": "Acme Ltd",
            "since": "2026-05-03T08:14:00+00:00",
            "tried_at": "2026-05-03T08:14:00+00:00",
            "why": "failed",
        },
        "Xero cannot be used right now. [unreachable]",
    ),
    (
        "ledger-reconnect",
        {
            "service": "xero",
            "side": "ledger",
            "organisation": "Acme Ltd",
            "since": "2026-05-03T08:14:00+00:00",
            "tried_at": "2026-05-03T08:14:00+00:00",
        },
        "Xero must be connected again. [ledger-reconnect]",
    ),
]


def event(code: str, facts: dict[str, str], actor: str = SYSTEM) -> Event:
    at = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)
    return Event(seq=1, at=at, actor=actor, subject="contact:c-1", code=code, facts=facts)


@pytest.mark.parametrize(("code", "facts", "told"), SAMPLES)
def test_the_line(code: str, facts: dict[str, str], told: str) -> None:
    assert event_line(event(code, facts), "Europe/London") == f"3 May 2026, 11:30: {told}"


def test_a_person_is_named() -> None:
    line = event_line(event("paused", {}, "person:ada"), "Europe/London")

    assert line == "3 May 2026, 11:30, by ada: Paused: nothing is read or written until it is resumed."


def test_an_event_of_a_newer_version_says_its_code() -> None:
    line = event_line(event("teleported", {}), "")

    assert line == (
        "3 May 2026, 10:30 UTC: Something that this version of hubflo-xero has no words for (teleported)."
    )
