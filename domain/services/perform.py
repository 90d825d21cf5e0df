"""Does one unit of work, and says which side it calls and what it touches."""

from collections.abc import Callable

from domain.invoice_reading import (
    BOOKS,
    CHANGING,
    CUSTOMERS,
    DECIDING,
    DECIDING_PAYMENTS,
    HOOKS,
    LOOKING,
    NUDGES,
    POSTING,
    PROVING,
    RELINKING,
    SENDING,
)
from domain.invoice_record import subject_of_invoice
from domain.outage import Side
from domain.payment_record import occupied_with, subject_of_payment
from domain.scan import DOCUMENT_SCANS, LEDGER_SCANS, ScanKind
from domain.services.act import act
from domain.services.change_documents import change_documents
from domain.services.create_customers import create_customers
from domain.services.decide import decide
from domain.services.decide_invoices import decide_invoices
from domain.services.decide_payments import decide_payments
from domain.services.keeping_hooks import keep_hooks
from domain.services.link_invoice import link_invoice
from domain.services.look_up import look_up
from domain.services.post_payments import post_payments
from domain.services.prove import prove
from domain.services.read_books import read_books
from domain.services.read_documents import look_for_documents, read_documents
from domain.services.read_invoice import read_invoice, take_nudges
from domain.services.read_ledger import read_ledger
from domain.services.read_open import read_open
from domain.services.read_portal import read_portal
from domain.services.read_walk import read_walk
from domain.services.record_payment import record_payment
from domain.services.relink import relink
from domain.services.send_documents import send_documents
from domain.services.settle import settle
from domain.services.settle_ledger import settle_ledger
from domain.services.turn import Turn
from domain.units import (
    ActOn,
    ChangeDocuments,
    CreateCustomers,
    Decide,
    DecideInvoices,
    DecidePayments,
    KeepHooks,
    LinkInvoice,
    LookForDocuments,
    LookUp,
    OfContacts,
    OfInvoice,
    OfInvoices,
    OfPayments,
    PostPayments,
    Prove,
    ReadBooks,
    ReadInvoice,
    ReadPage,
    RecordPayment,
    Relink,
    SendDocuments,
    Settle,
    SettleDispatch,
    TakeNudges,
    Unit,
)


def perform(turn: Turn, unit: Unit) -> None:
    """Do the unit. Raises what its calls raise."""
    match unit:
        case Settle():
            settle(turn, unit)
        case SettleDispatch():
            settle_ledger(turn, unit)
        case ReadPage():
            _READERS[unit.kind](turn, unit)
        case LookUp() | Decide() | ActOn():
            _perform_for_contacts(turn, unit)
        case TakeNudges():
            take_nudges(turn)
        case KeepHooks():
            keep_hooks(turn)
        case ReadBooks():
            read_books(turn, unit)
        case DecidePayments() | PostPayments() | RecordPayment():
            _perform_for_payments(turn, unit)
        case _:
            _perform_for_invoices(turn, unit)


def _perform_for_contacts(turn: Turn, unit: OfContacts) -> None:
    match unit:
        case LookUp():
            look_up(turn, unit)
        case Decide():
            decide(turn)
        case ActOn():
            act(turn, unit)


def _perform_for_invoices(turn: Turn, unit: OfInvoices | OfInvoice | Relink) -> None:
    match unit:
        case Relink():
            relink(turn)
        case ReadInvoice():
            read_invoice(turn, unit)
        case LinkInvoice():
            link_invoice(turn, unit)
        case DecideInvoices():
            decide_invoices(turn, unit)
        case LookForDocuments():
            look_for_documents(turn, unit)
        case CreateCustomers():
            create_customers(turn, unit)
        case SendDocuments():
            send_documents(turn, unit)
        case ChangeDocuments():
            change_documents(turn, unit)
        case Prove():
            prove(turn, unit)


def _perform_for_payments(turn: Turn, unit: OfPayments | RecordPayment) -> None:
    match unit:
        case DecidePayments():
            decide_payments(turn, unit)
        case PostPayments():
            post_payments(turn, unit)
        case RecordPayment():
            record_payment(turn, unit)


_READERS: dict[ScanKind, Callable[[Turn, ReadPage], None]] = {
    ScanKind.LEDGER_ALL: read_ledger,
    ScanKind.LEDGER_CHANGES: read_ledger,
    ScanKind.LEDGER_DOCUMENTS: read_documents,
    ScanKind.LEDGER_OPEN: read_open,
    ScanKind.PORTAL_COMPANIES: read_portal,
    ScanKind.PORTAL_PEOPLE: read_portal,
    ScanKind.PORTAL_ISSUED: read_walk,
    ScanKind.PORTAL_PAID: read_walk,
    ScanKind.PORTAL_INVOICES: read_walk,
}
_OF_LEDGER = (*LEDGER_SCANS, *DOCUMENT_SCANS)
_OCCUPIES: dict[type[Unit], str] = {
    Decide: "deciding",
    TakeNudges: NUDGES,
    KeepHooks: HOOKS,
    ReadBooks: BOOKS,
    DecideInvoices: DECIDING,
    LookForDocuments: LOOKING,
    CreateCustomers: CUSTOMERS,
    SendDocuments: SENDING,
    ChangeDocuments: CHANGING,
    Prove: PROVING,
    Relink: RELINKING,
    DecidePayments: DECIDING_PAYMENTS,
    PostPayments: POSTING,
}
"""What there is one of at a time."""


def side_of(unit: Unit) -> Side | None:
    """The side that a unit calls; None if it calls nobody."""
    match unit:
        case Decide() | TakeNudges() | DecideInvoices() | DecidePayments() | Relink():
            return None
        case ReadPage():
            return Side.LEDGER if unit.kind in _OF_LEDGER else Side.PORTAL
        case Settle() | LookUp() | ActOn() | ReadInvoice() | LinkInvoice() | RecordPayment() | KeepHooks():
            return Side.PORTAL
        case _:
            return Side.LEDGER


def can_wait(unit: Unit) -> bool:
    """Whether a unit takes of a side's limits only what others leave: reading by itself, and the import."""
    match unit:
        case ReadPage():
            return not unit.urgent
        case LookUp() | ActOn() | KeepHooks():
            return True
        case _:
            return False


def is_vital(unit: Unit) -> bool:
    """Whether a unit may use a day's reserve: neither what was sent nor money that came in waits a day."""
    return isinstance(unit, Settle | SettleDispatch | PostPayments)


def subjects_of(unit: Unit) -> frozenset[str]:
    """What a unit occupies while it is in flight."""
    match unit:
        case Settle():
            return occupied_with(unit.subject)
        case ReadPage():
            return frozenset({unit.kind.value})
        case LookUp():
            return frozenset({f"contact:{unit.contact_id}"})
        case ActOn() | SettleDispatch():
            return unit.subjects
        case ReadInvoice() | LinkInvoice():
            return frozenset({subject_of_invoice(unit.invoice_id)})
        case Decide() | TakeNudges() | KeepHooks() | ReadBooks() | Relink():
            return frozenset({_OCCUPIES[type(unit)]})
        case RecordPayment():
            return occupied_with(subject_of_payment(unit.invoice_id))
        case DecidePayments() | PostPayments():
            return frozenset({_OCCUPIES[type(unit)], *map(subject_of_payment, unit.ids)})
        case _:
            return frozenset({_OCCUPIES[type(unit)], *map(subject_of_invoice, unit.ids)})
