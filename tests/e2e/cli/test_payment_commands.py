"""What people say of payments: `release`, `retry`, and the settings."""

import pytest

from adapters.sandbox.faults import FaultKind
from tests.e2e.cli.billed import Billed
from tests.e2e.cli.paying import ASKED, WAITING, in_xero, of


def test_a_person_says_how_much_is_still_to_be_posted(paying: Billed) -> None:
    done = of(paying, "release", ASKED, "--amount", "294.68")

    assert done.status == 0
    assert "both sides say that 394.68 GBP was received." in done.said
    assert in_xero(paying, ASKED) == ["100.00", "294.68"]


def test_a_person_says_where_it_goes_and_that_the_rest_is_left(paying: Billed) -> None:
    done = of(paying, "release", ASKED, "--amount", "50", "--to", "090")

    assert done.status == 0
    assert done.said.endswith(
        "nothing more is posted: you said so. If either side says something else, it is compared anew by "
        "itself."
    )
    assert [one["account"] for one in of(paying, "show", ASKED, "--json").data["posted"]] == [
        "Business Bank Account"
    ]
    assert "Your word 244.68 GBP not to be posted Stands" in of(paying, "show", ASKED).said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--amount", "12,50"), "payment-amount"),
        (("--amount", "-1"), "payment-amount"),
        (("--amount", "1.005"), "payment-amount"),
        (("--amount", "nan"), "payment-amount"),
        (("--amount", "Infinity"), "payment-amount"),
        (("--amount", "1e999999"), "payment-amount"),
        (("--amount", "394.68"), "payment-amount-too-large"),
        (("--amount", "1", "--to", "999"), "account-not-there"),
        (("--amount", "1", "--to", "200"), "account-not-usable"),
    ],
)
def test_what_cannot_be_released_is_refused(paying_desk: Billed, words: tuple[str, ...], reason: str) -> None:
    done = of(paying_desk, "release", ASKED, *words)

    assert (done.status, done.out) == (2, "")
    assert done.said.endswith(f"[{reason}]")
    assert "Traceback" not in done.err


def test_an_amount_must_be_said(paying_desk: Billed) -> None:
    done = of(paying_desk, "release", ASKED)

    assert done.status == 2
    assert "Missing option '--amount'" in done.err


def test_retry_decides_anew_and_tells_what_still_holds_it(paying: Billed) -> None:
    done = of(paying, "retry", ASKED)
    events = of(paying, "show", ASKED, "--json").data["events"]

    assert (done.status, done.said.rpartition(" ")[2]) == (0, "[payment-does-not-fit]")
    assert (events[-1]["code"], events[-1]["actor"].partition(":")[0]) == ("payment-retried", "person")


def test_what_cannot_be_done_now_is_noted_and_said(paying: Billed) -> None:
    paying.desk.fault(kind=FaultKind.LOST_BEFORE, side="xero", method="PUT", path="/Payments$", count=None)
    done = of(paying, "release", ASKED, "--amount", "294.68")

    assert done.status == 1
    assert "Not everything could be done now. It goes on by itself with `hubflo-xero run`." in done.said


def test_a_paused_connection_notes_it(paying: Billed) -> None:
    paying.run("pause")
    done = of(paying, "release", ASKED, "--amount", "294.68")
    noted = in_xero(paying, ASKED)

    assert (done.status, done.said) == (
        1,
        "It is noted. The connection is paused: it goes on after `hubflo-xero resume`.",
    )
    assert noted == ["100.00"]


def test_while_everything_is_stopped_nothing_is_said_to_come_next(paying: Billed) -> None:
    paying.run("stop", "--all")
    done = of(paying, "retry", ASKED)

    assert (done.status, done.said) == (
        1,
        "It is noted. Everything is stopped: it goes on after `hubflo-xero resume --all`.",
    )


def test_a_setting_that_leaves_questions_says_so(paying: Billed) -> None:
    done = paying.run("settings", "set", "payments-stripe", "615")

    assert "1 payment held: `hubflo-xero payments list --needs-you`." in done.said


def test_where_it_is_set_so_what_is_paid_is_approved_and_the_story_says_by_whom(paying: Billed) -> None:
    paying.desk.fault(kind=FaultKind.LOST_BEFORE, side="xero", method="POST", path="/Invoices$")
    paying.run("settings", "set", "approve-on-payment", "on")
    asked = of(paying, "why", WAITING).said
    shown = paying.run("invoices", "show", paying.portal[WAITING]).said
    paying.later()
    paying.later()

    assert "We have asked Xero to approve it, as you set it. Nothing to do." in asked
    assert "by us: its approval; not done yet." in shown
    assert in_xero(paying, WAITING) == ["2232.60"]
    assert "Approved in Xero by us, because it is paid in full and you set `approve-on-payment`." in (
        paying.run("invoices", "show", paying.portal[WAITING]).said
    )


def test_where_it_is_set_so_what_is_paid_in_xero_is_recorded_in_hubflo(paying: Billed) -> None:
    paying.run("settings", "set", "payments-from-ledger", "on")
    paying.in_xero("approve_invoice", "one-name")
    paying.in_xero("pay_invoice", "one-name", amount="264.00")
    paying.later()
    paying.later()
    shown = of(paying, "show", "one-name").said

    assert "Recorded by us 264.00 GBP in Hubflo" in shown
    assert "record payment 264.00" in shown
    assert "264.00 GBP 2 March 2026 not ours" in shown
    assert "Hubflo has recorded what was paid in Xero: 264.00 GBP." in shown


def test_a_payment_whose_answer_is_lost_is_told_as_looked_for(paying: Billed) -> None:
    paying.desk.fault(kind=FaultKind.LOST_AFTER, side="xero", method="PUT", path="/Payments$")
    done = of(paying, "release", ASKED, "--amount", "94.68")
    told = of(paying, "why", ASKED, "--json").data
    summed = paying.run("status", "--json").data[0]["payments"]

    assert done.status == 1
    assert "It may be in Xero already, so we look for it instead of sending it again." in done.said
    assert (told["stage"], told["question"]) == ("unknown", None)
    assert of(paying, "release", ASKED, "--amount", "1").said.endswith("[payment-on-its-way]")
    assert summed["on_the_way"]["open"] == {"GBP": "294.68"}
    paying.later()

    assert in_xero(paying, ASKED) == ["100.00", "94.68"]
    assert "had arrived, although its answer was lost." in of(paying, "show", ASKED).said


def test_both_of_what_is_there_twice_are_kept(paying: Billed) -> None:
    paying.later(minutes=32)  # with a token that is new, so that what lands late is let in
    paying.desk.fault(kind=FaultKind.LATE, side="xero", method="PUT", path="/Payments$", seconds=1200.0)
    of(paying, "release", ASKED, "--amount", "94.68")
    for minutes in (1, 18, 11, 11):
        paying.later(minutes)
    assert in_xero(paying, ASKED) == ["100.00", "94.68", "94.68"]
    assert "[payment-twin]" in of(paying, "why", ASKED).said

    done = of(paying, "keep-both", ASKED)

    assert (done.status, "[payment-twin]" in done.said) == (0, False)
    assert "By your word both are right:" in of(paying, "show", ASKED).said
    assert of(paying, "why", ASKED, "--json").data["question"] == "payment-does-not-fit", "of what is left"


def test_both_are_kept_only_of_what_is_there_twice(paying_desk: Billed) -> None:
    done = of(paying_desk, "keep-both", ASKED)

    assert (done.status, done.out) == (2, "")
    assert done.said.endswith("[payment-not-twice]")


def test_an_account_that_is_not_there_is_told_beside_those_that_are(paying_desk: Billed) -> None:
    done = of(paying_desk, "release", ASKED, "--amount", "1", "--to", "999")

    assert "for payments there are:" in done.said
    assert "615 Stripe Clearing" in done.said
