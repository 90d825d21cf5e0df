"""Questions: how they come about, how they are answered, and who is waited for."""

import csv
from pathlib import Path

from pytest_bdd import given, parsers, then, when
from sqlalchemy import delete

from adapters.sandbox.hubflo.table import Row
from adapters.storage.tables.mirror import portal_company
from domain.connection import Connection
from domain.errors import Problem
from entrypoints.catalogue import hold_sentence
from tests.scenarios import telling
from tests.scenarios.hubflo_side import HubfloSide
from tests.scenarios.office import ACTOR, refusal_of, said
from tests.scenarios.tables import Datatable, in_order, only, rows_of, words
from tests.scenarios.xero_side import XeroSide, fields_of
from tests.support.house import House

_JANE = {"name": "Jane Smith", "person": "Jane Smith", "email": "jane@smith.example"}
_IN_XERO = {
    "company ambiguous": {**_JANE, "name": "Acme Ltd"},
    "portal refused": {**_JANE, "email": "no email address"},
}
_PEOPLE = {
    "email other name": [("Gareth Pugh", "jane@smith.example")],
    "name other email": [("Jane Smith", "jane@other.example")],
    "person ambiguous": [("Jane Smith", "jane@smith.example"), ("Jane Smith", "JANE@smith.example")],
}
_COMPANIES = {"company ambiguous": ["ACME", "Acme Limited"]}
_ORCHARD = (
    ("Orchard Lets", "Paula Orchard"),
    ("Orchard Holdings", "Paula Orchard"),
    ("Orchard Gardens", "Dean Orchard"),
)
_ANSWER = r'I answer for "(?P<who>[^"]+)": (?P<answer>new|leave out|(new, [a-z ]+|link) "[^"]*")'


def answered(house: House, connection: Connection, who: str, answer: str) -> None:
    """Answer, and let it work at once, as `run` does."""
    house.container.answering().answer(connection.id, who, said(answer), actor=ACTOR)
    house.work(connection)


@given(parsers.parse('a question "{question}" about "Jane Smith"'))
def _(xero: XeroSide, hubflo: HubfloSide, question: str) -> None:
    xero.add(fields_of(_IN_XERO.get(question, _JANE)))
    for name, email in _PEOPLE.get(question, []):
        hubflo.add_contact({"name": name, "email": email})
    for name in _COMPANIES.get(question, []):
        hubflo.add_company({"name": name})


@given("one email on 3 customers")
def _(xero: XeroSide) -> None:
    for number, (name, person) in enumerate(_ORCHARD):
        row = {"name": name, "person": person, "email": "info@orchard.example"}
        xero.add(fields_of(row), contact_id=f"00000000-0000-4000-8000-00000000000{number}")


@given(parsers.re(_ANSWER))
@when(parsers.re(_ANSWER))
def _(house: House, connection: Connection, who: str, answer: str) -> None:
    answered(house, connection, who, answer)


@when(
    parsers.parse('I answer for "{who}": link "{to}", who is deleted in Hubflo meanwhile'),
    target_fixture="deleted",
)
def _(house: House, connection: Connection, hubflo: HubfloSide, who: str, to: str) -> Row:
    deleted = hubflo.delete_contact(hubflo.id_of(to))
    answered(house, connection, who, f'link "{to}"')
    return deleted


@when(
    parsers.parse('I answer for "{who}": in the company "{company}", which is gone from the books meanwhile')
)
def _(house: House, connection: Connection, hubflo: HubfloSide, who: str, company: str) -> None:
    words = said(f'new, in the company "{company}"')
    house.container.answering().answer(connection.id, who, words, actor=ACTOR)
    gone = hubflo.delete_company(company)
    with house.container.storage().store._transactions.writing() as transaction:
        transaction.execute(delete(portal_company).where(portal_company.c.company_id == gone))
    house.work(connection)


@when(parsers.re(_ANSWER.replace("I answer", "I try to answer")), target_fixture="problem")
def _(house: House, connection: Connection, who: str, answer: str) -> Problem:
    return refusal_of(lambda: answered(house, connection, who, answer))


@when(parsers.parse('I answer in "{file}":'))
def _(terminal: object, file: str, datatable: Datatable) -> None:
    answers = {row["name"]: row["answer"] for row in rows_of(datatable)}
    with Path(file).open(encoding="utf-8-sig", newline="") as opened:
        rows = [
            {**row, "answer": answers[row["name"]]}
            for row in csv.DictReader(opened)
            if row["name"] in answers
        ]
    with Path(file).open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@then("nothing needs me")
def _(house: House, connection: Connection) -> None:
    assert telling.questions(telling.status(house, connection).needs_you) == []


@then("these questions need me:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    asked = telling.questions(telling.status(house, connection).needs_you)

    assert only(asked, datatable) == in_order(rows_of(datatable))


@then("the sentence says:")
def _(house: House, connection: Connection, datatable: Datatable) -> None:
    (question,) = telling.status(house, connection).needs_you
    sentence = hold_sentence(question, connection.time_zone, now=house.clock.now())

    assert [part for (part,) in datatable if part not in sentence] == []


@then(parsers.parse('"{what}" is waited for, of {side}'))
def _(house: House, connection: Connection, what: str, side: str) -> None:
    (waiting,) = telling.status(house, connection).waiting

    assert (words(waiting.cause.code), waiting.cause.facts["service"]) == (what, side.lower())


@then("nothing is waited for")
def _(house: House, connection: Connection) -> None:
    assert telling.status(house, connection).waiting == ()


@then(parsers.re(r"(?P<count>\d+) writes? (has|have) an unknown outcome"))
def _(house: House, connection: Connection, count: str) -> None:
    assert telling.status(house, connection).unknown == int(count)


@then(parsers.parse('the question about "{who}" quotes "{words_of_theirs}"'))
def _(house: House, connection: Connection, who: str, words_of_theirs: str) -> None:
    hold = house.container.showing().story(connection.id, who).hold

    assert hold is not None
    assert words_of_theirs in hold.cause.facts["said"]


@then(parsers.parse('the alarm names both ids of "{who}"'))
def _(house: House, connection: Connection, hubflo: HubfloSide, who: str) -> None:
    (alarm,) = telling.status(house, connection).needs_you
    ids = {id_ for id_, shown in hubflo.records("contacts").items() if shown["full_name"] == who}

    assert set(alarm.cause.facts["ids"].split(", ")) == ids


@then(parsers.parse('each row of "{file}" holds a sentence with "{text}"'))
def _(file: str, text: str) -> None:
    with Path(file).open(encoding="utf-8-sig", newline="") as opened:
        questions = [row["question"] for row in csv.DictReader(opened)]

    assert [text in question for question in questions] == [True] * len(questions)


@then(parsers.parse('no cell of "{file}" begins like a formula'))
def _(file: str) -> None:
    with Path(file).open(encoding="utf-8-sig", newline="") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
