"""A firm with many good invoices and some that are poisoned, and somebody between the services and us."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.sandbox.faults import Side
from adapters.sandbox.http import Request, Response
from adapters.sandbox.world import World
from domain.connection import Connection
from domain.invoice import InvoiceId
from domain.life import Stage
from tests.scenarios.hubflo_bills import HubfloBills
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.invoice_office import choose, nudged
from tests.scenarios.office import live
from tests.scenarios.pair import Pair
from tests.scenarios.xero_bills import XeroBills
from tests.scenarios.xero_side import XeroSide, fields_of
from tests.support.house import House, open_house

GOOD = 100
CUSTOMERS = 20
"""Whom the good ones are for: half of them Xero knows, and half it does not."""
KNOWN = "Jane Smith"
SETTINGS = {
    "start-date": "2026-02-01",
    "revenue-account": "200",
    "deposit-account": "825",
    "number-in-title": "INV-*",
    "own-link-off": "yes",
}
_JSON = {"content-type": "application/json"}
WHOLE = Response(
    status=400,
    headers=_JSON,
    body=b'{"ErrorNumber": 17, "Type": "NoDataProcessedException", "Message": "It could not be read"}',
)
TOO_LARGE = Response(status=413, headers={"content-type": "text/plain"}, body=b"Request too large")
BROKEN = Response(status=500, headers={"content-type": "text/plain"}, body=b"An unhandled error occurred.")
TAKEN = Response(
    status=400,
    headers=_JSON,
    body=b'{"ErrorNumber": 10, "Type": "ValidationException", "Message": "Invoice # must be unique."}',
)
NOT_THERE = Response(status=404, headers={}, body=b"{}")
NOT_VALID = Response(
    status=422, headers=_JSON, body=b'{"error": "Validation failed", "message": "It could not be read"}'
)


@dataclass(kw_only=True)
class Rule:
    """What happens to requests that hold all of these words.

    No answer but this one, or an `edited` one; and once something before, or after.
    """

    side: Side
    method: str
    words: tuple[str, ...]
    answer: Response | None = None
    edited: Callable[[bytes], bytes] | None = None
    before: Callable[[], object] | None = None
    after: Callable[[], object] | None = None

    def fits(self, side: Side, request: Request) -> bool:
        """Whether this one is meant."""
        said = f"{request.path} {request.query} {request.body.decode('utf-8', 'replace')}"
        return side == self.side and request.method == self.method and all(one in said for one in self.words)


class Meddler:
    """Stands before the world's own answer."""

    def __init__(self, world: World) -> None:
        """Between that world and us, from now on."""
        self.rules: list[Rule] = []
        self._answer = world.answer
        setattr(world, "answer", self.answer)  # noqa: B010 - in place of a method

    def answer(self, side: Side, request: Request) -> Response:
        """The world's answer, or what a rule puts in its place."""
        met = [rule for rule in self.rules if rule.fits(side, request)]
        for rule in met:
            before, rule.before = rule.before, None
            if before is not None:
                before()
        refusals = [rule.answer for rule in met if rule.answer is not None]
        if refusals:
            return refusals[0]
        response = self._answer(side, request)
        for rule in met:
            after, rule.after = rule.after, None
            if after is not None:
                after()
            if rule.edited is not None:
                response = replace(response, body=rule.edited(response.body))
        return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """Both sides, and what we make of their invoices; each is called by its title."""

    house: House
    hubflo: HubfloSide
    xero: XeroSide
    bills: HubfloBills
    documents: XeroBills
    meddler: Meddler
    settings: Mapping[str, str]

    @property
    def connection(self) -> Connection:
        """The one between the two."""
        (connection,) = self.house.container.storage().connections.all()
        return connection

    def connect(self) -> None:
        """Joined, imported, and switched on."""
        connection = live(self.house, Pair(hubflo=self.hubflo, xero=self.xero))
        choose(self.house, connection, self.settings)
        self.house.run_for(75, tick_seconds=15)

    def issue_good(self) -> list[str]:
        """The good ones; their titles."""
        titles = [f"good {number}" for number in range(GOOD)]
        for number, title in enumerate(titles):
            self.add(title, f"Good {_word(number % CUSTOMERS)}", net=f"{100 + number}.00")
        return titles

    def known(self, name: str, email: str) -> None:
        """Somebody whom both sides know, from the next import on."""
        self.xero.add(fields_of({"name": name, "person": name, "email": email}))
        self.hubflo.add_contact({"name": name, "email": email})

    def add(self, title: str, to: str = KNOWN, *lines: Mapping[str, str], **row: str) -> InvoiceId:
        """Somebody issues one."""
        return InvoiceId(self.bills.add({"invoice": title, "to": to, **row}, lines, issue=True))

    def meddle(self, side: Side, method: str, *words: str, **what: object) -> None:
        """From now on."""
        self.meddler.rules.append(Rule(side=side, method=method, words=words, **what))  # type: ignore[arg-type]  # as Rule has it

    def document_of(self, invoice_id: InvoiceId) -> str:
        """The id of the document that we made for it."""
        organisation = self.house.world.xero.organisations[self.xero.tenant_id]
        (made,) = [one for one in organisation.invoices if invoice_id in str(one.fields.get("Url"))]
        return made.invoice_id

    def tell(self, invoice_id: InvoiceId) -> None:
        """A webhook names it."""
        nudged(self.house, self.connection, invoice_id, 1)

    def stages(self) -> dict[str, tuple[str, str]]:
        """Where each is: its title, its stage, and the code of what holds it."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            records = books.invoices.listing(limit=10_000)
            held = {record.id: books.holds.of(record.subject) for record in records}
        return {
            record.invoice.title: (record.stage.value, hold.cause.code if (hold := held[record.id]) else "")
            for record in records
        }

    def ever_held(self) -> set[tuple[str, str]]:
        """Each with every reason that ever held it."""
        with self.house.container.storage().store.reading(self.connection.id) as books:
            return {
                (record.invoice.title, event.facts["code"])
                for record in books.invoices.listing(limit=10_000)
                for event in books.events.of(record.subject)
                if event.code == "held"
            }

    def all_linked(self, titles: Iterable[str]) -> bool:
        """Whether these are."""
        stages = self.stages()
        return all(stages.get(title, ("", ""))[0] == Stage.LINKED for title in titles)

    def calls(self) -> int:
        """Calls that Xero counted so far."""
        return sum(call.tenant_id is not None for call in self.house.world.xero.calls)


@contextmanager
def open_ward(folder: Path, settings: Mapping[str, str]) -> Iterator[Ward]:
    """Two firms side by side that nobody joined yet; a few people that both know."""
    with open_house(folder) as house:
        hubflo = HubfloSide.opened(house.world, "Hartley & Moss")
        xero = XeroSide.opened(house.world, "Hartley & Moss Consulting Ltd", country="GB")
        bills = HubfloBills(side=hubflo)
        ward = Ward(
            house=house,
            hubflo=hubflo,
            xero=xero,
            bills=bills,
            documents=XeroBills(side=xero, hubflo=bills),
            meddler=Meddler(house.world),
            settings=settings,
        )
        ward.known(KNOWN, "jane@smith.example")
        for number in range(CUSTOMERS):
            name, email = f"Good {_word(number)}", f"good{number}@good.example"
            if number % 2:
                ward.known(name, email)
            else:
                hubflo.add_contact({"name": name, "email": email})
        yield ward


def _word(number: int) -> str:
    """Names of people have no figures."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number] + "smith"
