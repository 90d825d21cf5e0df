"""What the database's constraints refuse, as errors of ours: one table from their names."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint
from sqlalchemy.exc import IntegrityError

from adapters.storage.tables import metadata
from domain.errors import Invalid, Problem, StoreProblem

_PROBLEMS: Mapping[str, tuple[type[Problem], str]] = {
    "one_live_connection_per_pair": (Invalid, "already-joined"),
    "one_connection_per_name": (Invalid, "name-taken"),
    "pk_person_link": (StoreProblem, "contact-joined-already"),
    "one_feeding_link_per_person": (StoreProblem, "person-fed-already"),
    "pk_customer_link": (StoreProblem, "party-joined-already"),
    "one_customer_link_per_contact": (StoreProblem, "contact-stands-for-another"),
    "no_subject_twice_in_a_dispatch": (StoreProblem, "subject-twice"),
    "no_number_twice_in_a_dispatch": (StoreProblem, "number-twice"),
    "one_invoice_per_document": (StoreProblem, "document-taken"),
    "one_open_write_of_a_kind": (Invalid, "write-asked-already"),
    "pk_dispatch": (StoreProblem, "dispatch-recorded-already"),
}


def problem_of(error: IntegrityError) -> Problem:
    """What a refused write means; an unlisted constraint is named."""
    name = constraint_of(error)
    kind, code = _PROBLEMS.get(name, (StoreProblem, "store-refused"))
    return kind(code, constraint=name)


def constraint_of(error: IntegrityError) -> str:
    """The name of the constraint; SQLite names the columns of a unique one instead, and no foreign key."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return diagnosis.constraint_name or diagnosis.column_name or ""
    told = str(error.orig).partition("constraint failed: ")[2]
    return _unique_by_columns().get(told, told)


@cache
def _unique_by_columns() -> Mapping[str, str]:
    return {
        ", ".join(f"{table.name}.{column}" for column in columns): name
        for table in metadata.sorted_tables
        for name, columns in _unique_of(table)
    }


def _unique_of(table: Table) -> list[tuple[str, list[str]]]:
    unique: list[PrimaryKeyConstraint | UniqueConstraint | Index] = [table.primary_key]
    unique += [constraint for constraint in table.constraints if isinstance(constraint, UniqueConstraint)]
    unique += [index for index in table.indexes if index.unique]
    return [(str(each.name), [column.name for column in each.columns]) for each in unique]
