"""Every value by which the domain names something has words, and no words are for none."""

import ast

import pytest

from domain.answers import NamedKind
from domain.books import Permission
from domain.cents import Rung
from domain.connection import ConnectionState
from domain.contact import ContactState
from domain.decision import Action, AnswerKind
from domain.dispatch import Act
from domain.fields import FIELDS
from domain.invoice import InvoiceStatus, LineKind
from domain.invoice_plan import BEFORE_START
from domain.invoice_record import Step
from domain.ledger_document import GONE, NOT_APPROVED, DocumentKind, DocumentStatus
from domain.ledger_line import AmountsAre
from domain.life import Stage
from domain.links import LinkState
from domain.nudge import HookState
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentStep
from domain.ports.hooks import HookEvent
from domain.rounding import NetReading, Rounding
from domain.scan import ScanKind
from domain.services.answering_invoices import Scope
from domain.services.approving_paid import NOT_WANTED
from domain.services.steering import _RELEASED_BY, BY_PERSON
from domain.settings import PAYMENT_ROUTES, SETTINGS
from domain.standing import Standing
from domain.tax import RULES, Place
from entrypoints.catalogue.language import UNKNOWN, section
from tests.architecture.source import modules
from tests.unit.catalogue.codes import own


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("standings", {standing.value for standing in Standing}),
        ("states", {state.value for state in ConnectionState}),
        ("hook-events", {event.value for event in HookEvent}),
        ("hook-states", {state.value for state in HookState}),
        ("link-states", {state.value for state in LinkState}),
        ("link-states-told", {state.value for state in LinkState}),
        ("acts", {act.value for act in Act}),
        ("decisions", {Action.CREATE.value, Action.LINK.value}),
        ("answers", {kind.value for kind in AnswerKind}),
        ("scans", {kind.value for kind in ScanKind}),
        ("act-sides", {act.value for act in Act}),
        (
            "unknown-outcomes",
            {
                act.value
                for act in (
                    Act.CREATE_DOCUMENT,
                    Act.CREATE_CUSTOMER,
                    Act.CHANGE_DOCUMENT,
                    Act.WRITE_LINK,
                    Act.CREATE_PAYMENT,
                    Act.RECORD_PAYMENT,
                )
            },
        ),
        ("tax-rules", {name for name, _ in RULES} | {"pays-no-tax", "no-money"}),
        ("rungs", {rung.value for rung in Rung}),
        ("skips", {BEFORE_START, BY_PERSON}),
        ("payment-steps", {step.value for step in PaymentStep}),
        ("payment-methods", set(PAYMENT_ROUTES)),
        ("payment-stages", {stage.value for stage in PaymentStage} - {UNKNOWN}),
        ("steps", {step.value for step in Step}),
        ("stages", {stage.value for stage in Stage} - {UNKNOWN}),
        ("document-statuses", {status.value for status in DocumentStatus} - {UNKNOWN}),
        ("invoice-statuses", {status.value for status in InvoiceStatus} - {UNKNOWN}),
        ("after-cancelling", {status.value for status in set(DocumentStatus) - GONE} - {UNKNOWN}),
        ("undo-in-xero", {status.value for status in set(DocumentStatus) - GONE} - {UNKNOWN}),
        ("removals", {status.value for status in GONE}),
        ("contact-states", {state.value for state in ContactState} - {UNKNOWN}),
        ("merged-into", {state.value for state in ContactState} - {UNKNOWN} | {"absent"}),
        ("permissions", {permission.value for permission in Permission}),
        ("line-kinds", {kind.value for kind in set(LineKind) - {LineKind.SUBTOTAL}}),
        ("places", {place.value for place in Place} - {UNKNOWN}),
        ("scopes", {scope.value for scope in Scope}),
        ("changes", {kind.value for kind in NamedKind}),
        ("words-of-release", {*_RELEASED_BY.values(), "date-in-books"}),
        ("account-uses", {setting.name for setting in SETTINGS if setting.name.endswith("-account")}),
        ("accounts", {setting.name for setting in SETTINGS if setting.name.endswith("-account")}),
        ("account-troubles", {"missing", "archived", "wrong-class"}),
        ("account-cures", {"missing", "archived", "wrong-class"}),
        ("fields", set(FIELDS)),
        ("settings", {setting.name for setting in SETTINGS}),
        ("net-readings", {reading.value for reading in NetReading}),
        ("roundings", {way.value for way in Rounding}),
    ],
)
def test_every_value_has_words(name: str, values: set[str]) -> None:
    assert own(name) == values


def test_every_way_of_waiting_has_a_line() -> None:
    stages = {Stage.DISPATCHED.value, "waits-for-approval", "is-a-draft"}

    assert own("waiting") == {step.value for step in Step} | stages


def test_every_way_in_which_payments_stand_has_a_line() -> None:
    told = set(PaymentStage) - {PaymentStage.DUE, PaymentStage.HELD}

    assert set(section("payment-waits")) == {*map(str, PaymentStep), *map(str, told)}


def test_every_field_of_a_document_that_may_differ_has_words() -> None:
    (receipts,) = (module for module in modules("domain") if module.path == "domain/receipts.py")
    keys = {
        key.value
        for node in ast.walk(receipts.tree)
        for key in (node.keys if isinstance(node, ast.Dict) else [])
        if isinstance(key, ast.Constant)
    }

    assert own("document-fields") == keys | {"status"}
    assert own("document-values") == {value.value for value in (*AmountsAre, *DocumentStatus)} - {UNKNOWN}
    assert own("why-not-changed") == {status.value for status in set(DocumentStatus) - NOT_APPROVED} - {
        UNKNOWN
    } | {"missing", "edited", "refused", NOT_WANTED, DocumentKind.CREDIT_NOTE.value}
