"""People of the portal: Hubflo's contacts (Hubflo: API reference, contacts)."""

from collections.abc import Mapping

from adapters.hubflo import wire
from adapters.hubflo.bodies import envelope, given, of_address, path_of
from adapters.hubflo.line import Line
from adapters.hubflo.paging import read_all, read_page
from domain.budget import Purpose
from domain.contact import Person, PersonDraft
from domain.dispatch import Envelope
from domain.ids import PersonId
from domain.ports.portal import PeoplePage
from domain.text import fold_email

_PATH = "/contacts"
_HUBFLO_NAMES = {
    "first_name": "first_name",
    "last_name": "last_name",
    "email": "email",
    "phone": "phone",
    "street": "address",
    "city": "city",
    "region": "state",
    "postal_code": "postal_code",
    "country": "country",
    "company_id": "company_id",
}
"""`domain.fields` names, and what Hubflo calls them."""


def read_people(line: Line, number: int, purpose: Purpose) -> PeoplePage:
    """One page of everybody."""
    page = read_page(line, _PATH, number, wire.people, purpose=purpose)
    return PeoplePage(people=page.rows, as_of=page.as_of, is_last=page.is_last, total=page.total)


def read_person(line: Line, person_id: PersonId) -> Person:
    """One person. Raises NotFound."""
    return line.read_one(path_of("contacts", person_id), wire.person)


def find_by_email(line: Line, email: str) -> tuple[Person, ...]:
    """Everybody with that email, whatever its case.

    Whether the filter is exact, and whether Hubflo keeps the case, is not said. So it is asked for the
    email as it is and in lower case, each person counts once, and what it shows is compared again.
    An empty email selects nobody here; what the filter would make of it is not said either.
    """
    wanted = fold_email(email)
    if not wanted:
        return ()
    asked = dict.fromkeys((email.strip(), email.strip().lower()))
    found = {
        person.id: person
        for spelling in asked
        for person in read_all(line, _PATH, wire.people, filters={"email": spelling})
        if fold_email(person.email) == wanted
    }
    return tuple(found.values())


def filter_finds(line: Line, email: str) -> bool:
    """Whether the filter shows anybody for this spelling as it is."""
    return any(True for _ in read_all(line, _PATH, wire.people, filters={"email": email}))


def creation(draft: PersonDraft) -> Envelope:
    """A new person, of type client; on later changes the type is the users' own."""
    body = {
        "first_name": draft.first_name,
        "last_name": draft.last_name,
        "email": draft.email,
        "contact_type": "client",
        "phone": draft.phone,
        **of_address(draft.address),
        "company_id": draft.company_id or "",
    }
    return envelope("POST", _PATH, given(body))


def change(person: Person, changes: Mapping[str, str]) -> Envelope:
    """Those changes, and both names as they were read, for Hubflo requires them on each change.

    A field is emptied with null, as Hubflo shows an empty one.
    """
    body: dict[str, str | None] = {"first_name": person.first_name, "last_name": person.last_name}
    body |= {_HUBFLO_NAMES[field]: value or None for field, value in changes.items()}
    return envelope("PATCH", path_of("contacts", person.id), body)


def send(line: Line, prepared: Envelope) -> Person:
    """Create or change a person; the answer shows it as it is now."""
    return line.write(prepared, lambda answer: wire.person(answer.body), purpose=Purpose.BACKGROUND)
