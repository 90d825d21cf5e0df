"""Everything that this Xero remembers, in one mutable value."""

from dataclasses import dataclass, field

from adapters.sandbox.xero.idempotency import Remembered
from adapters.sandbox.xero.identity.records import App, Connection, Identity
from adapters.sandbox.xero.limits import Window
from adapters.sandbox.xero.logs import Call, Change
from adapters.sandbox.xero.organisations.record import Organisation
from adapters.sandbox.xero.seeds import Seeds
from adapters.sandbox.xero.switches import Switches
from adapters.sandbox.xero.webhooks.record import Webhook

__all__ = ["App", "Call", "Change", "Connection", "Organisation", "Switches", "XeroState"]


@dataclass(slots=True)
class XeroState:
    """Xero as it stands. Equal seeds, switches and requests give equal answers.

    `idempotent` is kept per (app, key): Xero's guide scopes keys to the app, not to the organisation.
    `webhooks` is kept per app too: one address for all organisations that are connected.
    """

    seed: int = 1
    switches: Switches = field(default_factory=Switches)
    seeds: Seeds = field(init=False)
    identity: Identity = field(default_factory=Identity, init=False)
    organisations: dict[str, Organisation] = field(default_factory=dict, init=False)
    windows: dict[tuple[str, ...], Window] = field(default_factory=dict, init=False)
    idempotent: dict[tuple[str, str], Remembered] = field(default_factory=dict, init=False)
    webhooks: dict[str, Webhook] = field(default_factory=dict, init=False)
    calls: list[Call] = field(default_factory=list, init=False)
    changes: list[Change] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.seeds = Seeds(self.seed)
