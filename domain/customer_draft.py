"""What a new contact of the ledger is called, what it holds, and the mark that it carries.

With a company the contact is called like it and holds its address and tax number; its primary person is
the recipient. Without one it is the recipient alone, with what there is of a name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

from domain.contact import Company, LedgerContact, Person
from domain.drafts import LedgerContactDraft
from domain.text import cleaned, fold

_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_LATER = re.compile(r"-B+$")


def name_for(person: Person, company: Company | None) -> str:
    """The name of the contact: the company's, else "First Last" or what there is of it; '' is no name."""
    return cleaned(company.name if company is not None else "") or cleaned(person.name)


def draft_for(person: Person, company: Company | None, *, name: str, number: str) -> LedgerContactDraft:
    """The contact as it is sent. Of a company's the address and the tax number are the company's."""
    return LedgerContactDraft(
        number=number,
        name=name,
        first_name=cleaned(person.first_name),
        last_name=cleaned(person.last_name),
        email=person.email,
        phone=person.phone if company is None else "",
        address=person.address if company is None else company.address,
        tax_number="" if company is None else company.vat_number,
    )


def name_key(name: str) -> str:
    """Names of one key are one name to the ledger.

    Case and spaces are folded as Xero does; accents too, for its search takes them for the same
    (Xero: Accounting API, Contacts). Punctuation makes another name.
    """
    composed = unicodedata.normalize("NFKC", cleaned(name))
    return _WORD.sub(lambda word: fold(word[0]), composed)


def free_name(person: Person, company: Company | None, taken: frozenset[str]) -> str:
    """A name that tells them from a namesake: the city behind it, else the domain of an email; '' if neither.

    `taken` are keys of names. A number behind a name would say nothing to whoever reads the books.
    """
    name = name_for(person, company)
    for hint in _hints(person, company):
        behind = f" ({hint})"
        offered = cleaned(name, limit=255 - len(behind)) + behind
        if name_key(offered) not in taken:
            return offered
    return ""


def _hints(person: Person, company: Company | None) -> Iterator[str]:
    city = cleaned(person.address.city if company is None else company.address.city, limit=100)
    if _LETTER.search(city):
        yield city
    for email in (person.email, company.email if company is not None else ""):
        domain = cleaned(email.rpartition("@")[2] if "@" in email else "", limit=100)
        if domain:
            yield domain


def is_mark_of(number: str, party_id: str) -> bool:
    """Whether a contact's number says that we made it for that party."""
    return number == party_id or re.fullmatch(f"{re.escape(party_id)}-B+", number) is not None


def party_marked(number: str) -> str:
    """The id of the party whose mark the number of a contact would be; it may be any other text."""
    return _LATER.sub("", number)


def free_mark(party_id: str, marked: Iterable[LedgerContact]) -> str:
    """The portal's id of the party; with a letter behind it while unusable contacts keep what comes before.

    A number is unique among all contacts, archived ones included (Xero: Accounting API, Contacts).
    """
    taken = {contact.number for contact in marked}
    marks = (party_id + (f"-{'B' * times}" if times else "") for times in count())
    return next(mark for mark in marks if mark not in taken)
