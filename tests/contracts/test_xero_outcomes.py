"""What becomes of a write when the line breaks: the Xero adapter over the sandbox."""

from datetime import timedelta

import pytest

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import FaultKind, kinds_of
from domain.drafts import Refusal
from domain.errors import OutcomeUnknown, Problem, Throttled, Unavailable
from domain.ids import LedgerContactId
from domain.ledger_document import LedgerDocument
from tests.contracts.xero_scene import office
from tests.unit.xero_adapter.drafts import draft, line

TAKEN = Refusal(sentences=("Invoice # must be unique.",), is_taken=True)
MEMORIES = pytest.mark.parametrize("remembers_seconds", [0, 360, 86_400])
CACHES = pytest.mark.parametrize("caches_errors", [True, False])


def timed(kind: FaultKind) -> dict[str, float]:
    """Faults that take their time say how long."""
    return {"seconds": 20.0} if kind in {FaultKind.LATE, FaultKind.SLOW} else {}


@MEMORIES
@CACHES
@pytest.mark.parametrize("kind", [FaultKind.LOST_AFTER, FaultKind.CUT, FaultKind.LATE])
def test_a_lost_answer_is_unknown_and_looking_finds_the_one_invoice(
    kind: FaultKind, remembers_seconds: int, caches_errors: bool
) -> None:
    made, contact = office(idempotency_seconds=remembers_seconds, idempotency_caches_errors=caches_errors)
    one = draft(contact_id=contact)
    made.strike(kind, "/Invoices", method="PUT", **timed(kind))

    with pytest.raises(OutcomeUnknown):
        made.send(one)
    made.later(minutes=1)

    (found,) = made.ledger.documents_numbered([one.number])
    assert found.number == one.number
    assert made.send(one, dispatch="another")[one.invoice_id] == TAKEN
    assert len(made.all_invoices()) == 1


@MEMORIES
@CACHES
def test_the_same_dispatch_sent_again_is_answered_or_refused_and_never_done_twice(
    remembers_seconds: int, caches_errors: bool
) -> None:
    made, contact = office(idempotency_seconds=remembers_seconds, idempotency_caches_errors=caches_errors)
    one = draft(contact_id=contact)
    (first,) = made.made(one)
    made.later(minutes=5)

    again = made.send(one)[one.invoice_id]

    assert again == (first if remembers_seconds else TAKEN)
    assert len(made.all_invoices()) == 1


@MEMORIES
@CACHES
def test_a_refusal_stays_with_its_dispatch_and_a_new_one_is_judged_anew(
    remembers_seconds: int, caches_errors: bool
) -> None:
    made, contact = office(idempotency_seconds=remembers_seconds, idempotency_caches_errors=caches_errors)
    one = draft(contact_id=contact, currency="CHF")
    assert isinstance(made.send(one)[one.invoice_id], Refusal)
    sandbox.add_currency(made.world.xero, made.tenant_id, "CHF")

    assert isinstance(made.send(one, dispatch="another")[one.invoice_id], LedgerDocument)
    assert len(made.all_invoices()) == 1


def test_a_key_that_was_used_with_another_body_means_that_something_was_sent() -> None:
    made, contact = office()
    made.made(draft(1, contact_id=contact))

    with pytest.raises(OutcomeUnknown) as unknown:
        made.send(draft(2, contact_id=contact))

    assert unknown.value.facts["why"] == "key-used"


def test_while_the_store_of_keys_is_down_nothing_is_known() -> None:
    made, contact = office(idempotency_store_down=True)

    with pytest.raises(OutcomeUnknown):
        made.send(draft(contact_id=contact))

    assert made.all_invoices() == []


def test_two_organisations_of_one_app_never_answer_for_each_other() -> None:
    made, contact = office()
    (first,) = made.made(draft(contact_id=contact))
    made.tenant_id = sandbox.add_organisation(
        made.world.xero, name="Beta Ltd", country="GB", now=made.clock.now()
    )
    made.consented(made.tenant_id)
    other = LedgerContactId(made.contact(Name="Other Client Ltd"))

    (second,) = made.made(draft(contact_id=other))

    assert first.id != second.id
    assert second.contact_id == other


def test_an_old_token_costs_one_renewal_and_the_write_is_done_once() -> None:
    made, contact = office()
    made.strike(FaultKind.EXPIRED_TOKEN, "/Invoices", method="PUT")

    made.made(draft(contact_id=contact))

    keys = {call.idempotency_key for call in made.world.xero.calls if call.method == "PUT"}
    assert len(keys) == 1
    assert len(made.all_invoices()) == 1


@pytest.mark.parametrize("kind", [FaultKind.LIMIT_MINUTE, FaultKind.LIMIT_DAY, FaultKind.LIMIT_CONCURRENT])
def test_too_many_calls_do_nothing_and_the_same_dispatch_may_leave_later(kind: FaultKind) -> None:
    made, contact = office()
    made.strike(kind, "/Invoices", method="PUT")

    with pytest.raises(Throttled) as throttled:
        made.send(draft(contact_id=contact))
    assert made.calls("/Invoices") == 0
    made.clock.at = throttled.value.until + timedelta(seconds=1)

    made.made(draft(contact_id=contact))
    assert len(made.all_invoices()) == 1


@pytest.mark.parametrize("kind", kinds_of("xero"))
def test_a_write_never_leaves_twice_whatever_goes_wrong(kind: FaultKind) -> None:
    made, contact = office()
    one = draft(contact_id=contact)
    made.strike(kind, "/Invoices", method="PUT", **timed(kind))

    known: object = None
    try:
        known = made.send(one)[one.invoice_id]
    except (OutcomeUnknown, Throttled, Unavailable) as problem:
        known = problem
    made.later(days=1)

    there = made.ledger.documents_numbered([one.number])
    assert sum(call.method == "PUT" for call in made.world.xero.calls) <= 1
    assert len(there) <= 1
    if isinstance(known, LedgerDocument):
        assert [document.id for document in there] == [known.id]
    elif not isinstance(known, OutcomeUnknown):
        assert isinstance(known, Problem)
        assert there == ()


@pytest.mark.parametrize("summarizes", [True, False])
def test_a_broken_batch_is_found_element_by_element(summarizes: bool) -> None:
    made, contact = office(summarize_errors_default=summarizes)
    drafts = [draft(1, contact_id=contact), draft(2, contact_id=contact, lines=(line(account="999"),))]
    made.strike(FaultKind.LOST_AFTER, "/Invoices", method="PUT")

    with pytest.raises(OutcomeUnknown):
        made.send(*drafts)

    found = made.ledger.documents_numbered([one.number for one in drafts])
    assert [document.number for document in found] == [drafts[0].number]
    ours = made.of_ours(since=made.clock.now() - timedelta(minutes=5))
    assert [document.id for document in ours] == [found[0].id]
