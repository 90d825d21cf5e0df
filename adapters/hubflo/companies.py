"""Companies of the portal (Hubflo: API reference, companies)."""

from adapters.hubflo import wire
from adapters.hubflo.bodies import envelope, given, of_address, path_of
from adapters.hubflo.line import Line
from adapters.hubflo.paging import read_all, read_page
from domain.budget import Purpose
from domain.contact import Company, CompanyDraft
from domain.dispatch import Envelope
from domain.ids import CompanyId
from domain.ports.portal import CompaniesPage

_PATH = "/companies"


def read_companies(line: Line, number: int, purpose: Purpose) -> CompaniesPage:
    """One page of all companies."""
    page = read_page(line, _PATH, number, wire.companies, purpose=purpose)
    return CompaniesPage(companies=page.rows, as_of=page.as_of, is_last=page.is_last, total=page.total)


def read_company(line: Line, company_id: CompanyId) -> Company:
    """One company. Raises NotFound."""
    return line.read_one(path_of("companies", company_id), wire.company)


def find_by_name(line: Line, name: str) -> tuple[Company, ...]:
    """What Hubflo's filter shows for a name, each company once; whether it is exact is not said."""
    wanted = name.strip()
    if not wanted:
        return ()
    found = {each.id: each for each in read_all(line, _PATH, wire.companies, filters={"name": wanted})}
    return tuple(found.values())


def creation(draft: CompanyDraft) -> Envelope:
    """A new company."""
    body = {"name": draft.name, "vat_number": draft.vat_number, **of_address(draft.address)}
    return envelope("POST", _PATH, given(body))


def send(line: Line, prepared: Envelope) -> Company:
    """Create a company; the answer shows it as it is now."""
    return line.write(prepared, lambda answer: wire.company(answer.body), purpose=Purpose.BACKGROUND)
