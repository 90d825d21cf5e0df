"""The words of a notice, and the thread that looks whether there is one to send."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from domain.connection import Connection
from domain.errors import Problem
from domain.ports.notices import Notice
from domain.services.notifying import News, Notifying
from entrypoints.catalogue import hold_label, hold_sentence
from entrypoints.catalogue.holds import label_words
from entrypoints.catalogue.language import text

EVERY_SECONDS = 30.0


def log_failure(connection: Connection, problem: Problem) -> None:
    """A message that cannot be sent tells nobody but the log; not where it was to go."""
    structlog.get_logger().warning("notice-failed", connection=connection.name, problem=problem.reason)


def notice_of(news: News) -> Notice:
    """One message: what began with its sentence, what ended in a word; or that all is well."""
    connection = news.connection
    began = [hold_sentence(question, connection.time_zone) for question in news.began]
    ended = [text("notices", "ended").format(what=label_words(told.code, {})) for told in news.ended]
    code = _code(news)
    facts = {
        "connection": connection.name,
        "organisation": connection.ledger_name,
        "count": str(len(began)),
        "open": str(news.still_open),
    }
    parts = [text("notices", code).format(**facts), *began, *ended]
    if began:
        parts.append(text("notices", "how-to-see").format(**facts))
    return Notice(
        subject=text("notices", f"{code}-subject").format(**facts),
        text="\n\n".join(parts),
        data={
            "kind": code,
            "connection": connection.name,
            "organisation": connection.ledger_name,
            "needs_you": news.still_open,
            "began": [
                {
                    "code": question.cause.code,
                    "label": hold_label(question.cause),
                    "items": len(question.subjects),
                    "since": question.since.isoformat(),
                }
                for question in news.began
            ],
            "ended": [{"code": told.code, "began": told.began_at.isoformat()} for told in news.ended],
        },
    )


def _code(news: News) -> str:
    if news.began:
        return "began"
    return "all-ended" if news.ended else "all-well"


@contextmanager
def notifying(look: Notifying, is_stopped: Callable[[], bool]) -> Iterator[None]:
    """Look again and again in a thread of its own while the block runs: a slow server holds up nobody."""
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(EVERY_SECONDS) and not is_stopped():
            try:
                look.look()
            except Exception:  # a notice must never end what it speaks of
                logging.getLogger(__name__).exception("notice-defect")

    thread = threading.Thread(target=run, name="notices", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=1.0)
