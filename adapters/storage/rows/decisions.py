"""Decisions as JSON; what a field leaves empty is left away."""

from typing import Any

from adapters.storage.rows.json_text import dump_versioned, load_versioned
from adapters.storage.rows.reasons import reason_fields, reason_of_fields
from domain.decision import Action, CompanyChoice, Decision
from domain.hold import Cause
from domain.ids import CompanyId, LedgerContactId, PersonId


def decision_text(decision: Decision) -> str:
    """A decision; its contact is the row's."""
    fields: dict[str, Any] = {
        "action": decision.action.value,
        "person_id": decision.person_id,
        "first_name": decision.first_name,
        "last_name": decision.last_name,
        "company": decision.company and _company_fields(decision.company),
        "evidence": decision.evidence and reason_fields(decision.evidence),
        "reasons": [reason_fields(reason) for reason in decision.reasons],
        "cause": decision.cause and _cause_fields(decision.cause),
        "party_only": decision.party_only,
    }
    return dump_versioned({name: value for name, value in fields.items() if value})


def decision_of(contact_id: LedgerContactId, text: str) -> Decision:
    """The decision."""
    fields = load_versioned(text)
    person_id = fields.get("person_id")
    return Decision(
        contact_id=contact_id,
        action=Action(fields["action"]),
        person_id=PersonId(person_id) if person_id else None,
        first_name=fields.get("first_name", ""),
        last_name=fields.get("last_name", ""),
        company=_company_of(fields["company"]) if "company" in fields else None,
        evidence=reason_of_fields(fields["evidence"]) if "evidence" in fields else None,
        reasons=tuple(reason_of_fields(reason) for reason in fields.get("reasons", ())),
        cause=_cause_of(fields["cause"]) if "cause" in fields else None,
        party_only=fields.get("party_only", False),
    )


def _company_fields(company: CompanyChoice) -> dict[str, Any]:
    return {"name": company.name, "key": company.key, "id": company.id}


def _company_of(fields: dict[str, Any]) -> CompanyChoice:
    company_id = fields.get("id")
    return CompanyChoice(
        name=fields["name"], key=fields["key"], id=CompanyId(company_id) if company_id else None
    )


def _cause_fields(cause: Cause) -> dict[str, Any]:
    return {"code": cause.code, "key": cause.key, "facts": dict(cause.facts)}


def _cause_of(fields: dict[str, Any]) -> Cause:
    return Cause(code=fields["code"], key=fields["key"], facts=fields.get("facts", {}))
