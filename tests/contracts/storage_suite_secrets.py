"""What every store must do with secrets."""

import pytest

from domain.errors import SealBroken
from domain.ids import GrantId
from tests.contracts.storage_fixtures import Rig, StorageSuite
from tests.contracts.storage_suite_intake import hook
from tests.contracts.storage_suite_registry import AttemptsSuite

SECRETS = (
    "app-secret",
    "webhook-key",
    "portal-key",
    "access-1",
    "refresh-1",
    "verifier-1",
    "hook-secret",
)


class SecretsSuite(StorageSuite):
    """What lies in the database of secrets."""

    def everything(self, rig: Rig) -> GrantId:
        """One of every secret."""
        connection = rig.connect()
        AttemptsSuite().attempt(rig)
        rig.storage.apps.set_webhook_key(connection.app_id, "webhook-key")
        with rig.writing(connection) as books:
            books.hooks.add(hook())
            books.hooks.made("h-1", "remote-1", "hook-secret")
        return connection.grant_id

    def sealed(self, rig: Rig) -> dict[str, str]:
        """Every sealed column of the only row that has it."""
        columns = {
            "app": ("secret_sealed", "webhook_key_sealed"),
            "access_grant": ("access_sealed", "refresh_sealed"),
            "connection": ("api_key_sealed",),
            "connect_attempt": ("verifier_sealed",),
            "hook": ("secret_sealed",),
        }
        return {
            f"{table}.{name}": rig.sql(f"SELECT {name} FROM {table}")[0][0]
            for table, names in columns.items()
            for name in names
        }

    def test_no_secret_lies_in_the_clear(self, rig: Rig) -> None:
        self.everything(rig)

        sealed = self.sealed(rig)
        assert len(sealed) == len(SECRETS)
        for text in sealed.values():
            assert rig.vault.key_id_of(text) == rig.vault.current_key_id
            assert not any(secret in text for secret in SECRETS)

    def test_a_secret_opens_in_its_own_place_only(self, rig: Rig) -> None:
        grant_id = self.everything(rig)
        rig.sql("UPDATE access_grant SET access_sealed = refresh_sealed")

        with pytest.raises(SealBroken):
            rig.storage.grants.tokens(grant_id)

    def test_everything_is_sealed_anew(self, rig: Rig) -> None:
        grant_id = self.everything(rig)
        before = self.sealed(rig)
        new_key = rig.vault.add_key()

        assert rig.storage.instance.reseal() == len(SECRETS)

        after = self.sealed(rig)
        assert not set(before.values()) & set(after.values())
        assert {rig.vault.key_id_of(text) for text in after.values()} == {new_key}
        rig.vault.drop_keys_but(new_key)
        assert rig.storage.grants.tokens(grant_id) == rig.tokens()
        assert rig.storage.apps.webhook_key(rig.app().id) == "webhook-key"
        known = rig.storage.intake.hook("h-1")
        assert known is not None
        assert known.secret == "hook-secret"

    def test_a_seal_that_breaks_leaves_all_as_it_was(self, rig: Rig) -> None:
        self.everything(rig)
        rig.sql("UPDATE connect_attempt SET verifier_sealed = 'v1.nokey.00'")
        before = self.sealed(rig)
        rig.vault.add_key()

        with pytest.raises(SealBroken):
            rig.storage.instance.reseal()
        assert self.sealed(rig) == before
