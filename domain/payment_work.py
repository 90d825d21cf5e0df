"""What is most urgent for the payments of a connection: pure, from state alone."""

from datetime import datetime

from domain.conditions import is_open, may_act, may_look
from domain.dispatch import Act
from domain.gathering import MANY, PAST_A_MINUTE, gathers
from domain.invoice import InvoiceId
from domain.invoice_reading import DECIDING_PAYMENTS, POSTING, are_stale, knows_ledger
from domain.invoice_record import Step
from domain.outage import Side
from domain.payment_record import PaymentStep, occupied_with, subject_of_payment
from domain.units import DecidePayments, PostPayments, RecordPayment, Unit
from domain.workload import Workload

_AT_ONCE = 50


def decide_payments(load: Workload, now: datetime) -> Unit | None:
    """Those for which something changed, many at once."""
    if DECIDING_PAYMENTS in load.busy or _must_read_books(load, now) or not knows_ledger(load):
        return None
    ids = _free_payments(load, PaymentStep.DECIDE)[:_AT_ONCE]
    return DecidePayments(ids=ids) if ids else None


def post_payments(load: Workload, now: datetime) -> Unit | None:
    """The reserve of a day's limit is for payments too: money that came in must not wait until tomorrow."""
    side_is_open = may_look(load, Side.LEDGER, now) and may_act(load)
    if POSTING in load.busy or not side_is_open or _must_read_books(load, now):
        return None
    most = load.invoices.at_once(Act.CREATE_PAYMENT)
    ids = _free_payments(load, PaymentStep.POST)[:most]
    is_full = len(ids) == most
    return PostPayments(ids=ids) if ids and (is_full or not _waits_for_more(load, now, len(ids))) else None


def _waits_for_more(load: Workload, now: datetime, here: int) -> bool:
    """Many that are being read are waited for past the portal's limit of a minute, a few while it is open."""
    since = load.invoices.payments_since
    reading = len(load.invoices.agenda.get(Step.READ, ()))
    coming = reading + len(load.invoices.payments.get(PaymentStep.DECIDE, ()))
    if coming >= MANY:
        return since is not None and now < since + PAST_A_MINUTE
    if reading and not is_open(load, Side.PORTAL, now):
        coming -= reading
    return gathers(now, coming, here=here, since=since)


def record_payment(load: Workload, now: datetime) -> Unit | None:
    """What the portal does not know of, one at a time; the ledger is asked whether it still counts."""
    are_open = is_open(load, Side.PORTAL, now) and is_open(load, Side.LEDGER, now)
    if not (are_open and may_act(load)):
        return None
    ids = load.invoices.payments.get(PaymentStep.RECORD, ())
    free = [one for one in ids if not occupied_with(subject_of_payment(one)) & load.busy]
    return RecordPayment(invoice_id=free[0]) if free else None


def _must_read_books(load: Workload, now: datetime) -> bool:
    """With only a day's reserve left nobody reads settings anew: known ones do, and the ledger refuses."""
    only_reserve = may_look(load, Side.LEDGER, now) and not is_open(load, Side.LEDGER, now)
    are_known = load.invoices.books_read_at is not None
    return are_stale(load, now) and not (only_reserve and are_known)


def _free_payments(load: Workload, step: PaymentStep) -> tuple[InvoiceId, ...]:
    ids = load.invoices.payments.get(step, ())
    return tuple(one for one in ids if subject_of_payment(one) not in load.busy)
