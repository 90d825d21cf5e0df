"""What several commands do alike: work as the clerk with a view of the progress, and tell the result."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from domain.connection import Connection
from domain.request import Request, RequestKind
from domain.services.importing import ImportPlan
from domain.services.showing import ConnectionStatus
from entrypoints.catalogue import cause_sentence, count, hold_sentence
from entrypoints.cli.house import actor
from entrypoints.cli.output import bullets, heading, say
from entrypoints.cli.plan import show_result
from entrypoints.cli.progress import watching
from entrypoints.cli.working import work_until
from entrypoints.container import Container


def work_now(container: Container, connection: Connection, kind: RequestKind | None = None) -> str | None:
    """Ask for `kind` (none: what is due anyway) and work until it is done or only waiting is left.

    Answers the id of a request that is still open, or None.
    """
    importing = container.importing()
    request = importing.ask(connection.id, kind, actor=actor()) if kind is not None else None
    return _worked(container, connection, request)


@contextmanager
def asked_for(container: Container, connection: Connection, kind: RequestKind) -> Iterator[None]:
    """The same for a dry run, which holds all writes until the block ends, however it ends."""
    importing = container.importing()
    request = importing.ask(connection.id, kind, actor=actor())
    try:
        _worked(container, connection, request)
        yield
    finally:
        importing.close(connection.id, request.id)


def _worked(container: Container, connection: Connection, request: Request | None) -> str | None:
    importing = container.importing()

    def done() -> bool:
        return request is not None and not importing.is_open(connection.id, request.id)

    with watching(container, connection) as after_unit:
        work_until(container, connection, done, after_unit=after_unit)
    return None if request is None or done() else request.id


def plan_of(container: Container, connection: Connection) -> ImportPlan | None:
    """The plan, or None if reading did not come to its end."""
    with container.storage().store.reading(connection.id) as books:
        undecided = books.ledger.undecided_count()
        reading = [scan for scan in books.scans.latest().values() if scan.finished_at is None]
        is_read = bool(books.scans.latest_finished())
    return None if undecided or reading or not is_read else container.importing().plan(connection.id)


def show_unread(container: Container, connection: Connection) -> None:
    """Why there is no plan."""
    say("The contacts could not be read to the end. What was read is kept, and it goes on from there.")
    show_trouble(container, connection)


def show_trouble(container: Container, connection: Connection) -> None:
    """What waits and what needs somebody, in sentences."""
    status = container.showing().status(connection)
    for question in status.waiting:
        say(cause_sentence(question.cause, connection.time_zone))
    if status.needs_you:
        heading("What needs you")
        bullets([hold_sentence(question, connection.time_zone) for question in status.needs_you])
    if status.unknown:
        say(unknown_outcomes(status.unknown))


def unknown_outcomes(number: int) -> str:
    """What is told of writes whose outcome is not known yet."""
    return f"We look for {count(number, 'write')} whose answer was lost, instead of writing again."


def show_outcome(container: Container, connection: Connection) -> None:
    """Where every contact stands, and what needs somebody."""
    show_result(container.importing().counts(connection.id))
    show_trouble(container, connection)


def trouble(status: ConnectionStatus) -> dict[str, Any]:
    """What waits and what needs somebody, as data."""
    zone = status.connection.time_zone
    return {
        "unknown_outcomes": status.unknown,
        "waiting": [
            {"code": question.cause.code, "sentence": cause_sentence(question.cause, zone)}
            for question in status.waiting
        ],
        "needs_you": [
            {
                "code": question.cause.code,
                "since": question.since,
                "count": len(question.subjects),
                "subjects": list(question.subjects),
                "sentence": hold_sentence(question, zone),
            }
            for question in status.needs_you
        ],
    }
