"""One firm in the sandbox with the Xero adapter in front of it: its real requests, no socket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from adapters.sandbox import xero as sandbox
from adapters.sandbox.faults import Fault, FaultKind, FaultPlan
from adapters.sandbox.transport import XERO, SandboxTransport
from adapters.sandbox.world import World
from adapters.xero.addresses import Addresses
from adapters.xero.opening import Xero, open_xero
from adapters.xero.settings import XeroSettings
from domain.access import App, AppKind, Tokens
from domain.budget import Purpose
from domain.contact import LedgerContact
from domain.drafts import DocumentDraft
from domain.ids import DispatchId, LedgerContactId, TenantId, WorkspaceId
from domain.ledger_document import LedgerDocument
from domain.ports.ledger import ContactsPage, Ledger
from tests.unit.xero_adapter.around import APP, GRANT, FakeClock, MemoryBudgets, MemoryGrants, Numbers, OneApp
from tests.unit.xero_adapter.drafts import Answers

HERE = "http://localhost:8976/callback"
VERIFIER = "v" * 43
KINDS = {AppKind.CONSENT: "web", AppKind.PUBLIC: "pkce", AppKind.CUSTOM: "custom"}


@dataclass
class Scene:
    """One firm in the sandbox, one app, and the adapter in front of it, on one clock."""

    clock: FakeClock
    world: World
    app: App
    apps: OneApp
    tenant_id: str
    xero: Xero
    grants: MemoryGrants = field(default_factory=MemoryGrants)

    @property
    def ledger(self) -> Ledger:
        return self.xero.ledgers.at(APP, GRANT, TenantId(self.tenant_id))

    def consented(self, tenant_id: str | None = None, scope: str = "") -> Tokens:
        """A person allows access; the tokens are kept as the grant."""
        request = self.xero.consent.request(self.app, state="the-state", verifier=VERIFIER)
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.address).query).items()}
        back = sandbox.consent(
            self.world.xero,
            query | ({"scope": scope} if scope else {}),
            self.clock.now(),
            tenant_id=tenant_id or self.tenant_id,
        )
        answered = parse_qs(urlsplit(back).query)
        assert answered["state"] == ["the-state"]
        return self.kept(
            self.xero.consent.redeem(
                self.app, code=answered["code"][0], verifier=VERIFIER, redirect_address=HERE
            )
        )

    def kept(self, tokens: Tokens) -> Tokens:
        """Tokens as the one grant."""
        self.grants.add(APP, tokens, self.clock.now())
        return tokens

    def later(self, **time: float) -> None:
        self.clock.at += timedelta(**time)

    def contact(self, **fields: Any) -> str:
        return sandbox.add_contact(self.world.xero, self.tenant_id, self.clock.now(), **fields)

    def page(self, number: int = 1, **since: Any) -> ContactsPage:
        return self.ledger.contacts_page(number, since=since.get("since"), purpose=Purpose.WORK)

    def all_contacts(self, **since: Any) -> dict[str, LedgerContact]:
        """Every page until the last, by id."""
        seen: list[LedgerContact] = []
        for number in range(1, 100):
            page = self.page(number, **since)
            seen.extend(page.contacts)
            if page.is_last:
                break
        assert len({contact.id for contact in seen}) == len(seen)
        return {contact.id: contact for contact in seen}

    def strike(self, kind: FaultKind, path: str, **more: Any) -> None:
        """The next request to that path goes wrong."""
        self.world.faults = FaultPlan(Fault(kind=kind, side="xero", path=path, **more))

    def send(self, *drafts: DocumentDraft, dispatch: str = "dispatch-1") -> Answers:
        """Create invoices in one dispatch."""
        ledger = self.ledger
        envelope = ledger.documents_envelope(drafts)
        return ledger.send_documents(envelope, drafts, dispatch_id=DispatchId(dispatch))

    def made(self, *drafts: DocumentDraft, dispatch: str = "dispatch-1") -> list[LedgerDocument]:
        """Create invoices, none of which is refused; in the order of the drafts."""
        answers = self.send(*drafts, dispatch=dispatch)
        documents = [
            one
            for one in (answers.get(draft.invoice_id) for draft in drafts)
            if isinstance(one, LedgerDocument)
        ]
        assert len(documents) == len(drafts), answers
        return documents

    def all_invoices(self, **since: Any) -> list[LedgerDocument]:
        """Every page until the last."""
        seen: list[LedgerDocument] = []
        for number in range(1, 100):
            page = self.ledger.documents_page(number, since=since.get("since"), purpose=Purpose.WORK)
            seen.extend(page.documents)
            if page.is_last:
                break
        assert len({document.id for document in seen}) == len(seen)
        return seen

    def of_ours(self, *, since: datetime) -> tuple[LedgerDocument, ...]:
        """What this app made or changed since then."""
        return self.ledger.documents_of_ours(since=since, purpose=Purpose.WORK)

    def by_hand(self, contact_id: str, **fields: Any) -> str:
        """An invoice or bill that a person typed into Xero."""
        row = {"Description": "By hand", "Quantity": 1, "UnitAmount": 50, "AccountCode": "200"}
        return sandbox.add_invoice(
            self.world.xero,
            self.tenant_id,
            self.clock.now(),
            contact_id=contact_id,
            lines=[row],
            **fields,
        )

    def credited(self, contact_id: str, **fields: Any) -> str:
        """A credit note that a person typed into Xero."""
        row = {"Description": "Returned", "Quantity": 1, "UnitAmount": "33.3333", "AccountCode": "200"}
        return sandbox.add_credit_note(
            self.world.xero,
            self.tenant_id,
            self.clock.now(),
            **({"contact_id": contact_id, "lines": [row]} | fields),
        )

    def credit_note(self, which: str) -> LedgerDocument | None:
        """As a person looks one up."""
        return self.ledger.credit_note(which, purpose=Purpose.VITAL)

    def act(self, what: Callable[..., object], record_id: str, **more: Any) -> None:
        """Something that the accountant does in Xero."""
        what(self.world.xero, self.tenant_id, record_id, self.clock.now(), **more)

    def calls(self, path: str) -> int:
        return sum(path in call.path for call in self.world.xero.calls)


def scene(
    kind: AppKind = AppKind.CONSENT,
    *,
    settings: Mapping[str, Any] | None = None,
    around: Callable[[httpx.BaseTransport], httpx.BaseTransport] = lambda network: network,
    **switches: Any,
) -> Scene:
    """A British firm that nobody has connected yet. `around` is put between the adapter and the sandbox."""
    clock = FakeClock()
    state = sandbox.XeroState(switches=sandbox.Switches(**switches))
    tenant_id = sandbox.add_organisation(state, name="Acme Ltd", country="GB", now=clock.now())
    custom = kind is AppKind.CUSTOM
    registered = sandbox.register_app(
        state,
        kind=KINDS[kind],  # type: ignore[arg-type]  # names of the sandbox
        redirect_uris=() if custom else (HERE,),
        tenant_id=tenant_id if custom else None,
    )
    world = World(now=clock.now, xero_state=state)
    app = App(
        id=APP,
        workspace_id=WorkspaceId("workspace-1"),
        kind=kind,
        client_id=registered.client_id,
        redirect_address=HERE,
    )
    apps, grants = OneApp(app, registered.client_secret or ""), MemoryGrants()
    xero = open_xero(
        addresses=Addresses.at(XERO),
        settings=XeroSettings(**{"calls_per_day": 5_000} | dict(settings or {})),
        clock=clock,
        identity=Numbers(),
        budgets=MemoryBudgets(),
        grants=grants,
        apps=apps,
        wire=around(SandboxTransport(world, sleep=clock.pause)),
    )
    return Scene(clock, world, app, apps, tenant_id, xero, grants)


def connected(**switches: Any) -> Scene:
    """The same, connected."""
    made = scene(**switches)
    made.consented()
    return made


def office(**switches: Any) -> tuple[Scene, LedgerContactId]:
    """A connected firm with one customer."""
    made = connected(**switches)
    return made, LedgerContactId(made.contact(Name="Client Ltd"))


def by_id(made: Scene, *documents: LedgerDocument) -> tuple[LedgerDocument, ...]:
    """Read back."""
    return made.ledger.documents([one.id for one in documents], purpose=Purpose.WORK)
