"""Tells a person without being asked: a cause when it starts and ends, and once a day that all is well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.connection import Connection, ConnectionState
from domain.errors import Problem
from domain.event import SYSTEM
from domain.hold import Question, Waits, questions, waits_for
from domain.notice import ToldCause
from domain.ports.clock import Clock
from domain.ports.notices import Messenger, Notice
from domain.ports.registry import Connections
from domain.ports.store import Books, Store
from domain.settings import with_defaults

AT_MOST_EVERY = timedelta(hours=1)
ALL_WELL_EVERY = timedelta(hours=24)
_TRY_AGAIN_AFTER = timedelta(minutes=10)
_FAILED_AT, _FAILING, _WELL_AT = "notify-failed-at", "notify-failing", "notify-all-well-at"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one message tells: questions that began, causes that ended, and how many are open now.

    Without either it is the daily word that all is well.
    """

    connection: Connection
    began: tuple[Question, ...]
    ended: tuple[ToldCause, ...]
    still_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifying:
    """Looks at every connection that wants to be told; `write` makes the message.

    The hour is taken in the books before a message leaves, so that two processes do not send two. What
    could not be sent is tried again, and is told by an event, and to `failed`, once a day.
    """

    store: Store
    connections: Connections
    messenger: Messenger
    clock: Clock
    write: Callable[[News], Notice]
    failed: Callable[[Connection, Problem], None] = lambda _connection, _problem: None

    def look(self) -> int:
        """Send what is due; answers how many messages went out."""
        return sum(self._look_at(connection) for connection in self.connections.all())

    def test(self, connection: Connection) -> None:
        """Send one message now, whatever there is to tell. Raises Invalid (`notify-...`), Unavailable."""
        with self.store.reading(connection.id) as books:
            address = _settings(books)["notify"]
            asked = questions(books.holds.all())
        news = News(connection=connection, began=_needing(asked), ended=(), still_open=len(_needing(asked)))
        self.messenger.send(address, self.write(news))
        with self.store.writing(connection.id) as books:
            _goes_well(books)

    def _look_at(self, connection: Connection) -> int:
        now = self.clock.now()
        with self.store.reading(connection.id) as books:
            if not _settings(books)["notify"] or connection.state is ConnectionState.ENDED:
                return 0
            if not _is_news(books, now):
                return 0
        with self.store.writing(connection.id) as books:
            news = _take_news(books, connection, now)
            address = _settings(books)["notify"]
        if news is None:
            return 0
        try:
            self.messenger.send(address, self.write(news))
        except Problem as problem:
            self._put_back(connection, news, problem, now)
            return 0
        with self.store.writing(connection.id) as books:
            _goes_well(books)
        return 1

    def _put_back(self, connection: Connection, news: News, problem: Problem, now: datetime) -> None:
        with self.store.writing(connection.id) as books:
            known = {told.key: told for told in books.told.all()}
            for question in news.began:
                if question.cause.key in known:
                    books.told.put(replace(known[question.cause.key], told_at=None))
            for ended in news.ended:
                books.told.put(replace(ended, end_told_at=None))
            books.told.sent(now - AT_MOST_EVERY + _TRY_AGAIN_AFTER)
            since = failing(books)[0] or now
            books.findings.note(_FAILING, f"{since.isoformat()} {problem.reason}")
            is_told = books.findings.noted(_FAILED_AT)[:10] == now.isoformat()[:10]  # once a day
            if not is_told:
                books.findings.note(_FAILED_AT, now.isoformat())
                facts = {**problem.facts, "problem": problem.reason}
                books.events.add(
                    at=now, actor=SYSTEM, subject="connection", code="notice-failed", facts=facts
                )
        if not is_told:
            self.failed(connection, problem)


def failing(books: Books) -> tuple[datetime | None, str]:
    """Since when (UTC) no message could be sent, and why; None and '' if the last one went out."""
    since, _, why = books.findings.noted(_FAILING).partition(" ")
    return (datetime.fromisoformat(since) if since else None), why


def _goes_well(books: Books) -> None:
    if books.findings.noted(_FAILING):
        books.findings.note(_FAILING, "")


def _take_news(books: Books, connection: Connection, now: datetime) -> News | None:
    """Bring what is told in step with what is open, and take what may be told now."""
    asked = {question.cause.key: question for question in _needing(questions(books.holds.all()))}
    known = {told.key: told for told in books.told.all()}
    for key, question in asked.items():
        if key not in known or known[key].ended_at is not None:
            told = ToldCause(key=key, code=question.cause.code, began_at=question.since)
            known[key] = told
            books.told.put(told)
    for key, told in known.items():
        if key not in asked and told.ended_at is None:
            # What ended before anybody was told of it is nothing to tell.
            ended = replace(told, ended_at=now, end_told_at=now if told.told_at is None else None)
            known[key] = ended
            books.told.put(ended)
    if not _may_send(books, now):
        return None
    began = [key for key, told in known.items() if key in asked and told.told_at is None]
    ended_now = [told for told in known.values() if told.ended_at and not told.end_told_at and told.told_at]
    if not began and not ended_now and not _is_well_due(books, asked, now):
        return None
    for key in began:
        books.told.put(replace(known[key], told_at=now))
    for told in ended_now:
        books.told.put(replace(told, end_told_at=now))
    books.told.sent(now)
    if not asked:
        books.findings.note(_WELL_AT, now.isoformat())
    return News(
        connection=connection,
        began=tuple(asked[key] for key in began),
        ended=tuple(ended_now),
        still_open=len(asked),
    )


def _is_news(books: Books, now: datetime) -> bool:
    """Whether a transaction that writes is worth it."""
    asked = {question.cause.key for question in _needing(questions(books.holds.all()))}
    told = {one.key: one for one in books.told.all()}
    open_keys = {key for key, one in told.items() if one.ended_at is None}
    waits = any(one.told_at is None or one.ended_at is not None for one in told.values())
    if asked != open_keys:
        return True
    return _may_send(books, now) and (waits or _is_well_due(books, asked, now))


def _may_send(books: Books, now: datetime) -> bool:
    last = books.told.last_sent_at()
    return last is None or last + AT_MOST_EVERY <= now


def _is_well_due(books: Books, asked: object, now: datetime) -> bool:
    if asked or _settings(books)["notify-all-well"] != "yes":
        return False
    if books.connection.state is not ConnectionState.LIVE:
        return False
    last = books.findings.noted(_WELL_AT)
    return not last or datetime.fromisoformat(last) + ALL_WELL_EVERY <= now


def _needing(asked: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(question for question in asked if waits_for(question.cause) is Waits.PERSON)


def _settings(books: Books) -> dict[str, str]:
    return with_defaults(books.settings.current()[1])
