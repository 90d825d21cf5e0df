"""Renewing a connection, several of them side by side, and what must not be mixed up."""

from tests.e2e.cli.desk import Desk


def test_a_lost_consent_is_renewed_and_the_work_goes_on(live: Desk) -> None:
    live.act("xero.disconnect_app", tenant_id=live.firm.tenant_id, client_id=live.firm.client_id)
    assert live.run("contacts", "import").status == 1
    assert live.run("status", "--check").status == 4

    renewed = live.connect()

    assert renewed.status == 0
    assert "default is connected again. What waited goes on by itself" in renewed.said
    assert live.run("contacts", "import").status == 0
    assert live.run("status", "--check").status == 3


def test_enter_keeps_the_key_and_the_app(live: Desk) -> None:
    done = live.run("connect", "--no-browser", answers=("", live.allow))

    assert done.status == 0, done.said
    assert "is connected again" in done.said


def test_a_replaced_key_is_renewed(live: Desk) -> None:
    new = live.act("hubflo.rotate_api_key", organization_id=live.firm.organization_id)

    refused = live.run("connect", "--no-browser", answers=("", live.allow))
    renewed = live.connect(API_KEY=new)

    assert (refused.status, "[api-key-refused]" in refused.err) == (1, True)
    assert renewed.status == 0
    assert live.run("contacts", "import", "--full").status == 0


def test_a_paused_connection_stays_paused(live: Desk) -> None:
    live.run("pause")

    done = live.connect()

    assert done.status == 0
    assert "default is connected again, and paused as before. To go on: `hubflo-xero resume`." in done.said
    assert live.run("status", "--json").data[0]["state"] == "paused"


def test_another_hubflo_organization_is_refused_with_both_names_before_any_consent(live: Desk) -> None:
    other = live.act("hubflo.add_organization", name="Somebody Else")
    before = len(live.requests("xero"))

    done = live.connect(API_KEY=other.api_key)

    assert (done.status, "[other-organisation]" in done.err) == (2, True)
    assert 'is joined to "Quay & Sons", and you chose "Somebody Else"' in done.said
    assert len(live.requests("xero")) == before


def test_another_xero_organisation_is_refused_with_both_names(live: Desk) -> None:
    other = live.act("xero.add_organisation", name="Other Books Ltd")
    keys = {"API_KEY": live.firm.api_key, "CLIENT_ID": live.firm.client_id, "CLIENT_SECRET": ""}
    live.act("xero.disconnect_app", tenant_id=live.firm.tenant_id, client_id=live.firm.client_id)

    done = live.run(
        "connect", "--no-browser", answers=(lambda printed: live.page(printed, "allow", other),), **keys
    )

    assert (done.status, "[other-organisation]" in done.err) == (2, True)
    assert 'is joined to "Quay & Sons Ltd", and you chose "Other Books Ltd"' in done.said


def test_a_new_app_at_xero_may_take_over_a_connection(live: Desk) -> None:
    app = live.act("xero.register_app", kind="pkce", redirect_uris=list(live.firm.redirect_uris))

    renewed = live.connect(CLIENT_ID=app.client_id)
    live.clock.advance(3600)  # the token ends, so the next call renews it with the app that it belongs to

    assert renewed.status == 0, renewed.said
    assert live.run("contacts", "import").status == 0
    assert live.run("status", "--check").status == 3


def test_a_wrong_secret_does_not_spoil_the_app_that_others_rest_on(desk: Desk) -> None:
    app = desk.act("xero.register_app", kind="custom", tenant_id=desk.firm.tenant_id)
    given = {"API_KEY": desk.firm.api_key, "CLIENT_ID": app.client_id, "CLIENT_SECRET": app.client_secret}
    assert desk.run("connect", "--custom", "--yes", "--no-invoices", **given).status == 0

    second = ("connect", "--custom", "--connection", "two", "--preview")
    wrong = desk.run(*second, **{**given, "CLIENT_SECRET": "wrong"})
    desk.clock.advance(3600)

    assert (wrong.status, "[app-refused]" in wrong.err) == (1, True), wrong.said
    assert desk.run("contacts", "import").status == 0


def test_several_connections_live_side_by_side(live: Desk) -> None:
    other = live.act("hubflo.add_organization", name="Second Studio")
    second = live.connect("--connection", "second", "--yes", API_KEY=other.api_key)
    assert second.status == 0, second.said

    unclear = live.run("contacts", "list")
    named = live.run("contacts", "list", "--connection", "second")
    unknown = live.run("contacts", "list", "--connection", "third")
    both = live.run("status", "--json")

    assert (unclear.status, "default, second" in unclear.said) == (2, True)
    assert named.status == 0
    assert (unknown.status, "[connection-unknown]" in unknown.err) == (2, True)
    assert [row["hubflo"] for row in both.data] == ["Quay & Sons", "Second Studio"]
    assert [row["connection"] for row in live.run("status", "--json", "--connection", "second").data] == [
        "second"
    ]


def test_one_pair_is_joined_once(live: Desk) -> None:
    done = live.connect("--connection", "twice", "--preview")

    assert (done.status, "[already-joined]" in done.err) == (2, True)
    assert len(live.run("status", "--json").data) == 1


def test_after_a_disconnect_the_same_name_begins_anew(live: Desk) -> None:
    ended = live.run("disconnect", "--yes")
    again = live.connect("--yes")

    assert (ended.status, "has ended, here and in Xero." in ended.said) == (0, True)
    assert again.status == 0, again.said
    assert "0 to create in Hubflo" in again.said


def test_xero_keeps_a_consent_that_another_connection_uses(live: Desk) -> None:
    other = live.act("hubflo.add_organization", name="Second Studio")
    live.connect("--connection", "second", "--yes", API_KEY=other.api_key)

    live.run("disconnect", "--connection", "second", "--yes")

    assert live.run("contacts", "import", "--connection", "default").status == 0


def test_disconnecting_asks_and_without_a_terminal_wants_to_be_told(live: Desk) -> None:
    done = live.run("disconnect")

    assert (done.status, "[nobody-to-ask]" in done.err) == (2, True)
    assert live.run("status", "--json").data[0]["state"] == "live"


def test_disconnecting_ends_here_even_when_xero_is_away(live: Desk) -> None:
    live.fault(kind="503", side="xero", path="/connections", count=None)

    done = live.run("disconnect", "--yes")

    assert done.status == 0
    assert "Remove it in Xero by hand" in done.said
    assert live.run("status").out.startswith("Nothing is connected yet.")
