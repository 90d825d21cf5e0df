"""What comes in for one invoice, as somebody would count it who saw everything.

Sums are tens, so that what came in can be counted slot by slot.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from domain.invoice import InvoiceStatus
from domain.ledger_document import (
    NOT_APPROVED,
    DocumentId,
    LedgerDocument,
    LedgerPayment,
)
from domain.money import ZERO
from domain.payment_life import PaymentStage
from domain.payment_record import PaymentRecord
from domain.services.payment_steps import stir
from tests.support.invoices import INVOICE
from tests.unit.domain.paying import DUE, PAID_AT, paid
from tests.unit.paying.desk import PaymentDesk
from tests.unit.paying.parting import CARD, PAYPAL, TRANSFER

DEBIT = "direct_debit"
DAYS = {way: PAID_AT.replace(month=2, day=day) for day, way in enumerate((TRANSFER, CARD, PAYPAL, DEBIT), 3)}
"""Each way has a day of its own, before today: a payment tells by its day as what it was posted."""
WAYS = {day.date(): way for way, day in DAYS.items()}
SETTINGS = {PAYPAL: "payments_paypal", DEBIT: "payments_direct_debit"}
TEN = Decimal(10)
MOST = 15
"""So many tens come in at most: three more than are due."""


@dataclass(slots=True)
class Slot:
    """Ten of what came in: with which rise and in which way, as it is told now."""

    rise: int
    way: str


@dataclass(slots=True)
class Said:
    """A person's word that names an account: for so much, while both sides say what they said then.

    `ways` are those in which money had come in: of no other one it names an account.
    """

    account: str
    left: Decimal
    about: tuple[DocumentId, Decimal, Decimal]
    ways: frozenset[str]


@dataclass(slots=True)
class PaidIn:
    """The desk, and what came in as somebody would count it who saw everything."""

    desk: PaymentDesk
    slots: list[Slot] = field(default_factory=list)
    ever: list[set[str]] = field(default_factory=lambda: [set() for _ in range(MOST)])
    routes: dict[str, str] = field(default_factory=lambda: {CARD: "615"})
    told: tuple[int, str] = (0, CARD)
    said: list[Said] = field(default_factory=list)
    others: dict[DocumentId, LedgerDocument] = field(default_factory=dict)
    made: int = 0
    rises: int = 0
    is_cancelled: bool = False
    refuses: bool = False
    loses: bool = False
    lands: bool = False
    looks_later: bool = False

    @property
    def document(self) -> LedgerDocument:
        """The present one, as the ledger has it."""
        assert self.desk.ledger.document is not None
        return self.desk.ledger.document

    @property
    def came(self) -> Decimal:
        """What the portal says."""
        return TEN * len(self.slots)

    @property
    def is_live(self) -> bool:
        """Whether the document takes money."""
        return not self.document.is_gone and self.document.status not in NOT_APPROVED

    def new(self, kind: str) -> str:
        """An id that nothing had before."""
        self.made += 1
        return f"{kind}-{self.made}"

    @property
    def known(self) -> PaymentRecord | None:
        """What is kept of the payments, if anything is."""
        with self.desk.books() as books:
            return books.payments.get(INVOICE)

    @property
    def is_unknown(self) -> bool:
        """Whether an answer was lost, and it was not looked for yet."""
        known = self.known
        return known is not None and known.stage is PaymentStage.UNKNOWN

    def tell(self, tens: int, way: str) -> None:
        """The portal says so, and what it means of each ten is noted."""
        before = len(self.slots)
        if tens > before:
            self.rises += 1
            self.slots += [Slot(self.rises, way) for _ in range(tens - before)]
        elif tens < before:  # what is told beside a sum that fell says nothing of what came before
            del self.slots[tens:]
            self.keep_what_stands()
        elif self.slots and self.told != (tens, way):
            for slot in self.slots:
                if slot.rise == self.slots[-1].rise:
                    slot.way = way
        for ways, slot in zip(self.ever, self.slots, strict=False):
            ways.add(slot.way)
        self.told = (tens, way)
        self.read()

    def keep_what_stands(self) -> None:
        """Ours that stand for more than is left of their way stand for what else is left."""
        for way, day in DAYS.items():
            ours = sum((one.amount for one in self.ours if one.dated == day.date()), ZERO)
            over = int(ours / TEN) - sum(slot.way == way for slot in self.slots)
            for ways in [each for each in self.ever if way not in each][: max(0, over)]:
                ways.add(way)

    @property
    def ours(self) -> list[LedgerPayment]:
        """What we posted that counts on the document."""
        return [one for one in self.document.payments if one.id.startswith("made-")]

    def read(self) -> None:
        """The invoice is read as the portal tells it."""
        tens, way = self.told
        status = InvoiceStatus.PAID if self.came >= DUE else InvoiceStatus.ISSUED
        if self.is_cancelled:
            status = InvoiceStatus.CANCELLED
        with self.desk.books() as books:
            record = books.invoices.get(INVOICE)
            assert record is not None
            record = replace(record, invoice=paid(TEN * tens, status, payment_method=way, paid_at=DAYS[way]))
            books.invoices.put(record)
            stir(books, record, self.desk.now)

    def more(self, first: int, second: int) -> None:
        """Money comes in."""
        self.tell(min(MOST, len(self.slots) + 1 + first % 5), list(DAYS)[second % len(DAYS)])

    def less(self, first: int, second: int) -> None:
        """The figure is corrected downwards; the portal goes on naming some method."""
        self.tell(max(0, len(self.slots) - 1 - first % 4), [self.told[1], *DAYS][second % 5])

    def other_way(self, first: int, _second: int) -> None:
        """The method is corrected."""
        self.tell(len(self.slots), list(DAYS)[first % len(DAYS)])

    def cancelled(self, _first: int, _second: int) -> None:
        """The invoice is cancelled in the portal, or that was a mistake."""
        self.is_cancelled = not self.is_cancelled
        self.read()
