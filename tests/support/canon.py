"""The end state in one form that two runs can be compared by.

What differs between two right runs is taken out: our own ids, times, attempts, and the ids that the other
side gave. Every id of a record is replaced by what the record is called, and lists are sorted: somebody
who is there twice stands there twice.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, Table, select

from adapters.sandbox import observe
from adapters.sandbox.world import World
from adapters.storage.tables import answers as answered
from adapters.storage.tables import (
    customers,
    documents,
    invoices,
    links,
    mirror,
    named_writes,
    payments,
    sending,
    story,
)
from adapters.storage.transactions import Transactions

Canon = dict[str, list[str]]

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|HF-[0-9A-F]{12}")
_TIMES = re.compile(r"_at$|^at$|_?since$|^not_before$|^created|Date|^seen")
_OURS = {"connection_id", "attempts", "run", "decision", "email_hash", "looked_up_at", "number_key"}
_TABLES = (
    links.person_link,
    links.customer_link,
    links.person_base,
    mirror.mirror_contact,
    mirror.portal_person,
    mirror.portal_company,
    story.hold,
    answered.answer,
    customers.party_answer,
    customers.tax_answer,
    invoices.invoice,
    invoices.unseen_invoice,
    documents.document,
    named_writes.named_write,
    payments.payment,
)
_ALSO = {
    "person-found-again": "person-created",
    "company-adopted": "company-created",
    "customer-found-again": "customer-created",
    "document-found-again": "document-created",
    "payment-found-again": "payment-posted",
}
"""Events that tell of the same fact, once it was found out by looking."""
_TRIES = (
    *("write-", "unreachable", "side-open-again", "ledger-read", "portal-", "trusted-again", "released"),
    "document-sent",
    "payment-sent",
    "payment-recording",
    "number-called-taken",
)
"""Events that tell how often something was tried."""
_BY_MARK = '"our-mark"'
"""In the facts of an event: what we had made was recognised before anybody looked for it."""


def canon(world: World, engine: Engine) -> Canon:
    """Both sides of the sandbox and our business rows."""
    names = _names(world)
    return {**_sides(world, names), **_rows(engine, names)}


def differences(one: Canon, other: Canon) -> list[str]:
    """What stands in one and not in the other, for a person to read."""
    found: list[str] = []
    for part in sorted({*one, *other}):
        ours, theirs = Counter(one.get(part, [])), Counter(other.get(part, []))
        found += [f"{part}: only undisturbed: {line}" for line in sorted((ours - theirs).elements())]
        found += [f"{part}: only disturbed: {line}" for line in sorted((theirs - ours).elements())]
    return found


def twins(world: World) -> list[str]:
    """Who is in Hubflo more than once, or paid there more than is due; documents, payments twice in Xero."""
    found: list[str] = []
    for organization in observe.records(world, "hubflo").values():
        people = Counter((c["full_name"], c["email"]) for c in organization["contacts"].values())
        companies = Counter(c["name"] for c in organization["companies"].values())
        found += [f"{key}: {count}" for key, count in (people + companies).items() if count > 1]
        found += [
            f"{one['title']}: {one['paid_amount']}"
            for one in organization["invoices"].values()
            if _is_over(one)
        ]
    for ledger in observe.records(world, "xero").values():
        marks = Counter(c["ContactNumber"] for c in ledger["contacts"].values() if c.get("ContactNumber"))
        sent = Counter(i["Url"] for i in ledger["invoices"].values() if i.get("Url") and _is_live(i))
        paid = Counter(p["Reference"] for p in ledger["payments"].values() if _counts(p))
        found += [f"{key}: {count}" for key, count in (marks + sent + paid).items() if count > 1]
    return sorted(found)


def _is_live(invoice: Mapping[str, Any]) -> bool:
    return invoice["Status"] not in ("DELETED", "VOIDED")


def _is_over(invoice: Mapping[str, Any]) -> bool:
    return Decimal(str(invoice["paid_amount"] or 0)) > Decimal(
        str(invoice["net_total"])
    )  # with its tax, as Hubflo calls it


def _counts(payment: Mapping[str, Any]) -> bool:
    return bool(payment.get("Reference")) and payment["Status"] != "DELETED"


def _names(world: World) -> dict[str, str]:
    names: dict[str, str] = {}
    for organization_id, organization in observe.records(world, "hubflo").items():
        names[organization_id] = "the organization"
        for record_id, contact in organization["contacts"].items():
            names[record_id] = f"person {contact['full_name']}"
        for record_id, company in organization["companies"].items():
            names[record_id] = f"company {company['name']}"
        for record_id, invoice in organization["invoices"].items():
            names[record_id] = f"invoice {invoice['title']}"
            names[f"HF-{record_id[-12:].upper()}"] = f"placeholder of {invoice['title']}"
    for tenant_id, ledger in observe.records(world, "xero").items():
        names[tenant_id] = "the organisation"
        for record_id, contact in ledger["contacts"].items():
            names[record_id] = f"contact {contact['Name']}"
        for record_id, document in ledger["invoices"].items():
            names[record_id] = f"document {document.get('Reference') or document.get('InvoiceNumber')}"
        for record_id, payment in ledger["payments"].items():
            names[record_id] = f"payment {_named(str(payment.get('Reference')), names)}"
    return names


def _sides(world: World, names: Mapping[str, str]) -> Canon:
    parts: Canon = {}
    for organization in observe.records(world, "hubflo").values():
        parts["hubflo contacts"] = _lines(organization["contacts"].values(), names)
        parts["hubflo companies"] = _lines(organization["companies"].values(), names)
        parts["hubflo invoices"] = _lines(organization["invoices"].values(), names)
    for ledger in observe.records(world, "xero").values():
        parts["xero contacts"] = _lines(ledger["contacts"].values(), names)
        parts["xero invoices"] = _lines(ledger["invoices"].values(), names)
        parts["xero payments"] = _lines(ledger["payments"].values(), names)
    for side in ("hubflo", "xero"):
        # Not what a person did: that one is the test.
        changes = [c for c in observe.changes(world, side) if c.get("who") != "person"]
        parts[f"{side} changes by us"] = _lines(changes, names)
    return parts


def _rows(engine: Engine, names: Mapping[str, str]) -> Canon:
    with Transactions(engine).reading() as transaction:

        def read(table: Table) -> list[dict[str, Any]]:
            return [dict(row._mapping) for row in transaction.execute(select(table))]

        parts = {table.name: _lines(read(table), names) for table in _TABLES}
        elements, events = read(sending.element), read(story.event)
    done = {(row["act"], row["subject"], row["remote_id"]) for row in elements if row["state"] == "done"}
    told = [
        {"subject": row["subject"], "code": _told(row["code"], row["facts"])}
        for row in events
        if not row["code"].startswith(_TRIES) and _BY_MARK not in row["facts"]
    ]
    parts["writes done"] = _lines(({"write": list(each)} for each in done), names)
    parts["story"] = _lines(told, names)
    return parts


def _told(code: str, facts: str) -> str:
    """What an event tells; of a question also which one it is."""
    return f"held: {json.loads(facts).get('code')}" if code == "held" else _ALSO.get(code, code)


def _lines(records: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> list[str]:
    return sorted(_line(record, names) for record in records)


def _line(record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    text = json.dumps(_bare(record), sort_keys=True, default=str)
    return _named(text, names)


def _named(text: str, names: Mapping[str, str]) -> str:
    return _ID.sub(lambda found: names.get(found[0], "some id"), text)


def _bare(value: Any) -> Any:
    """Without times and what counts attempts; texts that hold JSON are opened."""
    if isinstance(value, Mapping):
        kept = {k: v for k, v in value.items() if k not in _OURS and not _TIMES.search(k)}
        return {name: _bare(inner) for name, inner in kept.items()}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    if isinstance(value, str) and value.startswith("{"):
        return _bare(json.loads(value))
    return value
