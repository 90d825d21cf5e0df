"""What every registry must do: connections, apps, grants, attempts."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from domain.access import App, AppKind, ConnectAttempt, Tokens
from domain.connection import Connection
from domain.errors import Invalid, NotFound, NotNow
from domain.ids import AppId, AttemptId, ConnectionId, GrantId
from tests.contracts.storage_fixtures import Rig, StorageSuite


class ConnectionsSuite(StorageSuite):
    """The list of connections."""

    def test_a_connection_comes_back_whole(self, rig: Rig, connection: Connection) -> None:
        assert rig.storage.connections.get(connection.id) == connection
        assert rig.storage.connections.named("default") == connection
        assert rig.storage.connections.api_key(connection.id) == "portal-key"

    def test_a_pair_is_joined_once(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(Invalid, match="already-joined") as refused:
            rig.connect("second")
        assert refused.value.facts["connection"] == "default"

        rig.connect("other tenant", tenant="tenant-2")
        rig.end(connection)
        rig.connect("second")

    def test_a_name_is_given_once(self, rig: Rig, connection: Connection) -> None:
        with pytest.raises(Invalid, match="name-taken"):
            rig.connect(connection.name, portal="portal-2")

        rig.end(connection)
        again = rig.connect(connection.name, portal="portal-2")
        assert rig.storage.connections.named(connection.name) == again

    def test_ended_connections_are_listed_when_asked_for(self, rig: Rig) -> None:
        second, first = rig.connect("b", portal="p-b"), rig.connect("a", portal="p-a")
        ended = rig.end(rig.connect("c", portal="p-c"))

        assert rig.storage.connections.all() == (first, second)
        assert rig.storage.connections.all(with_ended=True) == (first, second, ended)
        assert rig.storage.connections.using_grant(second.grant_id) == (second,)
        assert rig.storage.connections.using_grant(ended.grant_id) == ()
        with pytest.raises(NotFound):
            rig.storage.connections.named("c")

    def test_live_connections_of_one_organisation(self, rig: Rig) -> None:
        second, first = rig.connect("b", portal="p-b"), rig.connect("a", portal="p-a")
        rig.connect("elsewhere", portal="p-c", tenant="tenant-2")
        rig.end(rig.connect("ended", portal="p-d"))
        app_id, tenant_id = first.app_id, first.tenant_id

        assert second.app_id == app_id
        assert rig.storage.connections.of_tenant(app_id, tenant_id) == (first, second)
        assert rig.storage.connections.of_tenant(rig.app("client-2").id, tenant_id) == ()

    def test_the_portal_key_can_be_replaced(self, rig: Rig, connection: Connection) -> None:
        rig.storage.connections.set_api_key(connection.id, "new-key")

        assert rig.storage.connections.api_key(connection.id) == "new-key"

    def test_what_is_not_there(self, rig: Rig) -> None:
        nobody = ConnectionId("nobody")
        for ask in (rig.storage.connections.get, rig.storage.connections.api_key):
            with pytest.raises(NotFound):
                ask(nobody)
        with pytest.raises(NotFound):
            rig.storage.connections.set_api_key(nobody, "key")
        with pytest.raises(NotFound):
            rig.storage.connections.named("nobody")


class AppsSuite(StorageSuite):
    """Registrations at the ledger."""

    def test_there_is_one_default_workspace(self, rig: Rig) -> None:
        assert rig.storage.apps.default_workspace() == rig.storage.apps.default_workspace()

    def test_an_app_comes_back_whole(self, rig: Rig) -> None:
        app = rig.app()

        assert rig.storage.apps.get(app.id) == app
        assert rig.storage.apps.by_client_id("client-1") == app
        assert rig.storage.apps.by_client_id("client-2") is None
        assert rig.storage.apps.secret(app.id) == "app-secret"

    def test_a_client_id_keeps_its_app(self, rig: Rig) -> None:
        app = rig.app(secret="old")
        new = App(
            id=AppId("another"),
            workspace_id=app.workspace_id,
            kind=AppKind.CUSTOM,
            client_id=app.client_id,
            redirect_address="http://localhost/other",
            broad_scopes=True,
        )

        assert rig.storage.apps.put(new, secret="new") == replace(new, id=app.id)
        assert rig.storage.apps.get(app.id) == replace(new, id=app.id)
        assert rig.storage.apps.secret(app.id) == "new"

    def test_a_public_app_has_no_secret(self, rig: Rig) -> None:
        assert rig.storage.apps.secret(rig.app(secret="").id) == ""

    def test_the_key_of_webhooks_comes_and_goes(self, rig: Rig) -> None:
        app = rig.app()
        assert rig.storage.apps.webhook_key(app.id) == ""

        rig.storage.apps.set_webhook_key(app.id, "webhook-key")
        rig.app(secret="another")
        assert rig.storage.apps.webhook_key(app.id) == "webhook-key"
        assert rig.storage.apps.secret(app.id) == "another"
        rig.storage.apps.set_webhook_key(app.id, "")
        assert rig.storage.apps.webhook_key(app.id) == ""

    def test_what_is_not_there(self, rig: Rig) -> None:
        for ask in (rig.storage.apps.get, rig.storage.apps.secret, rig.storage.apps.webhook_key):
            with pytest.raises(NotFound):
                ask(AppId("nobody"))
        with pytest.raises(NotFound):
            rig.storage.apps.set_webhook_key(AppId("nobody"), "key")


class GrantsSuite(StorageSuite):
    """Token pairs."""

    def test_a_pair_comes_back_whole(self, rig: Rig) -> None:
        app = rig.app()
        grant = rig.storage.grants.add(app.id, rig.tokens(), rig.now)

        assert rig.storage.grants.get(grant.id) == grant
        assert (grant.app_id, grant.created_at, grant.tokens_at, grant.lost_at) == (
            app.id,
            rig.now,
            rig.now,
            None,
        )
        assert rig.storage.grants.tokens(grant.id) == rig.tokens()

    def test_client_credentials_have_no_refresh_token(self, rig: Rig) -> None:
        tokens = replace(rig.tokens(), refresh="", scopes=frozenset())
        grant = rig.storage.grants.add(rig.app().id, tokens, rig.now)

        assert rig.storage.grants.tokens(grant.id) == tokens

    def test_a_swap_needs_the_old_token(self, rig: Rig) -> None:
        grant, later = rig.grant(), rig.now + timedelta(minutes=29)
        new = Tokens(access="access-2", refresh="refresh-2", expires_at=later, scopes=frozenset({"x"}))

        assert rig.storage.grants.swap(grant.id, old_access="access-1", tokens=new, now=later)
        assert not rig.storage.grants.swap(grant.id, old_access="access-1", tokens=rig.tokens(), now=later)
        assert rig.storage.grants.tokens(grant.id) == new
        assert rig.storage.grants.get(grant.id).tokens_at == later

    def test_of_many_swaps_at_once_one_counts(self, rig: Rig) -> None:
        grant, begin = rig.grant(), Barrier(8)

        def swap(number: int) -> bool:
            begin.wait(timeout=30)
            tokens = rig.tokens(f"new-{number}")
            return rig.storage.grants.swap(grant.id, old_access="access-1", tokens=tokens, now=rig.now)

        with ThreadPoolExecutor(8) as pool:
            swapped = list(pool.map(swap, range(8)))
        assert swapped.count(True) == 1
        assert rig.storage.grants.tokens(grant.id).access == f"new-{swapped.index(True)}"

    def test_a_lost_grant_lives_again_by_a_new_consent(self, rig: Rig) -> None:
        grant = rig.grant()
        rig.storage.grants.lost(grant.id, rig.now)
        assert rig.storage.grants.get(grant.id).lost_at == rig.now

        rig.storage.grants.replace(grant.id, rig.tokens("access-9"), rig.now)
        assert rig.storage.grants.get(grant.id).lost_at is None
        assert rig.storage.grants.tokens(grant.id).access == "access-9"

    def test_one_refreshes_at_a_time(self, rig: Rig) -> None:
        grant, grants = rig.grant(), rig.storage.grants

        assert grants.lock_refresh(grant.id, "one", 10)
        assert not grants.lock_refresh(grant.id, "two", 10)
        assert not grants.lock_refresh(grant.id, "one", 10)
        grants.unlock_refresh(grant.id, "two")
        assert not grants.lock_refresh(grant.id, "two", 10)
        grants.unlock_refresh(grant.id, "one")
        assert grants.lock_refresh(grant.id, "two", 10)

    def test_a_refresh_that_never_ended_is_taken_over(self, rig: Rig) -> None:
        grant, grants = rig.grant(), rig.storage.grants
        assert grants.lock_refresh(grant.id, "one", 10)

        rig.clock.advance(9.9)
        assert not grants.lock_refresh(grant.id, "two", 10)
        rig.clock.advance(0.1)
        assert grants.lock_refresh(grant.id, "two", 10)

    def test_what_is_not_there(self, rig: Rig) -> None:
        nobody, grants = GrantId("nobody"), rig.storage.grants
        for ask in (grants.get, grants.tokens):
            with pytest.raises(NotFound):
                ask(nobody)
        for change in (grants.replace, lambda g, t, n: grants.swap(g, old_access="", tokens=t, now=n)):
            with pytest.raises(NotFound):
                change(nobody, rig.tokens(), rig.now)
        assert not grants.lock_refresh(nobody, "one", 10)


class AttemptsSuite(StorageSuite):
    """Consents that were asked for."""

    def attempt(self, rig: Rig) -> ConnectAttempt:
        """A stored attempt that lives five minutes."""
        app = rig.app()
        attempt = ConnectAttempt(
            id=AttemptId("attempt-1"),
            workspace_id=app.workspace_id,
            app_id=app.id,
            state_hash="00ff",
            redirect_address="http://localhost:8765/callback",
            created_at=rig.now,
            expires_at=rig.now + timedelta(minutes=5),
        )
        rig.storage.attempts.add(attempt, verifier="verifier-1")
        return attempt

    def test_an_attempt_is_used_once(self, rig: Rig) -> None:
        attempt = self.attempt(rig)
        used = replace(attempt, used_at=rig.now)

        assert rig.storage.attempts.get(attempt.id) == attempt
        assert rig.storage.attempts.use("00ff", rig.now) == (used, "verifier-1")
        assert rig.storage.attempts.get(attempt.id) == used
        with pytest.raises(Invalid, match="consent-used"):
            rig.storage.attempts.use("00ff", rig.now)

    def test_an_attempt_does_not_live_long(self, rig: Rig) -> None:
        attempt = self.attempt(rig)

        with pytest.raises(NotNow, match="consent-late"):
            rig.storage.attempts.use("00ff", attempt.expires_at)
        assert rig.storage.attempts.get(attempt.id).used_at is None

    def test_unknown_attempts(self, rig: Rig) -> None:
        with pytest.raises(Invalid, match="consent-unknown"):
            rig.storage.attempts.use("00ff", rig.now)
        with pytest.raises(NotFound):
            rig.storage.attempts.get(AttemptId("nobody"))
