"""What every request carries, and what never happens to one."""

from collections.abc import Callable

import httpx
import pytest

from adapters.hubflo.opening import HubfloPortals
from domain.budget import Purpose
from domain.contact import CompanyDraft, PersonDraft
from domain.dispatch import Envelope
from domain.errors import Invalid, LeaseLost, Unavailable
from domain.ids import CompanyId, PersonId
from domain.invoice import InvoiceId
from domain.ports.hooks import HookEvent
from domain.ports.portal import InvoiceList
from tests.support.budgets import MemoryBudgets
from tests.support.clock import ManualClock
from tests.unit.hubflo_adapter.scene import (
    COMPANY,
    INVOICE,
    INVOICE_ID,
    KEY,
    LINE,
    ORGANIZATION,
    PERSON,
    OneKey,
    Scene,
    page,
    reply,
    scene,
)

DRAFT = PersonDraft(first_name="Ada", last_name="Byron", email="ada@example.com")


def everything(at: Scene) -> None:
    """Each kind of request once."""
    portal = at.portal
    portal.organization()
    portal.people_page(1, purpose=Purpose.BACKGROUND)
    portal.companies_page(1, purpose=Purpose.BACKGROUND)
    portal.person(PersonId(PERSON["id"]))
    portal.company(CompanyId(COMPANY["id"]))
    portal.people_by_email("ada@example.com")
    portal.companies_by_name("Engines")
    portal.send_person(portal.create_person_envelope(DRAFT))
    portal.send_company(portal.create_company_envelope(CompanyDraft(name="Engines Ltd")))
    portal.invoices_page(1, of=InvoiceList.ISSUED, purpose=Purpose.BACKGROUND)
    portal.invoice(InvoiceId(INVOICE_ID))
    portal.invoice_head(InvoiceId(INVOICE_ID))
    portal.send_link(portal.link_envelope(InvoiceId(INVOICE_ID), "XERO-1"))
    portal.send_hook(portal.hook_envelope(HookEvent.ISSUED, "https://us.example/x"))
    portal.deliveries_page("w-1", 1, purpose=Purpose.BACKGROUND)
    portal.remove_hook("w-1")
    at.new_key.organization()


ANSWERS: tuple[Callable[[], httpx.Response], ...] = (
    lambda: reply(ORGANIZATION),
    lambda: page([PERSON], 1, 1),
    lambda: page([COMPANY], 1, 1),
    lambda: reply(PERSON),
    lambda: reply(COMPANY),
    lambda: page([PERSON], 1, 1),
    lambda: page([COMPANY], 1, 1),
    lambda: reply(PERSON, 201),
    lambda: reply(COMPANY, 201),
    lambda: page([INVOICE], 1, 1),
    lambda: reply(INVOICE),
    lambda: page([LINE], 1, 1, 1),
    lambda: reply(INVOICE),
    lambda: reply(INVOICE),
    lambda: reply({"id": "w-1", "secret": "s"}, 201),
    lambda: page([], 1, 0),
    lambda: httpx.Response(204, headers={"X-Organization-ID": ORGANIZATION["id"]}),
    lambda: reply({"pong": "ok"}, 201),
    lambda: reply(ORGANIZATION),
)


def test_every_request_is_marked_as_json_and_bears_the_key() -> None:
    at = scene(*(make() for make in ANSWERS))

    everything(at)

    assert len(at.arrived) == len(ANSWERS)
    for request in at.arrived:
        assert request.headers["Content-Type"] == "application/json"
        assert request.headers["Accept"] == "application/json"
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        assert str(request.url).startswith("https://hubflo.example/api/v2/")


def test_every_request_has_explicit_time_outs() -> None:
    at = scene(*(make() for make in ANSWERS), connect_seconds=1, write_seconds=2, read_seconds=3)

    everything(at)

    times = {tuple(sorted(request.extensions["timeout"].items())) for request in at.arrived}
    assert times == {(("connect", 1), ("pool", 1), ("read", 3), ("write", 2))}


def test_every_request_asks_the_permit_and_is_counted_and_flies_nowhere() -> None:
    at = scene(*(make() for make in ANSWERS[:-2]))
    portal = at.portal
    portal.organization()
    before = at.permit.checks

    portal.people_page(1, purpose=Purpose.BACKGROUND)

    assert (before, at.permit.checks) == (1, 2)
    row = at.budgets.read(f"hubflo:{ORGANIZATION['id']}")
    assert row.used_today == 2
    assert dict(row.flying) == {}


def test_a_lost_lease_sends_nothing_and_is_not_retried() -> None:
    at = scene()
    at.permit.checks_left = 0

    with pytest.raises(LeaseLost):
        at.portal.person(PersonId(PERSON["id"]))

    assert at.arrived == []


def test_a_lease_lost_after_the_proof_sends_no_write() -> None:
    at = scene(reply(ORGANIZATION))
    at.permit.checks_left = 1

    with pytest.raises(LeaseLost):
        at.portal.send_person(at.portal.create_person_envelope(DRAFT))

    assert at.asked() == ["GET /organizations"]


def test_a_redirect_is_never_followed() -> None:
    away = httpx.Response(301, headers={"Location": "https://elsewhere.example/api/v2/organizations"})
    at = scene(*(away for _ in range(3)))

    with pytest.raises(Unavailable):
        at.portal.organization()

    assert {request.url.host for request in at.arrived} == {"hubflo.example"}


def test_no_cookie_is_kept_from_one_request_to_the_next() -> None:
    answer = reply(ORGANIZATION, Set_Cookie="session=of-another; Path=/; HttpOnly")
    at = scene(answer, reply(ORGANIZATION))

    at.portal.organization()
    at.portal.organization()

    assert "Cookie" not in at.arrived[1].headers


@pytest.mark.parametrize("path", ["@elsewhere.example/x", ".elsewhere.example/x", "contacts", ""])
def test_the_key_goes_to_no_other_host(path: str) -> None:
    at = scene().proven()

    with pytest.raises(Invalid) as caught:
        at.portal.send_person(Envelope(method="POST", path=path, body=b"{}"))

    assert caught.value.reason == "address-not-safe"
    assert at.arrived == []


def test_a_host_without_a_path_cannot_be_extended_into_another() -> None:
    at = Scene(address="https://hubflo.example").proven()

    with pytest.raises(Invalid):
        at.portal.send_person(Envelope(method="POST", path=".elsewhere.example/x", body=b"{}"))

    assert at.arrived == []


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://app.hubflo.com/api/v2", True),
        ("http://localhost:3000/api/v2", True),
        ("http://127.0.0.1:3000/api/v2", True),
        ("http://[::1]:3000/api/v2", True),
        ("http://app.hubflo.com/api/v2", False),
        ("http://localhost.evil.example/api/v2", False),
        ("ftp://app.hubflo.com", False),
    ],
)
def test_plain_http_is_for_this_machine_only(address: str, safe: bool) -> None:
    def opened() -> HubfloPortals:
        return HubfloPortals(
            clock=ManualClock(),
            budgets=MemoryBudgets(),
            connections=OneKey(KEY),
            address=address,
        )

    if safe:
        opened().close()
    else:
        with pytest.raises(Invalid) as caught:
            opened()
        assert caught.value.reason == "address-not-safe"


def test_an_address_with_a_slash_at_its_end_is_the_same() -> None:
    at = Scene(address="https://hubflo.example/api/v2/").then(reply(ORGANIZATION))

    at.portal.organization()

    assert str(at.arrived[0].url) == "https://hubflo.example/api/v2/organizations"
