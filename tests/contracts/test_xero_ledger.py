"""The ports of the ledger, taken by the Xero adapter over the sandbox: its real requests, no socket."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import FaultKind, kinds_of
from domain.access import AppKind
from domain.contact import ContactState
from domain.errors import AccessLost, NotNow, Problem, Rejected, ScopeMissing, Throttled, Unavailable
from tests.contracts.xero_scene import HERE, VERIFIER, Scene, connected, scene
from tests.unit.xero_adapter.around import GRANT

# --- Consent and tokens ---


@pytest.mark.parametrize("kind", [AppKind.CONSENT, AppKind.PUBLIC])
def test_a_consent_leads_to_the_organisation_that_it_added(kind: AppKind) -> None:
    made = scene(kind)

    tokens = made.consented()
    (tenant,) = made.xero.consent.tenants(tokens.access, event_id=tokens.event_id)

    assert tokens.event_id
    assert (tenant.tenant_id, tenant.name, tenant.event_id) == (made.tenant_id, "Acme Ltd", tokens.event_id)
    assert tokens.expires_at == made.clock.now() + timedelta(minutes=30)
    assert made.ledger.organisation().name == "Acme Ltd"


def test_a_custom_connection_reaches_its_one_organisation() -> None:
    made = scene(AppKind.CUSTOM)

    tokens = made.kept(made.xero.consent.own_tokens(made.app))
    (tenant,) = made.xero.consent.tenants(tokens.access)

    assert (tenant.tenant_id, tokens.refresh) == (made.tenant_id, "")
    assert made.ledger.organisation().name == "Acme Ltd"


def test_a_custom_connection_goes_on_after_half_an_hour() -> None:
    made = scene(AppKind.CUSTOM)
    made.kept(made.xero.consent.own_tokens(made.app))

    made.later(hours=2)

    assert made.ledger.organisation().name == "Acme Ltd"


@pytest.mark.parametrize("keeps", [True, False])
def test_who_comes_back_finds_the_organisation_again(keeps: bool) -> None:
    made = connected(reconnect_keeps_auth_event=keeps)

    tokens = made.consented()
    tenants = made.xero.consent.tenants(tokens.access, event_id=tokens.event_id)

    assert [tenant.tenant_id for tenant in tenants] == [made.tenant_id]


def test_of_two_organisations_the_event_names_the_new_one() -> None:
    made = connected()
    second = sandbox.add_organisation(made.world.xero, name="Beta SARL", country="FR", now=made.clock.now())

    tokens = made.consented(second)

    assert [one.name for one in made.xero.consent.tenants(tokens.access, event_id=tokens.event_id)] == [
        "Beta SARL"
    ]
    assert len(made.xero.consent.tenants(tokens.access)) == 2


def test_a_code_is_good_once_and_with_its_verifier() -> None:
    made = scene()
    request = made.xero.consent.request(made.app, state="s", verifier=VERIFIER)
    query = {name: values[0] for name, values in parse_qs(urlsplit(request.address).query).items()}
    back = sandbox.consent(made.world.xero, query, made.clock.now(), tenant_id=made.tenant_id)
    code = parse_qs(urlsplit(back).query)["code"][0]

    with pytest.raises(NotNow, match="consent-late"):
        made.xero.consent.redeem(made.app, code=code, verifier="w" * 43, redirect_address=HERE)
    made.xero.consent.redeem(made.app, code=code, verifier=VERIFIER, redirect_address=HERE)
    with pytest.raises(NotNow, match="consent-late"):
        made.xero.consent.redeem(made.app, code=code, verifier=VERIFIER, redirect_address=HERE)


def test_a_wrong_secret_is_refused() -> None:
    made = scene()
    made.apps.put(made.app, secret="wrong")

    with pytest.raises(AccessLost, match="app-refused") as refused:
        made.xero.consent.redeem(made.app, code="some-code", verifier=VERIFIER, redirect_address=HERE)

    assert refused.value.facts["error"] == "invalid_client"


def test_tokens_are_renewed_for_weeks() -> None:
    made = connected()

    for _ in range(20):
        made.later(days=3)
        assert made.ledger.organisation().name == "Acme Ltd"


def test_after_sixty_days_unused_a_person_must_reconnect() -> None:
    made = connected()

    made.later(days=60)
    with pytest.raises(AccessLost) as lost:
        made.ledger.organisation()

    assert lost.value.reason == "reconnect"
    assert made.grants.grants[GRANT].lost_at == made.clock.now()


def test_a_token_that_xero_calls_expired_is_renewed_once() -> None:
    made = connected()
    made.strike(FaultKind.EXPIRED_TOKEN, "/Organisation")

    assert made.ledger.organisation().name == "Acme Ltd"
    assert made.calls("/connect/token") == 2


@pytest.mark.parametrize("reuse", ["many", "once"])
@pytest.mark.parametrize("kind", [FaultKind.LOST_AFTER, FaultKind.CUT])
def test_new_tokens_whose_answer_was_lost_are_asked_for_again_with_the_old_ones(
    kind: FaultKind, reuse: str
) -> None:
    made = connected(old_refresh_token_reuse=reuse)
    made.later(hours=1)
    made.strike(kind, "/connect/token")

    with pytest.raises(Unavailable):
        made.ledger.organisation()
    made.later(minutes=29)

    assert made.ledger.organisation().name == "Acme Ltd"


def test_the_old_refresh_token_is_dead_after_its_grace() -> None:
    made = connected()
    made.later(hours=1)
    made.strike(FaultKind.LOST_AFTER, "/connect/token")
    with pytest.raises(Unavailable):
        made.ledger.organisation()

    made.later(minutes=31)
    with pytest.raises(AccessLost) as lost:
        made.ledger.organisation()

    assert lost.value.reason == "reconnect"


def test_disconnecting_is_seen_by_the_next_call_and_may_be_repeated() -> None:
    made = connected()
    (tenant,) = made.xero.consent.tenants(made.xero.tokens.token(GRANT))

    made.xero.consent.disconnect(GRANT, tenant.link_id)
    made.xero.consent.disconnect(GRANT, tenant.link_id)

    assert made.xero.consent.tenants(made.xero.tokens.token(GRANT)) == ()
    with pytest.raises(AccessLost) as lost:
        made.ledger.organisation()
    assert lost.value.reason == "organisation-disconnected"


def test_a_person_who_removes_the_app_in_xero_is_noticed() -> None:
    made = connected()

    sandbox.disconnect_app(made.world.xero, made.tenant_id, made.app.client_id, made.clock.now())

    with pytest.raises(AccessLost) as lost:
        made.page()
    assert lost.value.reason == "organisation-disconnected"


@pytest.mark.parametrize("challenge", [True, False])
def test_a_consent_without_the_scope_is_told_apart_and_never_loops(challenge: bool) -> None:
    made = scene(insufficient_scope_challenge=challenge)
    made.consented(scope="openid offline_access accounting.settings.read")

    assert made.ledger.organisation().name == "Acme Ltd"
    with pytest.raises(ScopeMissing):
        made.page()
    assert made.calls("/Contacts") == 1


# --- Reading ---


def test_the_organisation_is_as_xero_describes_it() -> None:
    organisation = connected().ledger.organisation()

    assert (organisation.country, organisation.base_currency, organisation.time_zone) == (
        "GB",
        "GBP",
        "Europe/London",
    )


def test_every_contact_comes_once_whatever_its_state() -> None:
    made = connected()
    ids = [made.contact(Name=f"Firm {number:04}") for number in range(2_300)]
    sandbox.archive_contact(made.world.xero, made.tenant_id, ids[0], made.clock.now())
    sandbox.gdpr_request(made.world.xero, made.tenant_id, ids[1], made.clock.now())
    sandbox.merge_contacts(made.world.xero, made.tenant_id, ids[2], ids[3], made.clock.now())

    before = len(made.world.xero.calls)
    contacts = made.all_contacts()

    assert contacts.keys() == set(ids)
    assert len(made.world.xero.calls) - before == 3
    assert contacts[ids[0]].state is ContactState.ARCHIVED
    assert contacts[ids[1]].state is ContactState.ERASURE_REQUESTED
    assert (contacts[ids[2]].state, contacts[ids[2]].merged_into) == (ContactState.ARCHIVED, ids[3])
    assert contacts[ids[4]].state is ContactState.ACTIVE


def test_pages_announce_the_total_and_xeros_time() -> None:
    made = connected()
    for number in range(1_001):
        made.contact(Name=f"Firm {number}")

    first, second = made.page(1), made.page(2)

    assert [(len(page.contacts), page.is_last, page.expected) for page in (first, second)] == [
        (1_000, False, 1_001),
        (1, True, 1_001),
    ]
    assert first.as_of == made.clock.now()


def test_an_organisation_without_contacts_has_one_empty_page() -> None:
    page = connected().page()

    assert (page.contacts, page.is_last, page.expected) == ((), True, 0)


def test_a_contact_comes_over_whole() -> None:
    made = connected()
    contact_id = made.contact(
        Name="ABC Limited",
        FirstName="Andrea",
        LastName="Dutchess",
        EmailAddress="andrea@abc.example",
        TaxNumber="GB123456789",
        IsCustomer=True,
        Phones=[{"PhoneType": "MOBILE", "PhoneNumber": "7700900123", "PhoneCountryCode": "44"}],
        Addresses=[{"AddressType": "STREET", "AddressLine1": "1 Mill Lane", "City": "Leeds"}],
        ContactPersons=[{"FirstName": "Bo", "LastName": "B", "EmailAddress": "bo@abc.example"}],
    )

    contact = made.all_contacts()[contact_id]

    assert (contact.name, contact.person_name, contact.email) == (
        "ABC Limited",
        "Andrea Dutchess",
        "andrea@abc.example",
    )
    assert (contact.phone, contact.address.street, contact.address.city) == (
        "+44 7700900123",
        "1 Mill Lane",
        "Leeds",
    )
    assert (contact.tax_number, contact.other_emails) == ("GB123456789", ("bo@abc.example",))
    assert (contact.is_customer, contact.is_supplier) == (True, False)
    assert contact.updated_at == made.clock.now()


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("strict", [True, False])
def test_changes_are_all_that_changed_at_or_after(inclusive: bool, strict: bool) -> None:
    made = connected(if_modified_since_inclusive=inclusive, if_modified_since_strict=strict)
    made.contact(Name="Long before")
    made.later(hours=1)
    at = made.clock.now()
    exactly = made.contact(Name="Exactly then")
    made.later(seconds=30)
    after = made.contact(Name="Afterwards")

    assert made.all_contacts(since=at).keys() == {exactly, after}


@pytest.mark.parametrize("not_modified", [True, False])
def test_nothing_changed_is_one_empty_last_page(not_modified: bool) -> None:
    made = connected(not_modified_304=not_modified)
    made.contact(Name="Long before")
    made.later(hours=1)

    page = made.page(since=made.clock.now())

    assert (page.contacts, page.is_last, page.as_of) == ((), True, made.clock.now())


def test_who_turned_customer_is_seen_by_reading_everything() -> None:
    made = connected()
    contact_id = made.contact(Name="Quiet")
    made.later(hours=1)
    sandbox.make_customer(made.world.xero, made.tenant_id, contact_id, made.clock.now())

    assert made.all_contacts(since=made.clock.now()) == {}
    assert made.all_contacts()[contact_id].is_customer


# --- Limits and faults ---


def test_sixty_calls_leave_within_a_minute_and_the_next_waits() -> None:
    made = connected()

    for _ in range(60):
        made.ledger.organisation()
    with pytest.raises(Throttled) as throttled:
        made.ledger.organisation()

    assert throttled.value.limit == "minute"
    assert made.calls("/Organisation") == 60
    made.clock.at = throttled.value.until
    assert made.ledger.organisation().name == "Acme Ltd"


def test_calls_of_others_count_as_xero_tells_them() -> None:
    made = connected()
    sandbox.spend_calls(made.world.xero, made.tenant_id, made.app.client_id, 4_800, made.clock.now())

    made.ledger.organisation()
    with pytest.raises(Throttled) as throttled:
        made.ledger.organisation()

    assert throttled.value.limit == "day"
    assert made.calls("/Organisation") == 1


@pytest.mark.parametrize("text", ["day", "DayLimit", "Daily"])
def test_a_day_that_others_used_up_is_told_with_its_end(text: str) -> None:
    made = connected(day_problem=text)
    sandbox.spend_calls(made.world.xero, made.tenant_id, made.app.client_id, 5_000, made.clock.now())

    with pytest.raises(Throttled) as throttled:
        made.ledger.organisation()

    assert throttled.value.limit == "day"
    assert timedelta(0) < throttled.value.until - made.clock.now() <= timedelta(hours=24)
    assert made.clock.pauses == []


def test_the_limit_of_the_whole_app_is_told() -> None:
    made = connected(app_minute_limit=1)
    made.ledger.organisation()

    with pytest.raises(Throttled) as throttled:
        made.ledger.organisation()

    assert throttled.value.limit == "app-minute"


def test_an_organisation_that_is_offline_says_so() -> None:
    made = connected()
    sandbox.set_offline(made.world.xero, made.tenant_id, offline=True)

    with pytest.raises(Unavailable) as offline:
        made.page()

    assert offline.value.facts["said"] == "The organisation is offline"


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (FaultKind.LOST_BEFORE, {}),
        (FaultKind.REFUSED, {}),
        (FaultKind.LOST_AFTER, {}),
        (FaultKind.LATE, {"seconds": 20.0}),
        (FaultKind.LIMIT_CONCURRENT, {}),
        (FaultKind.SLOW, {"seconds": 6.0}),
        (FaultKind.EXPIRED_TOKEN, {}),
    ],
)
def test_what_passes_is_not_noticed_by_who_reads(kind: FaultKind, more: dict[str, float]) -> None:
    made = connected()
    contact_id = made.contact(Name="Acme")
    made.strike(kind, "/Contacts", **more)

    assert made.all_contacts().keys() == {contact_id}
    assert len(made.world.faults.strikes) == 1


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        (FaultKind.ERROR, Unavailable),
        (FaultKind.UNAVAILABLE, Unavailable),
        (FaultKind.GATEWAY, Unavailable),
        (FaultKind.CUT, Unavailable),
        (FaultKind.LIMIT_MINUTE, Throttled),
        (FaultKind.LIMIT_DAY, Throttled),
    ],
)
def test_what_lasts_is_told_and_over_the_next_time(kind: FaultKind, becomes: type[Problem]) -> None:
    made = connected()
    contact_id = made.contact(Name="Acme")
    made.strike(kind, "/Contacts")

    with pytest.raises(becomes) as told:
        made.page()

    made.clock.at = told.value.until if isinstance(told.value, Throttled) else made.clock.at
    assert made.all_contacts().keys() == {contact_id}


def test_a_slow_answer_is_given_up_in_time() -> None:
    made = connected()
    made.strike(FaultKind.SLOW, "/Contacts", seconds=400.0, count=None)

    with pytest.raises(Unavailable):
        made.page()

    assert made.clock.now() < made.world.faults.strikes[0].at + timedelta(minutes=4)


Act = Callable[[Scene], object]


@pytest.mark.parametrize("act", [lambda made: made.consented(), lambda made: made.ledger.organisation()])
@pytest.mark.parametrize("kind", kinds_of("xero"))
def test_every_fault_becomes_one_of_our_errors_or_is_overcome(kind: FaultKind, act: Act) -> None:
    made = connected()
    more = {"seconds": 20.0} if kind in {FaultKind.LATE, FaultKind.SLOW} else {}
    made.strike(kind, "/connect/token|/Organisation", **more)

    try:
        act(made)
    except (Unavailable, Throttled, AccessLost, Rejected):
        made.later(days=1)

    assert made.consented().access
    assert made.ledger.organisation().name == "Acme Ltd"


def test_a_broad_app_asks_with_the_older_names() -> None:
    made = scene()
    registered = sandbox.register_app(made.world.xero, redirect_uris=(HERE,), scopes="broad")
    made.app = replace(made.app, client_id=registered.client_id, broad_scopes=True)
    made.apps.put(made.app, secret=registered.client_secret or "")

    tokens = made.consented()

    assert "accounting.transactions" in tokens.scopes
    assert made.page().contacts == ()
