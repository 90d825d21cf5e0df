"""The store on PostgreSQL takes every suite of its ports."""

from tests.contracts import storage_suite_events as events
from tests.contracts import storage_suite_records as records
from tests.contracts import storage_suite_registry as registry
from tests.contracts import storage_suite_said as said
from tests.contracts.storage_fixtures import EmptyOnPostgres, EmptyOnSqlite, OnPostgres, sqlite_template
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


class TestLedgerMirror(OnPostgres, LedgerMirrorSuite):
    """The mirror of the ledger's contacts."""


class TestPortalMirror(OnPostgres, PortalMirrorSuite):
    """The mirror of the portal's people and companies."""


class TestLinks(OnPostgres, LinksSuite):
    """Links."""


class TestHolds(OnPostgres, records.HoldsSuite):
    """Holds."""


class TestEvents(OnPostgres, events.EventsSuite):
    """Events."""


class TestDispatches(OnPostgres, DispatchesSuite):
    """Dispatches."""


class TestScans(OnPostgres, records.ScansSuite):
    """Scans."""


class TestAnswers(OnPostgres, records.AnswersSuite):
    """Answers."""


class TestRequests(OnPostgres, records.RequestsSuite):
    """Requests."""


class TestSettingsRows(OnPostgres, records.SettingsRowsSuite):
    """Settings."""


class TestInvoices(OnPostgres, InvoicesSuite):
    """Invoices."""


class TestAgenda(OnPostgres, AgendaSuite):
    """What is to be done for invoices."""


class TestPayments(OnPostgres, PaymentsSuite):
    """Payments."""


class TestGlance(OnPostgres, GlanceSuite):
    """What there is at all."""


class TestDocuments(OnPostgres, DocumentsSuite):
    """Documents of the ledger."""


class TestCustomerAnswers(OnPostgres, said.CustomerAnswersSuite):
    """What people said of customers and taxes."""


class TestNamedWrites(OnPostgres, said.NamedWritesSuite):
    """Changes that people asked for."""


class TestFindings(OnPostgres, said.FindingsSuite):
    """What was learnt of both sides."""


class TestTold(OnPostgres, said.ToldSuite):
    """What people were told."""


class TestIntake(OnPostgres, IntakeSuite):
    """Deliveries of webhooks."""


class TestHooks(OnPostgres, HooksSuite):
    """Webhooks."""


class TestStore(OnPostgres, StoreSuite):
    """Transactions and the fence."""


class TestLeases(OnPostgres, LeasesSuite):
    """Leases."""


class TestConnections(OnPostgres, registry.ConnectionsSuite):
    """Connections."""


class TestApps(OnPostgres, registry.AppsSuite):
    """Apps."""


class TestGrants(OnPostgres, registry.GrantsSuite):
    """Grants."""


class TestAttempts(OnPostgres, registry.AttemptsSuite):
    """Connect attempts."""


class TestSecrets(OnPostgres, SecretsSuite):
    """Secrets at rest."""


class TestBudgets(OnPostgres, BudgetsSuite):
    """Budgets."""


class TestConstraints(OnPostgres, ConstraintsSuite):
    """What the database itself refuses."""


class TestProcesses(OnPostgres, ProcessesSuite):
    """Two processes."""


class TestInstance(OnPostgres, EmptyOnSqlite, InstanceSuite):
    """The store as a whole, restored into SQLite."""


class TestInstanceToPostgres(OnPostgres, EmptyOnPostgres, InstanceSuite):
    """The store as a whole, restored into PostgreSQL."""
