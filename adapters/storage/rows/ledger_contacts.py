"""Mirrored contacts of the ledger: tuples on the way in, because pages of 1,000 are; rows on the way out."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from sqlalchemy import Row

from adapters.storage.rows.decisions import decision_of
from adapters.storage.rows.json_text import dump, load
from adapters.storage.rows.reasons import codes_text, reasons_of, reasons_text
from adapters.storage.rows.stages import LEFT_OUT, UNDECIDED, standing_of
from adapters.storage.types import storable, time_text
from domain.contact import NO_ADDRESS, ContactState, LedgerContact, new_address, new_ledger_contact
from domain.ids import LedgerContactId
from domain.keys import ContactKeys
from domain.ports.mirror import Kept, Sighting
from domain.text import fold_number


class ForDriver(NamedTuple):
    """How a driver wants what is no text and no number; what it must turn itself costs it long to turn."""

    time: Callable[[datetime], Any]
    yes: Any
    no: Any


FOR_SQLITE = ForDriver(time=time_text, yes=1, no=0)
FOR_POSTGRES = ForDriver(time=lambda value: value, yes=True, no=False)

NO_FACTS = ""
"""The facts of a forgotten contact, and of no other."""

_SCHEMA = "1"
_BETWEEN = "\x1f"  # "unit separator": what it was made for, and in no name


def facts_text(contact: LedgerContact) -> str:
    """All facts as one text: several times cheaper than a column each, to write and to compare.

    The ledger's time of change is none of them: it moves when nothing has changed that matters here.
    """
    address = contact.address
    texts = (
        _SCHEMA,
        contact.name,
        contact.first_name,
        contact.last_name,
        contact.email,
        contact.phone,
        address.street,
        address.city,
        address.region,
        address.postal_code,
        address.country,
        contact.number,
        contact.tax_number,
        contact.company_number,
        contact.default_sales_tax,
        contact.state,
        contact.merged_into or "",
        "customer" if contact.is_customer else "",
        "supplier" if contact.is_supplier else "",
        dump(contact.other_emails) if contact.other_emails else "",
    )
    joined = _BETWEEN.join(texts)
    if joined.count(_BETWEEN) == len(texts) - 1 and storable(joined) is joined:
        return joined
    return _BETWEEN.join(storable(text).replace(_BETWEEN, " ") for text in texts)


def contact_of(contact_id: LedgerContactId, facts: str, updated_at: datetime | None) -> LedgerContact:
    """The contact; a forgotten one has no facts."""
    if facts == NO_FACTS:
        return LedgerContact(id=contact_id, name="", state=ContactState.UNKNOWN)
    texts = facts.split(_BETWEEN)
    address = new_address(
        street=texts[6], city=texts[7], region=texts[8], postal_code=texts[9], country=texts[10]
    )
    return new_ledger_contact(
        id=contact_id,
        name=texts[1],
        first_name=texts[2],
        last_name=texts[3],
        email=texts[4],
        phone=texts[5],
        address=NO_ADDRESS if address.is_empty() else address,
        number=texts[11],
        tax_number=texts[12],
        company_number=texts[13],
        default_sales_tax=texts[14],
        state=ContactState(texts[15]),
        merged_into=LedgerContactId(texts[16]) if texts[16] else None,
        is_customer=bool(texts[17]),
        is_supplier=bool(texts[18]),
        other_emails=tuple(load(texts[19])) if texts[19] else (),
        updated_at=updated_at,
    )


def numbers_in(facts: str) -> tuple[str, ...]:
    """The contact, VAT and company numbers of a contact that is not forgotten, as far as it has them."""
    return tuple(number for number in facts.split(_BETWEEN, 14)[11:14] if number)


Content = tuple[str, str, str, str, str]
"""What a changed row is known by: facts, email key, person key, company key, reasons."""


def content_of(sighting: Sighting) -> Content:
    """The content of a row."""
    keys, reasons = sighting.keys, sighting.reasons
    facts = facts_text(sighting.contact)
    return (
        facts,
        keys.email if facts.isascii() else storable(keys.email),
        keys.person,
        keys.company,
        reasons_text(reasons) if reasons else "",
    )


def row_of(
    connection_id: str, sighting: Sighting, content: Content, run: int, driver: ForDriver
) -> tuple[Any, ...]:
    """The columns up to `run`, as the driver takes them."""
    contact, reasons = sighting.contact, sighting.reasons
    facts, email, person, company, reasons_told = content
    return (
        connection_id,
        contact.id,
        facts,
        email,
        None if reasons else email_hash(connection_id, email),
        person,
        company,
        reasons_told,
        driver.time(contact.updated_at) if contact.updated_at else None,
        codes_text(reasons) if reasons else "",
        LEFT_OUT if reasons else UNDECIDED,
        driver.no if reasons else driver.yes,
        run,
    )


def email_hash(connection_id: str, email_key: str) -> int | None:
    """A number to look an email up by: an index of these is a fraction of one of texts.

    The connection is its upper half, so that one connection's numbers lie together.
    """
    if not email_key:
        return None
    return _upper_half(connection_id) | crc32(email_key.encode())


@lru_cache(maxsize=64)
def _upper_half(connection_id: str) -> int:
    return (crc32(connection_id.encode()) & 0x7FFFFFFF) << 32


def kept_of(row: Row[Any]) -> Kept:
    """All that is known of a mirrored contact."""
    contact_id = LedgerContactId(row.contact_id)
    contact = contact_of(contact_id, row.facts, row.updated_at)
    return Kept(
        contact=contact,
        keys=ContactKeys(
            email=row.email_key,
            person=row.person_key,
            company=row.company_key,
            vat=fold_number(contact.tax_number),
            registration=fold_number(contact.company_number),
        ),
        reasons=reasons_of(row.reasons),
        standing=standing_of(row.stage),
        run=row.run,
        decision=None if row.decision is None else decision_of(contact_id, row.decision),
        looked_up_at=row.looked_up_at,
        attempts=row.attempts,
        not_before=row.not_before,
        forgotten=row.forgotten,
    )
