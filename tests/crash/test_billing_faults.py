"""Every way in which a write can go wrong, at the writes of invoices, alone and with a kill.

A usual run tries each trouble at one of the writes, in turn; `python -m tests.crash billing` tries all.
"""

import pytest

from adapters.sandbox.faults import FaultKind, FaultPlan
from tests.crash.billing_campaign import ALARMS, BillingCampaign
from tests.crash.faults import BILLING_WRITES, TROUBLES_OF_XERO, Write, troubles_of, without_answer
from tests.support.billing import BillingInstallation
from tests.support.billing_firm import AtHand
from tests.support.canon import twins

OF_NEW = next(write for write in BILLING_WRITES if write.name == "create invoices of new customers")
A_WHILE_SECONDS = 120.0


TOO_LATE = len(TROUBLES_OF_XERO) - 1
IN_TURN = [(nth, BILLING_WRITES[nth % len(BILLING_WRITES)]) for nth in range(len(TROUBLES_OF_XERO))]
TWICE = [(TOO_LATE, write) for write in BILLING_WRITES if write.can_be_twice]


@pytest.mark.parametrize(
    ("nth", "write"),
    [*IN_TURN, *TWICE],
    ids=lambda one: TROUBLES_OF_XERO[one].name if isinstance(one, int) else one.name,
)
def test_a_write_that_goes_wrong(billing: BillingCampaign, nth: int, write: Write) -> None:
    trouble = troubles_of(write)[nth]
    outcome = billing.troubled(f"{trouble.name}: {write.name}", [trouble.of(write)])

    assert (outcome.what, outcome.struck) == (outcome.what, 1)
    if trouble.leaves_a_twin_of(write):
        assert (len(outcome.twins), outcome.alarms) == (1, 1)
    else:
        assert (outcome.wrong, outcome.twins) == ((), ())


@pytest.mark.parametrize("nth", range(len(BILLING_WRITES)), ids=lambda nth: BILLING_WRITES[nth].name)
def test_a_write_that_goes_wrong_while_we_die(billing: BillingCampaign, nth: int) -> None:
    """Killed with the request on its way: nobody notes that its answer did not come."""
    write = BILLING_WRITES[nth]
    every = without_answer(troubles_of(write))
    trouble = every[nth % len(every)]
    kill_at = billing.number_of(write.point, write.nth) + 1
    what = f"killed during {write.name}: {trouble.name}"
    outcome = billing.troubled(what, [trouble.of(write)], kills=[kill_at])

    assert (outcome.what, outcome.wrong, outcome.twins) == (what, (), ())


def test_what_lands_after_its_repeat_got_another_number_is_an_alarm(billing: BillingCampaign) -> None:
    """The number that the repeat had is free again, so Xero takes it a second time: nothing prevents that."""
    here = billing.installation
    late = OF_NEW.fault(FaultKind.LATE, seconds=A_WHILE_SECONDS)
    here.set_back(here.begun, faults=FaultPlan(late))
    done = set[str]()

    def renumber_what_is_there(_number: int, point: str) -> None:
        if point == "after commit of prove.prove":
            renumber_new(here, done)

    here.bill(at_each=renumber_what_is_there)

    double = twins(here.world)
    assert double != []
    assert len([line for line in here.canon()["hold"] if any(one in line for one in ALARMS)]) == len(double)


def renumber_new(here: BillingInstallation, done: set[str]) -> None:
    """The accountant gives each invoice a number of his own; once, by its link back."""
    people, tenant_id = AtHand(here.world), here.firm.tenant_id
    for document_id, document in people.records("xero")[tenant_id]["invoices"].items():
        if document["Url"] not in done:
            done.add(document["Url"])
            number = f"INV-{100 + len(done)}"
            people.act("xero.renumber_invoice", tenant_id=tenant_id, invoice_id=document_id, number=number)
