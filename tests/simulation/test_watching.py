"""Who watches the money sees what is wrong, and excuses only the invoice whose request landed late."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from adapters.sandbox.faults import Fault, FaultKind
from adapters.sandbox.http import Request
from adapters.sandbox.world import Landing
from adapters.sandbox.xero.invoices.record import Invoice
from tests.simulation.play import play
from tests.simulation.stage import Stage
from tests.simulation.story import RECORDS, Act, Beat, Issue, Line, Story, Trouble, What
from tests.simulation.telling import KNOWN
from tests.simulation.watching_money import LATE_NOTICE, LATE_PAYMENT, MoneyWatch

WEBSITE = Issue(title="Website", to=KNOWN[0], lines=(Line(price="450.00"),))
APPROVED = Act(name="approve", title="Website")
MATCHED = Act(name="match from the bank", title="Website")
PAID = Act(name="pay", title="Website", details={"part": "0.3", "method": "bank_card"})


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where the stories are played."""
    here = Stage(tmp_path_factory.mktemp("stage"))
    yield here
    here.close()


def told(*what: What, on: frozenset[str] = frozenset()) -> Story:
    """All of that as soon as it can be."""
    return Story(seed=0, on=on, beats=tuple(Beat(at=0.0, what=one) for one in (WEBSITE, *what)))


def struck(kind: FaultKind) -> Trouble:
    """The first payment."""
    return Trouble(fault=Fault(kind=kind, side="xero", method="PUT", path="/Payments$"))


def watching(stage: Stage, on: frozenset[str] = frozenset()) -> MoneyWatch:
    """From now on."""
    organisation = stage.world.xero.organisations[stage.firm.tenant_id]
    return MoneyWatch(
        stage.world, organisation, stage.world.hubflo.organizations[stage.firm.organization_id], on
    )


def landed(stage: Stage, method: str, path: str, words: str = "") -> None:
    """Such a request landed late."""
    request = Request(method=method, path=path, body=words.encode())
    stage.world.landings.append(Landing(at=stage.clock.now(), side="xero", request=request, status=200))


def doubled(stage: Stage) -> Invoice:
    """The document of the story, on which our payment counts twice now."""
    assert play(stage, told(APPROVED, PAID)).wrong == ()
    (document,) = stage.documents()
    (payment,) = document.payments
    document.payments = (payment, replace(payment, payment_id="another"))
    return document


def test_a_payment_that_counts_twice_is_wrong(stage: Stage) -> None:
    """Even if a payment of another invoice landed late."""
    document = doubled(stage)
    landed(stage, "PUT", "/api.xro/2.0/Payments", "another document")
    watch = watching(stage)

    assert [one.partition(":")[0] for one in watch.look()][:1] == ["paid twice"]
    assert (watch.twice, watch.excepted) == (set(), {})
    landed(stage, "PUT", "/api.xro/2.0/Payments", document.invoice_id)
    assert watch.look() == []
    assert (watch.twice, watch.excepted) == ({document.invoice_id}, {LATE_PAYMENT: 1})


def test_only_what_xero_counts_is_recorded_and_only_if_that_was_said(stage: Stage) -> None:
    on = frozenset({RECORDS})
    assert play(stage, told(MATCHED, on=on)).wrong == ()
    (change,) = [one for one in stage.world.hubflo.changes if one.who == "api" and "paid_amount" in one.new]
    watch = watching(stage, on)
    watch.note_counted()

    assert watch.changed(change) == []
    assert "nobody said so" in watching(stage).changed(change)[0]
    again = replace(change, old=change.new, new={**change.new, "paid_amount": 2 * change.new["paid_amount"]})
    assert "and Xero counted" in watch.changed(again)[0]
    landed(stage, "POST", f"/api/v2/invoices/{change.id}/payment-notice")
    assert watch.changed(again) == []
    assert (watch.late_notices, watch.excepted) == ({change.id}, {LATE_NOTICE: 1})


@pytest.mark.parametrize(("kind", "waits"), [(FaultKind.LOST_BEFORE, True), (FaultKind.LOST_AFTER, False)])
def test_only_what_waited_for_absence_may_end_later(stage: Stage, kind: FaultKind, waits: bool) -> None:
    issued = told(APPROVED, struck(kind))
    ending = play(stage, replace(issued, beats=(*issued.beats, Beat(at=350.0, what=PAID))))

    assert ending.wrong == ()
    assert ending.waited is waits
