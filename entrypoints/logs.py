"""Logs: JSON lines on standard error, with nothing in them that is secret, and nobody's name or email.

Only codes and ids are told. Of an error that we did not expect the kind and the place are told, never its
text: it could hold anything.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

# fmt: off
_TOLD_FACTS = frozenset({
    "act", "code", "column", "connection", "constraint", "identity", "key", "kind", "known", "limit",
    "path", "place", "reason", "read", "row_id", "schema", "service", "side", "since", "state",
    "status", "table", "until", "used_at", "why",
})
# fmt: on
"""Facts that say nothing about people; what a service said, and who it said it of, stays in the store."""
_FRAMES = 12


def set_up_logs(level: str) -> None:
    """One line of JSON per event. Other libraries' lines only from warnings on: theirs could name secrets."""
    number = logging.getLevelNamesMapping()[level.upper()]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_AsJson())
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    threading.excepthook = _log_thread
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_people,
            _without_texts,
            structlog.processors.JSONRenderer(ensure_ascii=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _without_people(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    facts = event.get("facts")
    if isinstance(facts, dict):
        event["facts"] = {name: value for name, value in facts.items() if name in _TOLD_FACTS}
    return event


def _without_texts(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["trace"] = _places(error.__traceback__)
    return event


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _log_thread(args: threading.ExceptHookArgs) -> None:
    structlog.get_logger().error("thread-failed", exc_info=args.exc_value)


class _AsJson(logging.Formatter):
    """A line of another library in the form of ours."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "event": "library",
            "logger": record.name,
            "level": record.levelname.lower(),
            "said": str(record.msg),  # the words without what was filled in
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = type(record.exc_info[1]).__name__
            line["trace"] = _places(record.exc_info[2])
        return json.dumps(line)
