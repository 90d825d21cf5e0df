"""What the demo claims, each checked in the sandbox's own records and logs, not in ours."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Facts = Mapping[str, Any]
Row = Mapping[str, Any]
_READS = ("GET", "HEAD")
_HARMLESS = ("/connect/", "/pings")
"""Asking for tokens, and Hubflo's own check of a key: both are posts, and change nothing."""
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """What people issued during the demo: the invoice that goes over, the one that is held, and for whom."""

    sent: str
    held: str
    company: str


def claims_of_contacts(before: Facts, after: Facts) -> dict[str, bool]:
    """`before` is after the first import, `after` is after the second."""
    counts = after["status"]["contacts"]
    return {
        "Every contact seen in Xero is accounted for": _is_conserved(counts),
        "Nothing is left in work": counts["in-work"] == 0,
        "Everybody who came over is in Hubflo, once": _everybody_once(before),
        "Everybody who was left out has a reason": all(
            row["reasons"] for row in after["listed"] if row["standing"] == "left-out"
        ),
        "Contacts wrote nothing in Xero": not writes(after, "xero_requests"),
        "The second import wrote nothing": writes(before, "hubflo_requests")
        == writes(after, "hubflo_requests"),
    }


def claims_of_invoices(before: Facts, after: Facts, issued: Issued, held: Row) -> dict[str, bool]:
    """`before` is before they were issued; `held` is what our own list says of the held one."""
    made = new_documents(before, after)
    ours = only(after, "hubflo_records")["invoices"][issued.sent]
    document = made[0] if made else {}
    return {
        "The invoice is in Xero once, awaiting approval": len(made) == 1
        and document["Status"] == "SUBMITTED"
        and document["Type"] == "ACCREC",
        "Its total, its tax and every line equal Hubflo's, to the cent": bool(document)
        and equal_to_the_cent(ours, document),
        "Its customer was created in Xero, once": _customer_once(before, after, issued, document),
        "Hubflo names the document that it became": ours["accounting_id"] == document.get("InvoiceID"),
        "The other one waits for you with its sentence, and is not in Xero": bool(held.get("sentence"))
        and held["xero_invoice_id"] is None,
        "No past invoice was sent, and nothing else was written in Xero": sorted(
            writes(after, "xero_requests")
        )
        == ["PUT /api.xro/2.0/Contacts", "PUT /api.xro/2.0/Invoices"],
    }


def equal_to_the_cent(ours: Row, document: Row) -> bool:
    """Whether the client's document and Xero's say the same: in sum, in tax, and line by line."""
    lines = [line for line in ours["line_items"] if amount(line["total_including_tax"])]
    theirs = document["LineItems"]
    net = sum((amount(line["total_excluding_tax"]) for line in lines), Decimal(0))
    total = sum((amount(line["total_including_tax"]) for line in lines), Decimal(0))
    return (
        len(lines) == len(theirs)
        and amount(document["Total"]) == total == amount(ours["net_total"])
        and amount(document["TotalTax"]) == total - net
        and all(
            amount(other["LineAmount"]) == amount(line["total_excluding_tax"])
            for line, other in zip(lines, theirs, strict=True)
        )
    )


def new_documents(before: Facts, after: Facts) -> list[Row]:
    """What is in Xero now and was not before."""
    known = only(before, "xero_records")["invoices"]
    found = only(after, "xero_records")["invoices"]
    return [document for document_id, document in found.items() if document_id not in known]


def writes(facts: Facts, log: str) -> list[str]:
    """Requests that change something."""
    return [
        f"{request['method']} {request['path']}"
        for request in facts[log]
        if request["method"] not in _READS and not any(part in request["path"] for part in _HARMLESS)
    ]


def _is_conserved(counts: Row) -> bool:
    standings = ("created", "linked", "updated", "unchanged", "left-out", "needs-you", "in-work")
    return bool(counts["seen"]) and counts["seen"] == sum(counts[name] for name in standings)


def _everybody_once(facts: Facts) -> bool:
    came = [row["email"].casefold() for row in facts["listed"] if row["standing"] == "created"]
    contacts = only(facts, "hubflo_records")["contacts"].values()
    emails = Counter((contact["email"] or "").casefold() for contact in contacts)
    return bool(came) and all(emails[email] == 1 for email in came)


def _customer_once(before: Facts, after: Facts, issued: Issued, document: Row) -> bool:
    known = only(before, "xero_records")["contacts"]
    found = only(after, "xero_records")["contacts"]
    new = [contact_id for contact_id in found if contact_id not in known]
    named = document.get("Contact", {}).get("ContactID")
    return new == [named] and found[named]["Name"] == issued.company


def only(facts: Facts, side: str) -> Row:
    """The one organization of a side."""
    rows: Sequence[Row] = list(facts[side].values())
    return rows[0]


def amount(value: Any) -> Decimal:
    """A figure as either side writes it."""
    return Decimal(str(value or 0)).quantize(_CENT)
