"""`hubflo-xero contacts review`: questions out as a spreadsheet, the same spreadsheet in with answers."""

from dataclasses import replace
from pathlib import Path

import click

from domain.decision import AnswerKind
from domain.errors import Invalid
from domain.ids import ConnectionId
from domain.services.answering import Said
from domain.standing import Standing
from entrypoints.catalogue import cause_sentence, count
from entrypoints.cli.contacts.match import IMPORT_NOW
from entrypoints.cli.files import csv_text, is_foreign, read_rows, write_new
from entrypoints.cli.house import actor, connection_option, the_connection, with_house
from entrypoints.cli.output import say
from entrypoints.container import Container

_CONTACT, _ANSWER = "xero_contact_id", "answer"
COLUMNS = (_CONTACT, "name", "person", "email", "question", _ANSWER)


@click.command("review")
@click.option("--out", "out_file", type=click.Path(dir_okay=False), help="Write the open questions here.")
@click.option("--in", "in_file", type=click.Path(exists=True, dir_okay=False), help="Read answers from here.")
@connection_option
@with_house
def command(container: Container, out_file: str | None, in_file: str | None, name: str | None) -> None:
    """Answer many questions at once: --out writes a CSV with the evidence, --in reads your answers.

    \b
    In the column "answer" write one of:
      new               create a new contact in Hubflo
      new: Jane Smith   the same, under that name
      leave out         do not bring it over
      link: jane@x.com  it is this contact of Hubflo (name, email or id)
    Rows without an answer stay open. Either every answer is taken, or none. Save it as CSV UTF-8 if your
    spreadsheet asks.
    """
    connection = the_connection(container, name)
    if (out_file is None) == (in_file is None):
        raise Invalid("review-one")
    if out_file is not None:
        rows = _questions(container, connection.id, connection.time_zone)
        write_new(Path(out_file), csv_text([COLUMNS, *rows]))
        say(
            f"{count(len(rows), 'question')} written to {out_file}. Answer in the last column, then use --in."
        )
        return
    answers = read_answers(Path(in_file or ""))
    taken = container.answering().answer_all(connection.id, answers, actor=actor())
    say(f"{count(taken, 'answer')} taken. What is due goes with `hubflo-xero run`, or now with {IMPORT_NOW}.")


def read_answers(file: Path) -> list[tuple[str, Said]]:
    """Every answered row, each contact once.

    Raises Invalid (`review-file`, `review-letters`, `review-answer`, `review-twice`) naming the line.
    """
    rows = _rows(file)
    answers: dict[str, Said] = {}
    for line, contact_id, answer in rows:
        if not answer:
            continue
        if is_foreign(contact_id + answer):  # letters of another encoding would become wrong names
            raise Invalid("review-letters", line=str(line))
        said = _said(answer, line)
        before = answers.setdefault(contact_id, said)
        if replace(before, line=0) != replace(said, line=0):
            raise Invalid("review-twice", line=str(line), first=str(before.line))
    return list(answers.items())


def _rows(file: Path) -> list[tuple[int, str, str]]:
    """Line, contact and answer of each row. Raises Invalid (`review-file`)."""
    rows = read_rows(file, "review-file")
    header = rows[0][1] if rows else []
    if not {_CONTACT, _ANSWER} <= set(header):
        raise Invalid("review-file", file=str(file))
    contact, answer = header.index(_CONTACT), header.index(_ANSWER)
    return [(line, _cell(row, contact), _cell(row, answer)) for line, row in rows[1:]]


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _said(answer: str, line: int) -> Said:
    word, _, rest = answer.partition(":")
    match " ".join(word.lower().split()), rest.strip():
        case "new", name:
            return Said(kind=AnswerKind.NEW, name=name, line=line)
        case "leave out", "":
            return Said(kind=AnswerKind.LEAVE_OUT, line=line)
        case "link", to if to:
            return Said(kind=AnswerKind.SAME_AS, to=to, line=line)
        case _:
            raise Invalid("review-answer", line=str(line), answer=answer)


def _questions(container: Container, connection_id: ConnectionId, zone: str) -> list[tuple[str, ...]]:
    held = container.showing().contacts(connection_id, [Standing.NEEDS_YOU], 100_000)
    rows: list[tuple[str, ...]] = []
    for kept in held:
        contact, cause = kept.contact, kept.decision.cause if kept.decision is not None else None
        question = cause_sentence(cause, zone) if cause is not None else ""
        rows.append((contact.id, contact.name, contact.person_name, contact.email, question, ""))
    return rows
