"""What a connection's settings say of payments."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.invoice import PortalInvoice
from domain.settings import ASK, PAYMENT_ROUTES, with_defaults

BY_CARD_SERVICE = "payments-stripe"
_BY_METHOD = {
    "bank_card": "payments-card",
    "bank_transfer": "payments-transfer",
    "direct_debit": "payments-direct-debit",
    "check": "payments-cheque",
    "cash": "payments-cash",
    "ach": "payments-ach",
    "paypal": "payments-paypal",
}
"""The portal's words for methods (Hubflo: API reference, payment notice); every other one is `other`."""
_OTHER = "payments-other"
_CARDS = ("", "bank_card")
"""What the portal may call a payment that its card service took: no page says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSettings:
    """Where payments go by method: to an account (code or id), `bank-feed`, or `ask`.

    `approves`: an invoice that awaits approval untouched is approved when it is paid. `back`: what was paid
    in the ledger alone is recorded in the portal.
    """

    version: int = 0
    routes: Mapping[str, str] = field(default_factory=lambda: dict(PAYMENT_ROUTES))
    approves: bool = False
    back: bool = False

    def route_of(self, invoice: PortalInvoice) -> str:
        """Where its payment goes."""
        return self.routes.get(setting_of(invoice), ASK)


def payment_settings_of(version: int, values: Mapping[str, str]) -> PaymentSettings:
    """What the settings of that version mean for payments."""
    full = with_defaults(values)
    return PaymentSettings(
        version=version,
        routes={name: full[name] for name in PAYMENT_ROUTES},
        approves=full["approve-on-payment"] == "on",
        back=full["payments-from-ledger"] == "on",
    )


def setting_of(invoice: PortalInvoice) -> str:
    """The name of the setting that says where a payment of that invoice goes."""
    method = invoice.payment_method
    if invoice.by_card_service and method in _CARDS:
        return BY_CARD_SERVICE
    return _BY_METHOD.get(method, _OTHER)
