"""Rate limits: what is counted, what the headers say, and what each 429 carries."""

from adapters.sandbox import xero
from tests.unit.sandbox_xero.firm import START, firm


def test_every_answer_tells_what_is_left() -> None:
    made = firm()
    made.get("Organisation")
    headers = made.get("Organisation").headers
    assert headers["X-MinLimit-Remaining"] == "58"
    assert headers["X-DayLimit-Remaining"] == "4998"
    assert headers["X-AppMinLimit-Remaining"] == "9998"


def test_the_sixty_first_call_of_a_minute_is_refused_with_the_seconds_to_wait() -> None:
    made = firm()
    made.later(seconds=15)
    assert {made.get("Organisation").status for _ in range(60)} == {200}
    answer = made.get("Organisation")
    assert answer.status == 429
    assert answer.headers["X-Rate-Limit-Problem"] == "minute"
    assert answer.headers["Retry-After"] == "45"
    assert answer.body == b""


def test_after_the_wait_the_minute_is_new() -> None:
    made = firm(minute_limit=1)
    made.get("Organisation")
    made.later(seconds=int(made.get("Organisation").headers["Retry-After"]))
    assert made.get("Organisation").status == 200


def test_a_window_is_fixed_and_does_not_slide() -> None:
    made = firm(minute_limit=1)
    made.later(seconds=59)
    assert made.get("Organisation").status == 200
    made.later(seconds=1)
    assert made.get("Organisation").status == 200


def test_the_day_limit_keeps_the_minute_full() -> None:
    made = firm(daily_limit=2)
    made.later(minutes=1)
    for _ in range(2):
        made.get("Organisation")
    made.later(minutes=1)
    headers = made.get("Organisation").headers
    assert headers["X-Rate-Limit-Problem"] == "day"
    assert headers["X-DayLimit-Remaining"] == "0"
    assert headers["X-MinLimit-Remaining"] == "60"
    assert int(headers["Retry-After"]) > 60


def test_the_day_turns_when_retry_after_said() -> None:
    made = firm(daily_limit=1)
    made.get("Organisation")
    wait = int(made.get("Organisation").headers["Retry-After"])
    made.later(seconds=wait)
    made.connect()
    assert made.get("Organisation").status == 200


def test_the_day_turns_at_another_time_for_each_organisation() -> None:
    made = firm(daily_limit=0)
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    waits = {
        made.get("Organisation", {"xero-tenant-id": one}).headers["Retry-After"]
        for one in (made.tenant_id, other)
    }
    assert len(waits) == 2


def test_organisations_do_not_share_a_minute() -> None:
    made = firm(minute_limit=1)
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    made.get("Organisation")
    assert made.get("Organisation", {"xero-tenant-id": other}).status == 200


def test_the_app_wide_limit_counts_all_organisations() -> None:
    made = firm(app_minute_limit=1)
    other = xero.add_organisation(made.state, name="Other", now=START)
    xero.consent(made.state, made.query(), made.now, tenant_id=other)
    made.get("Organisation")
    answer = made.get("Organisation", {"xero-tenant-id": other})
    assert (answer.status, answer.headers["X-Rate-Limit-Problem"]) == (429, "appminute")


def test_the_sixth_call_in_flight_is_refused_without_retry_after() -> None:
    made = firm()
    assert made.get("Organisation", {xero.IN_FLIGHT: "5"}).status == 200
    answer = made.get("Organisation", {xero.IN_FLIGHT: "6"})
    assert (answer.status, answer.headers["X-Rate-Limit-Problem"]) == (429, "concurrent")
    assert "Retry-After" not in answer.headers


def test_a_refused_call_is_not_counted() -> None:
    made = firm()
    made.get("Organisation", {xero.IN_FLIGHT: "6"})
    assert made.get("Organisation").headers["X-DayLimit-Remaining"] == "4999"


def test_others_of_the_same_app_use_up_the_day() -> None:
    made = firm()
    xero.spend_calls(made.state, made.tenant_id, made.app.client_id, 5000, made.now)
    assert made.get("Organisation").headers["X-Rate-Limit-Problem"] == "day"


def test_calls_are_counted_by_organisation() -> None:
    made = firm()
    made.get("Organisation")
    made.get("Organisation")
    assert xero.calls(made.state, made.tenant_id) == 2
    assert xero.calls(made.state) == 3
