"""The store on SQLite takes every suite of its ports."""

from tests.contracts import storage_suite_events as events
from tests.contracts import storage_suite_records as records
from tests.contracts import storage_suite_registry as registry
from tests.contracts import storage_suite_said as said
from tests.contracts.storage_fixtures import EmptyOnPostgres, EmptyOnSqlite, OnSqlite, sqlite_template
from tests.contracts.storage_suite_agenda import AgendaSuite
from tests.contracts.storage_suite_budgets import BudgetsSuite
from tests.contracts.storage_suite_constraints import ConstraintsSuite
from tests.contracts.storage_suite_dispatches import DispatchesSuite
from tests.contracts.storage_suite_documents import DocumentsSuite
from tests.contracts.storage_suite_glance import GlanceSuite
from tests.contracts.storage_suite_instance import InstanceSuite
from tests.contracts.storage_suite_intake import HooksSuite, IntakeSuite
from tests.contracts.storage_suite_invoices import InvoicesSuite
from tests.contracts.storage_suite_leases import LeasesSuite
from tests.contracts.storage_suite_ledger_mirror import LedgerMirrorSuite
from tests.contracts.storage_suite_links import LinksSuite
from tests.contracts.storage_suite_payments import PaymentsSuite
from tests.contracts.storage_suite_portal_mirror import PortalMirrorSuite
from tests.contracts.storage_suite_processes import ProcessesSuite
from tests.contracts.storage_suite_secrets import SecretsSuite
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


class TestEvents(OnSqlite, events.EventsSuite):
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


class TestInvoices(OnSqlite, InvoicesSuite):
    """Invoices."""


class TestAgenda(OnSqlite, AgendaSuite):
    """What is to be done for invoices."""


class TestPayments(OnSqlite, PaymentsSuite):
    """Payments."""


class TestGlance(OnSqlite, GlanceSuite):
    """What there is at all."""


class TestDocuments(OnSqlite, DocumentsSuite):
    """Documents of the ledger."""


class TestCustomerAnswers(OnSqlite, said.CustomerAnswersSuite):
    """What people said of customers and taxes."""


class TestNamedWrites(OnSqlite, said.NamedWritesSuite):
    """Changes that people asked for."""


class TestFindings(OnSqlite, said.FindingsSuite):
    """What was learnt of both sides."""


class TestTold(OnSqlite, said.ToldSuite):
    """What people were told."""


class TestIntake(OnSqlite, IntakeSuite):
    """Deliveries of webhooks."""


class TestHooks(OnSqlite, HooksSuite):
    """Webhooks."""


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


class TestSecrets(OnSqlite, SecretsSuite):
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
