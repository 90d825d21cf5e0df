"""How invoices are poisoned: what people do on both sides, and what a service answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from adapters.sandbox.http import Response
from domain.invoice import InvoiceId
from tests.scenarios.xero_side import fields_of
from tests.simulation.ward import KNOWN, NOT_THERE, NOT_VALID, WHOLE, Ward

Step: TypeAlias = Callable[[Ward], object]
PUT, PATCH, GET = "PUT", "PATCH", "GET"
DESIGN = {"line": "Design", "price": "100.00", "rate": "20"}


def nothing(_ward: Ward) -> None:
    """Most need no more than to be issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poison:
    """What is done when: before the two are joined, before the good ones, and beside them.

    `code` is what holds it within the hour; '' where it is looked for and tried for half a night before.
    """

    code: str
    issue: Step
    people: Step = nothing
    earlier: Step = nothing
    changes: Step = nothing


def invoice(title: str, to: str = KNOWN, **row: str) -> Step:
    """Issue it."""
    return lambda ward: ward.add(title, to, **row)


def lines(title: str, *rows: Mapping[str, str]) -> Step:
    """Issue it with these lines."""
    return lambda ward: ward.add(title, KNOWN, *rows)


def shown_as(title: str, edited: Callable[[bytes], bytes], *rows: Mapping[str, str]) -> Step:
    """Issue it, and by its id the API tells something else of it."""

    def issue(ward: Ward) -> None:
        ward.meddle("hubflo", GET, f"/invoices/{ward.add(title, KNOWN, *rows)}", edited=edited)

    return issue


def in_currency(title: str, currency: str) -> Step:
    """Issue it in another currency."""
    return shown_as(title, lambda body: body.replace(b'"GBP"', f'"{currency}"'.encode()))


def miscounted(title: str, *rows: Mapping[str, str], **figures: float) -> Step:
    """Issue it, and it is shown with such figures."""

    def edited(body: bytes) -> bytes:
        told = json.loads(body)
        return json.dumps(told | figures).encode() if isinstance(told, dict) else body

    return shown_as(title, edited, *rows)


def in_xero(name: str, person: str, email: str, **row: str) -> Step:
    """Xero has somebody who is no customer."""
    fields = {"name": name, "person": person, "email": email, "customer": "no", **row}
    return lambda ward: ward.xero.add(fields_of(fields))


def in_hubflo(name: str, email: str) -> Step:
    """Hubflo has somebody."""
    return lambda ward: ward.hubflo.add_contact({"name": name, "email": email})


def both(*steps: Step) -> Step:
    """One after the other."""
    return lambda ward: [step(ward) for step in steps]


def without_currency(ward: Ward) -> None:
    """The API tells none."""
    ward.add("invoice-unreadable")
    ward.bills.garble("invoice-unreadable", currency=None)


def refused(title: str, answer: Response) -> Step:
    """Issue it; whatever request to create it in Xero is answered so as a whole."""
    return both(lambda ward: ward.meddle("xero", PUT, "/Invoices", title, answer=answer), invoice(title))


def once_created(title: str, then: Callable[[Ward, InvoiceId], object]) -> Step:
    """Issue it, and directly after it was created something happens."""

    def issue(ward: Ward) -> None:
        made = ward.add(title)
        ward.meddle("xero", PUT, "/Invoices", title, after=lambda: then(ward, made))

    return issue


def typed(number: str, to: str = "Gareth Pugh", net: str = "10.00") -> Step:
    """Somebody types one into Xero."""
    return lambda ward: ward.documents.typed({"number": number, "to": to, "net": net, "date": "2026-03-01"})


def status_unknown(ward: Ward) -> None:
    """Hubflo tells of it by a webhook: no list shows it."""
    told = ward.add("status-unknown")
    ward.bills.do("set_invoice_status", "status-unknown", status="partly paid")
    ward.tell(told)


def not_shown(ward: Ward) -> None:
    """It is listed, and not there by its id."""
    ward.meddle("hubflo", GET, f"/invoices/{ward.add('invoice-not-shown')}", answer=NOT_THERE)


def reference_refused(ward: Ward) -> None:
    """Hubflo does not take the link."""
    hidden = ward.add("reference-refused")
    ward.meddle("hubflo", PATCH, f"/invoices/{hidden}", "accounting_id", answer=NOT_VALID)


def reference_taken(ward: Ward) -> None:
    """Its accounting reference names another document."""
    ward.add("reference-taken")
    other = ward.documents.id_of("HAND-0600")
    ward.bills.do("set_accounting_id", "reference-taken", accounting_id=other)


def points_to_what_is_not_shown(ward: Ward) -> None:
    """Whoever asks Xero for the document that its accounting reference names is refused."""
    named = "aaaaaaaa-0000-4000-8000-000000000000"
    ward.meddle("xero", GET, "/Invoices", named, answer=WHOLE)
    ward.add("points to what is not shown", **{"accounting id": named})


def refused_by_itself(ward: Ward) -> None:
    """Its contact is archived just before it arrives: Xero says so of this one, and takes the others."""
    ward.meddle(
        "xero",
        PUT,
        "/Invoices",
        "ledger-refused",
        before=lambda: ward.xero.act("archive_contact", "Vera Late"),
    )
    ward.add("ledger-refused", "Vera Late")


def unshown(title: str, answer: Response) -> Step:
    """Whoever asks Xero for this document, alone or among others, is answered so."""

    def then(ward: Ward, made: InvoiceId) -> None:
        ward.meddle("xero", GET, "/Invoices", ward.document_of(made), answer=answer)

    return once_created(title, then)


def known(*people: tuple[str, str]) -> Step:
    """Both sides know them."""

    def add(ward: Ward) -> None:
        for name, email in people:
            ward.known(name, email)

    return add
