"""What the doctor found, and what a setting does, in sentences."""

from domain.services.diagnosis import Finding
from entrypoints.catalogue.problems import problem_sentence
from entrypoints.catalogue.template import render
from entrypoints.catalogue.text import reader


def finding_sentence(finding: Finding) -> str:
    """One check's result; a problem is told in its own sentence behind what was checked."""
    if finding.problem is not None:
        checked = render("failed-checks", finding.code, finding.facts, reader(""))
        return f"{checked} {problem_sentence(finding.problem)}"
    section = "findings" if finding.verdict.value != "well" else "checks"
    return render(section, finding.code, finding.facts, reader(""))


def setting_words(name: str) -> str:
    """What a setting does."""
    return render("settings", name, {}, reader(""))
