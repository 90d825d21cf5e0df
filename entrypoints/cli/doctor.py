"""`hubflo-xero doctor`."""

import os
from collections.abc import Iterator, Sequence

import click

from domain.errors import Problem
from domain.services.diagnosis import Finding, Verdict
from entrypoints.catalogue import count, finding_sentence, visible
from entrypoints.cli.house import json_option, opened
from entrypoints.cli.output import bullets, data, heading, say
from entrypoints.cli.root import EXIT_BROKEN, EXIT_WELL
from entrypoints.container import Container
from entrypoints.settings import OperatorSettings, unknown_names, without_password

_MARKS = {Verdict.WELL: "ok   ", Verdict.WRONG: "WRONG", Verdict.NOTE: "note ", Verdict.UNSETTLED: "open "}


@click.command("doctor")
@json_option
def command(as_json: bool) -> int:
    """Check everything and say what is wrong: settings, database, keys, both services, the clock.

    Nothing is written. What is uncertain about your accounts and can be settled by reading is settled;
    the rest is listed as open.
    """
    with opened(any_place=True) as container:
        settings, findings = _settings(container)
        findings += list(_findings(container)) if settings is not None else []
        if as_json:
            data([_as_data(finding) for finding in findings])
        else:
            _show(settings, findings)
    return EXIT_BROKEN if any(f.verdict is Verdict.WRONG for f in findings) else EXIT_WELL


def _settings(container: Container) -> tuple[OperatorSettings | None, list[Finding]]:
    """The settings of this installation, if they can be used, and what is to be said of them."""
    strange = ", ".join(unknown_names(os.environ))
    notes = [Finding(code="settings-unknown", verdict=Verdict.NOTE, facts={"names": strange})]
    try:
        settings = container.settings()
    except Problem as problem:
        return None, [Finding(code="configuration", verdict=Verdict.WRONG, problem=problem)]
    return settings, [Finding(code="configuration", verdict=Verdict.WELL), *(notes if strange else [])]


def _findings(container: Container) -> Iterator[Finding]:
    """What can be opened is examined; what cannot is a finding of its own."""
    try:
        container.storage()
        examining = container.examining()
    except Problem as problem:
        yield Finding(code="database", verdict=Verdict.WRONG, problem=problem)
        return
    yield _keys(container)
    try:
        yield from examining.examine()
        ledger_books = container.fresh_books().of
        yield from container.examining_invoices().examine(ledger_books)
        yield from container.examining_payments().examine(ledger_books)
        yield from container.examining_notices().examine()
    except Problem as problem:
        yield Finding(code="database", verdict=Verdict.WRONG, problem=problem)


def _keys(container: Container) -> Finding:
    """Whether the key file can be read; where there is none yet, none is made."""
    if not container.settings().key_file.exists():
        return Finding(code="keys-not-yet", verdict=Verdict.NOTE)
    try:
        key = container.vault().current_key_id
    except Problem as problem:
        return Finding(code="keys", verdict=Verdict.WRONG, problem=problem)
    return Finding(code="keys", verdict=Verdict.WELL, facts={"key": key})


def _show(settings: OperatorSettings | None, findings: Sequence[Finding]) -> None:
    if settings is not None:
        heading("Where things are")
        store = without_password(settings.store_url)
        bullets([f"Database: {store}", f"Keys: {settings.key_file}"])
    for connection in dict.fromkeys(finding.connection for finding in findings):
        heading(visible(connection) or "This installation")
        for finding in findings:
            if finding.connection == connection:
                bullets([finding_sentence(finding)], mark=_MARKS[finding.verdict])
    wrong = sum(finding.verdict is Verdict.WRONG for finding in findings)
    say(f"\n{count(wrong, 'thing')} to be put right." if wrong else "\nNothing is wrong.")


def _as_data(finding: Finding) -> dict[str, object]:
    return {
        "connection": finding.connection or None,
        "check": finding.code,
        "verdict": finding.verdict,
        "facts": dict(finding.facts),
        "problem": finding.problem.reason if finding.problem is not None else None,
        "sentence": finding_sentence(finding),
    }
