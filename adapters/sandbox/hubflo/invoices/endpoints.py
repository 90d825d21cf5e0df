"""The API's invoices (Hubflo: API reference, invoices). There is no delete, no cancel, no credit note.

What an invoice that is not a draft answers to an edit is not documented: here 422 in the standard body.
"""

from urllib.parse import urlsplit

from adapters.sandbox.http import Response
from adapters.sandbox.hubflo.calls import Call
from adapters.sandbox.hubflo.filters import selected
from adapters.sandbox.hubflo.invoices.body import KEYS, read
from adapters.sandbox.hubflo.invoices.life import PAYABLE, Life
from adapters.sandbox.hubflo.invoices.numbers import moment, number
from adapters.sandbox.hubflo.invoices.record import METHODS, shown
from adapters.sandbox.hubflo.paging import listing
from adapters.sandbox.hubflo.replies import Refusal, instant, invalid, success
from adapters.sandbox.hubflo.table import Row


def index(call: Call) -> Response:
    """`GET /invoices`: newest first, without any filter by date."""
    rows = selected(
        call,
        call.organization.invoices,
        contact_id="recipient_id",
        project_id="project_id",
        status="status",
    )
    email, switches = call.request.param("contact_email"), call.state.switches
    if email is not None and (email.strip() or switches.blank_filter == "applied"):
        holders = call.organization.contacts.having("email", email, switches.email_filter)
        ids = {contact["id"] for contact in holders}
        rows = [row for row in rows if row["recipient_id"] in ids]
    return listing(call, rows, lambda row: shown(call.state, call.organization, row))


def create(call: Call) -> Response:
    """`POST /invoices`: a draft without lines."""
    row = life(call).draft(read(call, call.fields(), existing=None))
    return success(call.state, call.organization, shown(call.state, call.organization, row), status=201)


def show(call: Call) -> Response:
    """`GET /invoices/{id}`."""
    return _answered(call)


def update(call: Call) -> Response:
    """`PATCH /invoices/{id}`: only a draft, but `accounting_id` on any invoice in any state."""
    row, body = call.record("invoice"), call.fields()
    if row["status"] != "draft" and body.keys() & KEYS - {"accounting_id"}:
        raise invalid("Only a draft can be edited")
    life(call).change(row["id"], read(call, body, existing=row))
    return _answered(call)


def issue(call: Call) -> Response:
    """`POST /invoices/{id}/issuances`."""
    life(call).issue(draft_of(call, "issued")["id"])
    return _answered(call, status=201)


def deliver(call: Call) -> Response:
    """`POST /invoices/{id}/deliveries`: the recipient gets an email; issuing alone sends none."""
    row = call.record("invoice")
    if row["status"] == "draft":
        raise invalid("A draft cannot be sent")
    life(call).change(row["id"], {"sent_at": instant(call.now)})
    return _answered(call, status=201)


def notice_payment(call: Call) -> Response:
    """`POST /invoices/{id}/payment-notice`: what is missing is answered 400, without a prefix."""
    row, body = call.record("invoice"), call.fields()
    paid_at, amount = moment(body.get("paid_at")), number(body.get("paid_amount"))
    method = body.get("payment_method_used")
    wrong = {
        "Paid at must be filled in": paid_at is None,
        "Payment method used must be filled in": method is None,
        "Payment method used is not included in the list": method is not None and method not in METHODS,
        "Paid amount must be filled in": body.get("paid_amount") is None,
        "Paid amount is not a number": body.get("paid_amount") is not None and amount is None,
        "Paid amount must be greater than 0": amount is not None and amount <= 0,
        "Invoice must be issued": row["status"] not in PAYABLE,
    }
    sentences = [sentence for sentence, so in wrong.items() if so]
    if sentences or paid_at is None or amount is None:
        raise Refusal(400, ", ".join(sentences))
    books = life(call)
    books.pay(row["id"], paid_amount=books.paid_with(row["id"], amount), method=method, paid_at=paid_at)
    return _answered(call, status=201)


def set_payment_url(call: Call) -> Response:
    """`POST /invoices/{id}/payment-url`: set, or replaced."""
    row, value = call.record("invoice"), call.fields().get("value")
    if not isinstance(value, str) or not urlsplit(value).netloc:
        raise invalid("Payment url is not a valid URL")
    life(call).change(row["id"], {"payment_url": value})
    return _answered(call, status=201)


def draft_of(call: Call, verb: str) -> Row:
    """The invoice of the path, which has to be a draft for what is to be done."""
    row = call.record("invoice")
    if row["status"] != "draft":
        raise invalid(f"Only a draft can be {verb}")
    return row


def life(call: Call) -> Life:
    """The organization's invoices in the hands of the client."""
    return Life(state=call.state, organization=call.organization, now=call.now, who="api")


def _answered(call: Call, status: int = 200) -> Response:
    document = shown(call.state, call.organization, call.record("invoice"))
    return success(call.state, call.organization, document, status=status)
