"""What a person decides about one invoice: retry, release, skip, resend, link, unlink."""

from pathlib import Path

import pytest

from tests.e2e.cli.billed import Billed

WHY = ("--because", "the bookkeeper says so")


def test_a_release_ends_the_question_and_it_goes_at_once(billed: Billed) -> None:
    before = billed.creations
    done = billed.run("invoices", "release", "Strategy day", *WHY)

    assert done.status == 0, done.said
    assert "waits for your approval" in done.said
    assert billed.creations == before + 1
    story = billed.story("typed-in-xero-too")
    assert story["stage"] == "linked"
    assert 'Why: "the bookkeeper says so".' in " ".join(event["line"] for event in story["events"])


def test_what_is_older_than_the_start_date_is_released_by_one_command(billed: Billed) -> None:
    done = billed.run("invoices", "release", billed.portal["overdue"], *WHY)

    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert billed.story("overdue")["dated"] == "2025-12-22"


def test_a_locked_period_is_left_by_another_date_where_that_is_allowed(billed: Billed) -> None:
    which = billed.portal["long-ago"]
    locked = billed.run("invoices", "release", which, *WHY)
    by_word = billed.run("invoices", "release", which, *WHY)
    not_offered = billed.run("invoices", "release", which, "--date-in-books", *WHY)
    billed.run("settings", "set", "date-in-books", "offered")
    done = billed.run("invoices", "release", which, "--date-in-books", *WHY)

    assert (locked.status, "[period-locked]" in locked.said) == (0, True)
    assert (by_word.status, "[release-not-possible]" in by_word.err) == (2, True)
    assert (not_offered.status, "[redate-not-offered]" in not_offered.err) == (2, True)
    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert billed.story("long-ago")["xero_invoice"]["dated"] == "2025-10-01"


def test_a_skipped_one_is_not_sent_and_can_be_released(billed: Billed) -> None:
    which = billed.portal["typed-in-xero-too"]
    skipped = billed.run("invoices", "skip", which, *WHY)
    stands = billed.story("typed-in-xero-too")
    billed.run("invoices", "release", which, *WHY)

    assert (skipped.status, '"Strategy day" is not sent.' in skipped.said) == (0, True)
    assert (stands["stage"], stands["reason"], stands["question"]) == ("skipped", "skipped-by-you", None)
    assert billed.story("typed-in-xero-too")["stage"] != "skipped"


def test_what_was_deleted_in_xero_is_sent_anew_by_command_alone(billed: Billed) -> None:
    first = billed.story("website")
    billed.in_xero("delete_invoice", "website")
    billed.later()
    gone = billed.story("website")
    before = billed.creations
    billed.later()
    untouched = billed.creations
    done = billed.run("invoices", "resend", billed.portal["website"], *WHY)
    again = billed.story("website")

    assert (gone["stage"], gone["xero_address"]) == ("removed-in-ledger", None)
    assert untouched == before
    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert again["number"] == first["number"].replace("-A", "-B")
    assert again["xero_invoice_id"] != first["xero_invoice_id"]


def test_retry_takes_up_what_was_put_right(billed: Billed) -> None:
    billed.desk.fault(kind="503", side="xero", method="GET", count=None)
    waiting = billed.run("invoices", "release", "Strategy day", *WHY)
    again = billed.run("invoices", "retry", "Strategy day")
    billed.desk.world.faults.clear()
    billed.desk.clock.advance(700)
    done = billed.run("invoices", "retry", "Strategy day")

    for refused in (waiting, again):
        assert (refused.status, "Not everything could be done now." in refused.said) == (1, True)
        assert "Traceback" not in refused.said
    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said


def test_a_document_that_is_there_already_is_linked_after_a_comparison(billed: Billed) -> None:
    before = billed.creations
    done = billed.run("invoices", "link", "Strategy day", "--to", "INV-0002")
    story = billed.story("typed-in-xero-too")

    assert done.status == 0, done.said
    assert "Total 1,680.00 GBP 1,680.00 GBP" in done.said
    assert (story["stage"], story["number"]) == ("linked", "INV-0002")
    assert billed.creations == before


def test_one_that_differs_needs_a_reason_and_can_be_parted_again(billed: Billed) -> None:
    which = billed.portal["no-recipient"]
    refused = billed.run("invoices", "link", which, "--to", "INV-0002")
    done = billed.run("invoices", "link", which, "--to", "INV-0002", *WHY)
    taken = billed.run("invoices", "link", "Strategy day", "--to", "INV-0002", *WHY)
    parted = billed.run("invoices", "unlink", which, *WHY)

    assert (refused.status, "[documents-differ]" in refused.err) == (2, True)
    assert "total: 420.00 in Hubflo, 1,680.00 in Xero" in refused.said
    assert done.status == 0, done.said
    assert (taken.status, "[document-taken]" in taken.err) == (2, True)
    assert (parted.status, "[unlinked]" in parted.said) == (0, True), parted.said
    assert billed.story("no-recipient")["question"] == "unlinked"


def test_nothing_is_done_while_it_is_paused_or_stopped_and_all_of_it_after(billed: Billed) -> None:
    before = billed.creations
    billed.run("pause")
    paused = billed.run("invoices", "release", "Strategy day", *WHY)
    billed.run("stop", "--all")
    stopped = billed.run("invoices", "retry", "Strategy day")

    assert (paused.status, paused.said) == (
        1,
        "It is noted. The connection is paused: it goes on after `hubflo-xero resume`.",
    )
    assert (stopped.status, stopped.said) == (
        1,
        (
            "It is noted. Everything is stopped and the connection is paused: it goes on after "
            "`hubflo-xero resume --all` and `hubflo-xero resume`."
        ),
    )
    assert billed.creations == before


def test_what_needs_nothing_from_either_side_is_done_while_it_is_paused(billed: Billed) -> None:
    billed.run("pause")
    parted = billed.run("invoices", "unlink", billed.portal["website"], *WHY)

    assert (parted.status, "[unlinked]" in parted.said) == (0, True), parted.said
    assert "It is noted." not in parted.said


def test_many_numbers_that_wait_for_the_end_of_a_pause_are_noted(billed: Billed, tmp_path: Path) -> None:
    file = tmp_path / "numbers.csv"
    file.write_text(f"invoice_id,number\n{billed.portal['website']},INV-2026-014\n")
    billed.run("pause")
    done = billed.run("invoices", "number", "--from", str(file))

    assert (done.status, done.said) == (
        1,
        "1 row taken. It is noted. The connection is paused: it goes on after `hubflo-xero resume`.",
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("release", "Strategy day"), "because-missing"),
        (("release", "Strategy day", "--because", " "), "because-missing"),
        (("release", "Talk in Lyon", *WHY), "release-not-possible"),
        (("release", "Website, last third", *WHY), "release-not-possible"),
        (("release", "Strategy day", "--date-in-books", *WHY), "release-not-possible"),
        (("retry", "Website, last third"), "invoice-cannot"),
        (("skip", "Website, last third", *WHY), "invoice-cannot"),
        (("skip", "Open day stand"), "because-missing"),
        (("resend", "Website, last third", *WHY), "invoice-cannot"),
        (("resend", "Website, last third"), "because-missing"),
        (("link", "Open day stand", "--to", "no such number"), "document-unknown"),
        (("link", "Website, last third", "--to", "INV-0002", *WHY), "invoice-cannot"),
        (("unlink", "Talk in Lyon", *WHY), "invoice-cannot"),
        (("unlink", "Website, last third"), "because-missing"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    billed_desk: Billed, words: tuple[str, ...], code: str
) -> None:
    done = billed_desk.run("invoices", *words)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
