"""One poison for every reason why a contact of the import is held, among many good ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.scenarios import telling
from tests.scenarios.office import live
from tests.scenarios.pair import Pair
from tests.scenarios.xero_side import fields_of
from tests.simulation.ward import BROKEN, GOOD, Ward


@dataclass(frozen=True, slots=True, kw_only=True)
class PoisonedContact:
    """Rows of Xero's contacts, and of people and companies that Hubflo has; the rows are held by `code`.

    '' where it is looked for and tried again for as long as Hubflo gives no answer.
    """

    code: str
    xero: tuple[Mapping[str, str], ...]
    people: tuple[tuple[str, str], ...] = ()
    companies: tuple[Mapping[str, str], ...] = ()
    is_unanswered: bool = False


def row(name: str, person: str, email: str, **more: str) -> tuple[Mapping[str, str], ...]:
    """One contact of Xero."""
    return ({"name": name, "person": person, "email": email, **more},)


POISONED = (
    PoisonedContact(
        code="email-other-name",
        xero=row("Helen Marsh", "Helen Marsh", "accounts@agency.example"),
        people=(("Gareth Pugh", "accounts@agency.example"),),
    ),
    PoisonedContact(
        code="name-other-email",
        xero=row("Daniel Okafor", "Daniel Okafor", "daniel@okafor.example"),
        people=(("Daniel Okafor", "dan@other.example"),),
    ),
    PoisonedContact(
        code="person-ambiguous",
        xero=row("Yusuf Demir", "Yusuf Demir", "yusuf@demir.example"),
        people=(("Yusuf Demir", "yusuf@demir.example"), ("Yusuf Demir", "YUSUF@demir.example")),
    ),
    PoisonedContact(
        code="company-ambiguous",
        xero=row("Acme Ltd", "Una Bell", "una@acme.example"),
        companies=({"name": "ACME"}, {"name": "Acme Limited"}),
    ),
    PoisonedContact(
        code="company-number-differs",
        xero=row("Globex Ltd", "Otto Bell", "otto@globex.example", **{"VAT number": "GB123456789"}),
        companies=({"name": "Globex Ltd", "VAT number": "GB987654321"},),
    ),
    PoisonedContact(
        code="email-on-several",
        xero=(
            *row("Orchard Lets", "Paula Orchard", "info@orchard.example"),
            *row("Orchard Gardens", "Dean Orchard", "info@orchard.example"),
        ),
    ),
    PoisonedContact(code="portal-refused", xero=row("Ben Brown", "Ben Brown", "not an email")),
    PoisonedContact(code="", xero=row("Nora Reply", "Nora Reply", "nora@reply.example"), is_unanswered=True),
)


def add(ward: Ward, poison: PoisonedContact) -> None:
    """Both sides have it."""
    for fields in poison.xero:
        ward.xero.add(fields_of(fields))
    for name, email in poison.people:
        ward.hubflo.add_contact({"name": name, "email": email})
    for company in poison.companies:
        ward.hubflo.add_company(company)
    if poison.is_unanswered:
        ward.meddle("hubflo", "POST", "/contacts", poison.xero[0]["email"], answer=BROKEN)


def add_good(ward: Ward) -> set[str]:
    """The good ones; their names."""
    names = {f"Fine {chr(65 + number // 26)}{chr(97 + number % 26)}son" for number in range(GOOD)}
    for name in sorted(names):
        ward.xero.add(fields_of({"name": name, "person": name, "email": f"{name[5:]}@fine.example".lower()}))
    return names


def standings(ward: Ward, minutes: float) -> dict[str, tuple[str, str]]:
    """Imported, and so long after it: where each contact stands, and why."""
    connection = live(ward.house, Pair(hubflo=ward.hubflo, xero=ward.xero))
    ward.house.run_for(60 * minutes)
    told = telling.contacts(ward.house, connection)
    return {one["contact"]: (one["stands"], one["because"].replace(" ", "-")) for one in told}
