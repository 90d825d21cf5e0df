"""What a story needs so that points and requests that few stories pass are passed at all."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.sandbox.faults import Fault, FaultKind, Side
from tests.simulation.story import APPROVES, RECORDS, Act, Trouble, What

SLOW_SECONDS = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What happens from the beginning, which settings are on, and for how many seconds faults last at least.

    `named`: the owner names a number once the document is there. `looks_first`: Xero makes the numbers.
    """

    what: tuple[What, ...] = ()
    on: frozenset[str] = frozenset()
    named: bool = False
    looks_first: bool = False
    faults_last: float = 0.0

    def __or__(self, other: "Needs") -> "Needs":
        """Both; what both need happens once."""
        return Needs(
            what=(*self.what, *(one for one in other.what if one not in self.what)),
            on=self.on | other.on,
            named=self.named or other.named,
            looks_first=self.looks_first or other.looks_first,
            faults_last=max(self.faults_last, other.faults_last),
        )


def _lost(side: Side, method: str, path: str) -> Trouble:
    return Trouble(fault=Fault(kind=FaultKind.LOST_AFTER, side=side, method=method, path=path))


_MATCHED = Act(name="match from the bank", title="Advice 5")
_IN_FULL = Act(name="pay", title="Advice 5", details={"method": "bank_card"})
_EXPIRES = Trouble(fault=Fault(kind=FaultKind.EXPIRED_TOKEN, side="xero", method="GET", path="/Invoices$"))
_SLOW_LINK = Fault(
    kind=FaultKind.SLOW, side="hubflo", method="PATCH", path="/invoices/", seconds=SLOW_SECONDS
)
_NO_ANSWERS = Fault(kind=FaultKind.ERROR, side="hubflo", path=r"/invoices/[^/]+$", count=6)
_RECORDED = Needs(what=(_MATCHED,), on=frozenset({RECORDS}))
_APPROVED = Needs(what=(_IN_FULL,), on=frozenset({APPROVES}))
_NAMED = Needs(named=True)
_LINK_LOST = Needs(what=(_lost("hubflo", "PATCH", "/invoices/"),))
_NOTICE_LOST = _lost("hubflo", "POST", "/payment-notice$")
_NOTICE_GONE = Trouble(
    fault=Fault(kind=FaultKind.LOST_BEFORE, side="hubflo", method="POST", path="/payment-notice$")
)

_PAYMENT_GONE = Needs(
    what=(Trouble(fault=Fault(kind=FaultKind.LOST_BEFORE, side="xero", method="PUT", path="/Payments$")),),
    faults_last=1500.0,
)
"""Its absence counts 18 minutes after it was sent, in one of the first minutes."""

_BRINGING: Mapping[str, Needs] = {
    "xero GET /api.xro/2.0/Payments": _PAYMENT_GONE,
    "settle_payments": Needs(what=(_lost("xero", "PUT", "/Payments$"),)),
    "settle_ledger._customers": Needs(what=(_lost("xero", "PUT", "/Contacts$"),)),
    "settle_ledger._documents": Needs(what=(_lost("xero", "PUT", "/Invoices$"),)),
    "settle_changes": Needs(what=(_lost("xero", "POST", "/Invoices$"),)) | _NAMED,
    "change_documents": _NAMED,
    "numbering_invoices": _NAMED,
    "xero POST /api.xro": _NAMED,
    "settle_notice": _RECORDED | Needs(what=(_NOTICE_LOST,)),
    "watch_notice": _RECORDED | Needs(what=(_NOTICE_GONE,)),
    "record_payment": _RECORDED,
    "payment-notice": _RECORDED,
    "link_invoice._hold": Needs(
        what=(Act(name="another tool's reference", title="Advice 6", details={"text": "SAGE-18"}),)
    ),
    "dispatching._settle": _LINK_LOST,
    "settle_link": _LINK_LOST,
    "link_invoice._postpone": _LINK_LOST,
    "grants.": Needs(what=(_EXPIRES,)),
    "/connect/token": Needs(what=(_EXPIRES,)),
    "leases.renew": Needs(what=(Trouble(fault=_SLOW_LINK),)),
    "step_back": Needs(what=(Trouble(fault=_NO_ANSWERS),)),
    "look_first": Needs(looks_first=True),
}
"""By words of a point; the first that is in it counts."""

_OF_REQUESTS: Mapping[tuple[str, str], tuple[Needs, ...]] = {
    ("POST", r"/payment-notice$"): (_RECORDED,),
    ("POST", r"/Invoices$"): (_NAMED, _APPROVED),
    ("POST", r"/connect/token$"): (Needs(what=(_EXPIRES,)),),
    ("GET", r"/Payments$"): (_PAYMENT_GONE,),
}
"""By method and path of what a fault is to strike: one of them."""


def of_point(point: str) -> Needs:
    """What a story needs to pass by that point."""
    return next((needs for words, needs in _BRINGING.items() if words in point), Needs())


def of_request(method: str, path: str, seed: int) -> Needs:
    """What a story needs to make that request."""
    several = _OF_REQUESTS.get((method, path), (Needs(),))
    return several[seed % len(several)]
