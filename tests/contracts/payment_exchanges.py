"""What goes over the line to Xero while payments are made, read and reversed."""

from decimal import Decimal
from typing import Any

import httpx

from adapters.sandbox import xero as sandbox
from adapters.sandbox.transport import XERO
from domain.budget import Purpose
from domain.ids import DispatchId, LedgerContactId
from tests.contracts.exchanges import API, Exchange, Witness
from tests.contracts.xero_scene import Scene, scene
from tests.unit.xero_adapter.around import GRANT
from tests.unit.xero_adapter.drafts import draft
from tests.unit.xero_adapter.payment_drafts import payment_draft

BY_INVOICE = 'Invoice.InvoiceID==guid("{}")'


def paying() -> list[Exchange]:
    """Payments good and bad, of a sale, a bill and what was credited in part; lists of them; reversals."""
    witnesses: list[Witness] = []

    def witnessed(network: httpx.BaseTransport) -> httpx.BaseTransport:
        witnesses.append(Witness(network))
        return witnesses[0]

    made = scene(around=witnessed, payment_shows_credited=True)
    made.consented()
    (witness,) = witnesses
    _post(made)
    _talk(made, _client(made, witness))
    return witness.exchanges


def _post(made: Scene) -> None:
    """By our adapter: one on an approved invoice, and one on another that waits for approval."""
    account = made.ledger.books().account("615")
    assert account is not None
    contact = LedgerContactId(made.contact(Name="Payer Ltd"))
    first, second = made.made(draft(1, contact_id=contact), draft(2, contact_id=contact))
    made.act(sandbox.approve_invoice, first.id)
    drafts = [
        payment_draft(
            number,
            document_id=document.id,
            account_id=account.id,
            amount=Decimal("300.50"),
            dated=made.clock.now().date(),
        )
        for number, document in enumerate((first, second), start=1)
    ]
    envelope = made.ledger.payments_envelope(drafts)
    made.ledger.send_payments(envelope, drafts, dispatch_id=DispatchId("payments"))
    made.act(sandbox.remove_payment, first.id)
    made.ledger.deleted_payments([first.id, second.id], purpose=Purpose.VITAL)


def _client(made: Scene, witness: Witness) -> httpx.Client:
    """Somebody else than our adapter, with its token."""
    witness.ours = False
    return httpx.Client(
        transport=witness,
        base_url=f"{XERO}{API}",
        headers={
            "Accept": "application/json",
            "Xero-Tenant-Id": made.tenant_id,
            "Authorization": f"Bearer {made.xero.tokens.token(GRANT)}",
        },
    )


def _talk(made: Scene, client: httpx.Client) -> None:
    contact = made.contact(Name="Client Ltd")
    sale, other, bill = (made.by_hand(contact, Type=kind) for kind in ("ACCREC", "ACCREC", "ACCPAY"))
    made.act(sandbox.credit_invoice, other, amount="10.00")
    good = [_of(sale, Amount=20, Reference="HF"), _of(other), _of(bill), _of(sale, Date="2026-01-02")]
    told = client.put("/Payments", params={"summarizeErrors": "false"}, json={"Payments": good}).json()
    first = told["Payments"][0]["PaymentID"]
    client.post("/Payments", json=_of(other))
    client.put("/Payments", json={"Payments": [_of(sale, Amount=500), {"Reference": "of nothing"}]})
    for query in ({}, {"page": "1", "pageSize": "2", "order": "Date"}, {"where": BY_INVOICE.format(sale)}):
        client.get("/Payments", params=query)
    client.get(f"/Payments/{first}")
    client.get(f"/Invoices/{other}")
    client.get("/Invoices", params={"page": "1"})
    for _ in range(2):
        client.post(f"/Payments/{first}", json={"Payments": [{"Status": "DELETED"}]})
    client.get(f"/CreditNotes/{_credit_note(client, other)}")


def _of(invoice_id: str, **fields: Any) -> dict[str, Any]:
    whole = {"Invoice": {"InvoiceID": invoice_id}, "Account": {"Code": "090"}, "Amount": 5}
    return whole | {"Date": "2026-11-19"} | fields


def _credit_note(client: httpx.Client, invoice_id: str) -> str:
    (invoice,) = client.get(f"/Invoices/{invoice_id}").json()["Invoices"]
    note_id: str = invoice["CreditNotes"][0]["CreditNoteID"]
    return note_id
