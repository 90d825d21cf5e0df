"""Makes the company that a person shall belong to, once for all contacts that chose it."""

from collections.abc import Sequence

from domain.contact import Company, CompanyDraft
from domain.decision import CompanyChoice
from domain.dispatch import Act
from domain.event import SYSTEM
from domain.ids import CompanyId
from domain.ports.mirror import Kept
from domain.ports.store import Books
from domain.services.dispatching import Intent, Missing, done, landed_after_all, missing_of, send
from domain.services.recognising import called
from domain.services.turn import Turn

NO_COMPANY = CompanyId("")


def company_id_of(turn: Turn, choice: CompanyChoice | None) -> CompanyId | None:
    """The id of a chosen company, `NO_COMPANY` if none was chosen, None if it must be made first."""
    if choice is None:
        return NO_COMPANY
    if choice.id is not None:
        return choice.id
    with turn.reading() as books:
        known = books.portal.companies_by_key([choice.key]).get(choice.key, ())
        return _best(known, choice.name) or _made_as_it_is(books, choice.key)


def make_company(turn: Turn, kept: Kept, choice: CompanyChoice) -> None:
    """Create the company; on a repeat look for it first."""
    subject = f"company:{choice.key}"
    with turn.reading() as books:
        missing = missing_of(books, subject, Act.CREATE_COMPANY)
    if missing and _landed_after_all(turn, choice, missing):
        return
    contact = kept.contact
    draft = CompanyDraft(name=choice.name, vat_number=contact.tax_number, address=contact.address)
    intent = Intent(
        act=Act.CREATE_COMPANY,
        subject=subject,
        facts={"name": choice.name, "key": choice.key, "contact_id": contact.id},
    )
    dispatch_id, company = send(
        turn, intent, turn.portal.create_company_envelope(draft), turn.portal.send_company
    )
    with turn.writing() as books:
        done(books, turn, dispatch_id, company.id, missing)
        note_company(books, turn, company, choice.key, adopted=False)


def _landed_after_all(turn: Turn, choice: CompanyChoice, missing: Missing) -> bool:
    """Whether a company of that name is in the portal now; then it is the one that was missing."""
    found = called(turn.portal.companies_by_name(choice.name), choice.name, choice.key)
    if not found:
        return False
    with turn.writing() as books:
        books.portal.put_companies(found, turn.clock.now())
        landed_after_all(books, turn, missing[0], found[0].id, missing)
        note_company(books, turn, found[0], choice.key, adopted=True)
    return True


def note_company(books: Books, turn: Turn, company: Company, key: str, *, adopted: bool) -> None:
    """The company exists: into our copy and into the story."""
    now = turn.clock.now()
    books.portal.put_companies([company], now)
    code = "company-adopted" if adopted else "company-created"
    facts = {"name": company.name, "company_id": company.id}
    books.events.add(at=now, actor=SYSTEM, subject=f"company:{key}", code=code, facts=facts)


def _made_as_it_is(books: Books, key: str) -> CompanyId | None:
    """What we made for that key, if nobody renamed it since.

    The portal may have kept another spelling than the one we sent: it must not be made again and again.
    """
    made = {
        CompanyId(event.facts["company_id"]): event.facts["name"]
        for event in books.events.of(f"company:{key}")
        if event.code == "company-created"
    }
    there = books.portal.companies_by_id(made).values()
    return next((company.id for company in there if company.name == made[company.id]), None)


def _best(companies: Sequence[Company], name: str) -> CompanyId | None:
    exact = [company.id for company in companies if company.name == name]
    return next(iter(exact or [company.id for company in companies]), None)
