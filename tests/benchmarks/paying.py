"""Child: what payments cost, and how soon they are there.

`calls INVOICES` pays so many approved ones at once, in process and on a clock that jumps; calls for the
ledger's settings are not counted. `delay INVOICES` times each in a real `run` with webhooks of both sides:
from the approval in Xero until the answer that the payment was taken has been noted in our store.
"""

import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

from adapters.sandbox.control import perform
from domain.payment_life import PaymentStage
from tests.benchmarks.billing import SETTINGS_CALLS, Office, office
from tests.benchmarks.delay import act, asked, issue, prepare, wait_until
from tests.benchmarks.measure import PaidAtOnce, PaidDelays, tell
from tests.benchmarks.webhooks import running
from tests.e2e.processes import control, free_port, run, sandbox
from tests.e2e.test_hooks import webhook_key

_ACCOUNT = {"payments-card": "615"}
_APART_SECONDS = 6.0
"""So far apart that all calls stay far below what Xero takes in a minute."""
_A_MINUTE_SECONDS = 60.0
"""What was sent before counts no more against Xero's limit of a minute."""
_POSTED = "SELECT {} FROM event WHERE code = 'payment-posted'"
_WAITING = "SELECT count(*) FROM payment WHERE stage = 'waits-for-approval'"


def at_once(count: int) -> PaidAtOnce:
    """All of them are approved and known as approved; then all are paid in Hubflo in one moment."""
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), settings=_ACCOUNT) as at:
        at.issue(at.customers(10), count)
        at.work_until(count)
        for document in _documents(at):
            perform(at.house.world, "xero.approve_invoice", tenant_id=at.firm.tenant_id, invoice_id=document)
        at.house.run_for(1_300.0)
        before = len(at.calls())
        for invoice_id in _invoices(at):
            perform(
                at.house.world,
                "hubflo.pay_invoice",
                organization_id=at.firm.organization_id,
                invoice_id=invoice_id,
                method="bank_card",
            )
        while _settled(at) < count:
            at.work_on()
        calls = [call for call in at.calls()[before:] if not call.path.endswith(SETTINGS_CALLS)]
    return PaidAtOnce(invoices=count, calls=len(calls))


def _documents(at: Office) -> list[str]:
    organisation = at.house.world.xero.organisations[at.firm.tenant_id]
    return [one.invoice_id for one in organisation.invoices if one.status == "SUBMITTED" and one.client_id]


def _invoices(at: Office) -> list[str]:
    organization = at.house.world.hubflo.organizations[at.firm.organization_id]
    return [str(row["id"]) for row in organization.invoices if row["status"] == "issued"]


def _settled(at: Office) -> int:
    with at.house.container.storage().store.reading(at.connection.id) as books:
        return books.payments.counts().by_stage.get(PaymentStage.SETTLED, 0)


def delays(count: int) -> PaidDelays:
    """Each is paid in Hubflo first and waits; then one after the other is approved."""
    with tempfile.TemporaryDirectory() as home, sandbox(Path(home)) as told:
        port = free_port()
        environment = {
            **told,
            "HUBFLO_XERO_HTTP_PORT": str(port),
            "HUBFLO_XERO_PUBLIC_URL": f"http://127.0.0.1:{port}",
        }
        prepare(environment, _ACCOUNT)
        run(environment, "webhooks", "xero-key", typed=webhook_key())
        with running(environment):
            wait_until(environment, "SELECT count(*) FROM hook WHERE state = 'live'", 3)
            _listen_to_xero(environment, port)
            issued = issue(environment, count, apart_seconds=1.0)
            wait_until(environment, "SELECT count(*) FROM event WHERE code = 'invoice-linked'", count)
            [(organization_id,)] = asked(environment, "SELECT portal_id FROM connection")
            for invoice_id in issued:
                paid = {"organization_id": organization_id, "invoice_id": invoice_id, "method": "bank_card"}
                act(environment, "hubflo.pay_invoice", **paid)
            wait_until(environment, _WAITING, count)
            time.sleep(_A_MINUTE_SECONDS)
            approved = _approve(environment)
            wait_until(environment, _POSTED.format("count(*)"), count)
        posted = {
            subject.removeprefix("payment:"): datetime.fromisoformat(at).timestamp()
            for subject, at in asked(environment, _POSTED.format("subject, at"))
        }
    seconds = [posted[invoice_id] - at for invoice_id, at in approved.items()]
    cuts = quantiles(seconds, n=100)
    return PaidDelays(invoices=count, p50=cuts[49], p99=cuts[98])


def _listen_to_xero(environment: Mapping[str, str], port: int) -> None:
    """As a developer does on Xero's page of the app."""
    [(app_id, client_id)] = asked(environment, "SELECT id, client_id FROM app")
    url = f"http://127.0.0.1:{port}/webhooks/xero/{app_id}"
    control(environment, "acts/xero.enable_webhook", {"client_id": client_id, "url": url})
    end = time.monotonic() + 20
    while control(environment, "webhooks")[0]["status"] != "ok":
        if time.monotonic() > end:
            raise TimeoutError("Xero does not find that we listen")
        time.sleep(0.1)


def _approve(environment: Mapping[str, str]) -> dict[str, float]:
    """When each was approved, by the id of its invoice."""
    [(tenant_id,)] = asked(environment, "SELECT tenant_id FROM connection")
    approved = {}
    ours = "SELECT invoice_id, document_id FROM invoice WHERE stage = 'linked'"
    for invoice_id, document_id in asked(environment, ours):
        approved[invoice_id] = datetime.now(UTC).timestamp()
        act(environment, "xero.approve_invoice", tenant_id=tenant_id, invoice_id=document_id)
        time.sleep(_APART_SECONDS)
    return approved


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["calls", count]:
            tell(at_once(int(count)))
        case ["delay", count]:
            tell(delays(int(count)))
