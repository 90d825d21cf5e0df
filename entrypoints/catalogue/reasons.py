"""Why a contact was left out, why two records were taken for the same, and why a line has its tax."""

from collections.abc import Mapping

from domain.reasons import Reason
from entrypoints.catalogue.lists import changes
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader

REASONS = "reasons"
LABELS = "reason-labels"
EVIDENCE = "evidence"
TAX_RULES = "tax-rules"


def reason_sentence(reason: Reason) -> str:
    """Why a contact does not come over, and what would change it."""
    return f"{render(REASONS, reason.code, reason.facts, reader(''))} [{reason.code}]"


def reason_label(code: str) -> str:
    """A few words for tables: "not a customer in Xero"."""
    return render(LABELS, code, {"code": code}, reader(""))


def evidence_words(reason: Reason) -> str:
    """What two records have in common: "same email and name"."""
    return render(EVIDENCE, reason.code, {**reason.facts, "code": reason.code}, reader(""))


def edit_words(edited: Mapping[str, str]) -> str:
    """What somebody changed in Xero since we proved it: "total 10.00 before, 12.00 now"."""
    return changes(edited, "edited")


def tax_rule_words(rule: str) -> str:
    """Which rule decided the tax of a line: "your answer for this invoice"."""
    return render(TAX_RULES, rule, {"code": rule}, reader(""))
