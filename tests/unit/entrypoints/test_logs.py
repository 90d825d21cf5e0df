"""What reaches the log: codes and places; no names, no texts of errors, no chatter of other libraries."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog

from entrypoints.logs import set_up_logs

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Lines]:
    """All that was logged so far, once a test has set up the logs; everything as it was afterwards."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = list(root.handlers), root.level
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    structlog.reset_defaults()
    threading.excepthook = hook
    root.handlers[:], root.level = handlers, level


def test_an_event_is_one_line_of_json(lines: Lines) -> None:
    set_up_logs("debug")
    structlog.get_logger().warning("held", subject="contact:1", facts={"code": "email-on-several"})

    (line,) = lines()
    assert (line["event"], line["level"], line["subject"]) == ("held", "warning", "contact:1")
    assert line["facts"] == {"code": "email-on-several"}


def test_facts_that_name_people_are_left_out(lines: Lines) -> None:
    set_up_logs("debug")
    facts = {"said": "jane@x.example is taken", "email": "jane@x.example", "contact": "Jane", "why": "failed"}
    structlog.get_logger().error("round-failed", facts=facts)

    assert lines()[0]["facts"] == {"why": "failed"}


def test_an_error_is_told_by_kind_and_place_alone(lines: Lines) -> None:
    set_up_logs("debug")
    try:
        raise ValueError("canary")
    except ValueError as error:
        structlog.get_logger().error("round-failed", exc_info=error)
        structlog.get_logger().exception("round-failed")

    told = lines()
    assert [line["error"] for line in told] == ["ValueError", "ValueError"]
    assert all("test_logs.py" in line["trace"][0] for line in told)
    assert "canary" not in json.dumps(told)


def test_a_thread_that_dies_leaves_no_traceback(lines: Lines) -> None:
    set_up_logs("debug")

    def die() -> None:
        raise RuntimeError("canary")

    thread = threading.Thread(target=die)
    thread.start()
    thread.join()

    told = lines()
    assert (told[0]["event"], told[0]["error"]) == ("thread-failed", "RuntimeError")
    assert "canary" not in json.dumps(told)


def test_other_libraries_are_heard_from_warnings_on_and_without_what_they_filled_in(lines: Lines) -> None:
    set_up_logs("debug")
    library = logging.getLogger("httpcore.http11")
    library.debug("send_request_headers %s", "Bearer canary")
    library.info("GET %s", "https://x/?code=canary")
    library.warning("retrying %s", "canary")
    try:
        raise OSError("canary")
    except OSError:
        library.exception("lost")

    told = lines()
    assert [line["said"] for line in told] == ["retrying %s", "lost"]
    assert told[1]["error"] == "OSError"
    assert "canary" not in json.dumps(told)
