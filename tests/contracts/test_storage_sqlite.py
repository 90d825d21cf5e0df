"""The store on SQLite takes every suite of its ports."""

from tests.contracts import storage_suite_records as records
from tests.contracts import storage_suite_registry as registry
from tests.contracts.storage_fixtures import EmptyOnPostgres, EmptyOnSqlite, OnSqlite, sqlite_template
from tests.contracts.storage_suite_budgets import BudgetsSuite
from tests.contracts.storage_suite_constraints import ConstraintsSuite
from tests.contracts.storage_suite_dispatches import DispatchesSuite
from tests.contracts.storage_suite_instance import InstanceSuite
from tests.contracts.storage_suite_leases import LeasesSuite
from tests.contracts.storage_suite_ledger_mirror import LedgerMirrorSuite
from tests.contracts.storage_suite_links import LinksSuite
from tests.contracts.storage_suite_portal_mirror import PortalMirrorSuite
from tests.contracts.storage_suite_processes import ProcessesSuite
from tests.contracts.storage_suite_store import StoreSuite

__all__ = ["sqlite_template"]


class TestLedgerMirror(OnSqlite, LedgerMirrorSuite):
    """The mirror of the ledger's contacts."""


class TestPortalMirror(OnSqlite, PortalMirrorSuite):
    """The mirror of the portal's people and companies."""


class TestLinks(OnSqlite, LinksSuite):
    """Links."""


class TestHolds(OnSqlite, records.HoldsSuite):
    """Holds."""


class TestEvents(OnSqlite, records.EventsSuite):
    """Events."""


class TestDispatches(OnSqlite, DispatchesSuite):
    """Dispatches."""


class TestScans(OnSqlite, records.ScansSuite):
    """Scans."""


class TestAnswers(OnSqlite, records.AnswersSuite):
    """Answers."""


class TestRequests(OnSqlite, records.RequestsSuite):
    """Requests."""


class TestSettingsRows(OnSqlite, records.SettingsRowsSuite):
    """Settings."""


class TestStore(OnSqlite, StoreSuite):
    """Transactions and the fence."""


class TestLeases(OnSqlite, LeasesSuite):
    """Leases."""


class TestConnections(OnSqlite, registry.ConnectionsSuite):
    """Connections."""


class TestApps(OnSqlite, registry.AppsSuite):
    """Apps."""


class TestGrants(OnSqlite, registry.GrantsSuite):
    """Grants."""


class TestAttempts(OnSqlite, registry.AttemptsSuite):
    """Connect attempts."""


class TestSecrets(OnSqlite, registry.SecretsSuite):
    """Secrets at rest."""


class TestBudgets(OnSqlite, BudgetsSuite):
    """Budgets."""


class TestConstraints(OnSqlite, ConstraintsSuite):
    """What the database itself refuses."""


class TestProcesses(OnSqlite, ProcessesSuite):
    """Two processes."""


class TestInstance(OnSqlite, EmptyOnSqlite, InstanceSuite):
    """The store as a whole, restored into SQLite."""


class TestInstanceToPostgres(OnSqlite, EmptyOnPostgres, InstanceSuite):
    """The store as a whole, restored into PostgreSQL."""
