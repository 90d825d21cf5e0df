"""`invoices list`, `show` and `why`: where every invoice stands, on both sides, in words and as data."""

import pytest

from tests.e2e.cli.billed import Billed

EVIL = "Evil\x1b[2J\x07 [bold]Job[/bold] \u202eexe.txt\u2028<script>=cmd()"


def titles(done: object) -> list[str]:
    """The titles of a list that was printed as JSON."""
    return [row["title"] for row in done]  # type: ignore[attr-defined]  # rows of JSON


def test_the_list_is_newest_first_and_tells_where_each_stands(billed_desk: Billed) -> None:
    told = billed_desk.run("invoices", "list", "--json").data
    shown = billed_desk.run("invoices", "list").said

    days = [row["dated"] for row in told]
    assert days == sorted(days, reverse=True)
    assert len(told) == 24
    by_title = {row["title"]: row for row in told}
    assert (
        by_title["Website, last third"]
        | {
            "customer": "Harbour Lights Ltd",
            "net": "1860.50",
            "tax": "372.10",
            "total": "2232.60",
            "currency": "GBP",
            "dated": "2026-02-21",
            "stage": "linked",
            "xero_status": "awaiting-approval",
            "is_placeholder": True,
        }
        == by_title["Website, last third"]
    )
    assert by_title["Talk in Lyon"]["question"] == "tax-choice-needed"
    assert by_title["Annual plan"]["reason"] == "before-start"
    assert "Website, last third Harbour Lights Ltd 2,232.60 GBP 21 February 2026 HF-" in shown
    assert "needs you: a tax must be chosen [tax-choice-needed]" in shown
    assert "not sent: older than the start date" in shown


def test_the_filters_and_the_limit(billed_desk: Billed) -> None:
    asked = billed_desk.run("invoices", "list", "--needs-you", "--json").data
    approval = billed_desk.run("invoices", "list", "--waiting-approval", "--json").data
    waiting = billed_desk.run("invoices", "list", "--waiting")
    both = billed_desk.run("invoices", "list", "--needs-you", "--waiting-approval", "--json").data
    first = billed_desk.run("invoices", "list", "--limit", "1")

    assert (len(asked), len(approval)) == (7, 9)
    assert all(row["sentence"] for row in asked)
    assert len(both) == 15, "one needs somebody although it is in Xero, and is listed once"
    assert waiting.said == "There are none."
    assert "`--limit 10` shows more" in first.said


def test_why_is_the_question_or_what_it_waits_for_and_the_tax(billed_desk: Billed) -> None:
    held, sent = billed_desk.why("zero-rate"), billed_desk.why("website")
    told = billed_desk.run("invoices", "why", billed_desk.portal["website"], "--json").data

    assert "[tax-choice-needed]" in held
    assert "waits for your approval: in Xero under Invoices, Awaiting approval." in sent
    assert "is a placeholder of ours" in sent
    assert "20 % 20% (VAT on Income) the tax of the account in Xero" in sent
    assert told["taxes"] == [
        {"rate": "20", "tax": "20% (VAT on Income)", "why": "the tax of the account in Xero"}
    ]


def test_an_invoice_is_found_by_title_number_and_id(billed_desk: Billed) -> None:
    story = billed_desk.story("website")
    for which in ("Website, last third", "website, LAST third", story["number"], story["xero_invoice_id"]):
        assert billed_desk.run("invoices", "show", which, "--json").data["id"] == story["id"]


def test_show_tells_the_whole_life(billed_desk: Billed) -> None:
    shown = billed_desk.run("invoices", "show", billed_desk.portal["website"]).said
    story = billed_desk.story("website")

    for part in (
        "Harbour Lights Ltd",
        "2,232.60 GBP, of it 372.10 tax",
        "https://client.example.com/invoices/",
        "https://go.xero.com/",
        "due 23 March 2026",
        "written as it stands in Hubflo",
        "Programming 12.5 x 85.00 1,062.50 200 Sales 20% (VAT on Income)",
        "Design 1 x 640.00 less 10 % 576.00",
        "create document done",
        "write link done",
        'Seen in Hubflo as "Website, last third", issued.',
        "Read back from Xero and proven to the cent",
    ):
        assert part in shown, part
    assert story["receipt"]["total"] == "2232.60"
    assert story["sent"]["rung"] == "a"
    assert [event["code"] for event in story["events"]] == [
        "invoice-seen",
        "document-sent",
        "document-created",
        "document-proven",
        "invoice-linked",
    ]
    assert story["events"][0]["line"].endswith('Seen in Hubflo as "Website, last third", issued.')


def test_show_tells_what_would_be_sent(billed: Billed) -> None:
    billed.run("pause")
    billed.run("settings", "set", "deposit-account", "200")

    shown = billed.run("invoices", "show", billed.portal["deposit"])

    assert "Its lines as they would be sent" in shown.said
    assert "Deposit of 30 % 1 x 1,500.00 1,500.00 200 Sales 20% (VAT on Income)" in shown.said


def test_what_somebody_changed_in_xero_is_told(billed: Billed) -> None:
    billed.in_xero("edit_invoice", "website", Reference="something else")
    billed.later()

    shown, why = billed.run("invoices", "show", billed.portal["website"]).said, billed.why("website")

    for told in (shown, why):
        assert "Changed in Xero since we proved it: reference" in told
    assert "edited there" in billed.run("invoices", "list", "--waiting-approval").said
    assert "1 edited in Xero since we proved them" in billed.run("status").said


def test_what_is_approved_waits_for_nothing(billed: Billed) -> None:
    billed.in_xero("approve_invoice", "website")
    billed.later()

    assert "in Xero, approved." in billed.why("website")
    assert "waits for your approval" not in billed.why("website")
    left = billed.run("invoices", "list", "--waiting-approval", "--json").data
    assert "Website, last third" not in titles(left)


def test_what_was_taken_away_in_xero_says_how_it_is_sent_again(billed: Billed) -> None:
    billed.in_xero("delete_invoice", "website")
    billed.in_xero("approve_invoice", "retainer-3")
    billed.in_xero("void_invoice", "retainer-3")
    billed.later()

    for label, status in (("website", "deleted"), ("retainer-3", "voided")):
        why = billed.why(label)
        assert f" was {status} in Xero. It is not sent again by itself. To send it once more: " in why
        assert "--because" in why
        assert "Money" not in why
    again = billed.run("invoices", "resend", "Website, last third", "--because", "by mistake")
    assert (again.status, "is not sent again" in again.said) == (0, False), again.said


def test_a_lost_answer_is_told_as_such_and_is_no_success(billed: Billed) -> None:
    billed.desk.fault(kind="lost after", side="xero", method="PUT", path="/Invoices", count=None)
    lost = billed.run("invoices", "tax", billed.portal["zero-rate"], "ZERORATEDOUTPUT", "--for", "invoice")

    assert (lost.status, "Not everything could be done now." in lost.said) == (1, True), lost.said
    for told in (lost.said, billed.why("zero-rate")):
        assert "the line broke before the answer" in told
        assert "[unknown-outcome]" in told
    assert (
        "no clear answer; being looked for" in billed.run("invoices", "show", billed.portal["zero-rate"]).said
    )


@pytest.mark.parametrize(
    "which", ["nothing", "", " ", "'; DROP TABLE invoice; --", "%", "x" * 100_000, "\x1b[2J"]
)
@pytest.mark.parametrize("command", ["show", "why", "retry"])
def test_an_unknown_invoice(billed_desk: Billed, command: str, which: str) -> None:
    done = billed_desk.run("invoices", command, "--", which)

    assert (done.status, "[invoice-unknown]" in done.err) == (2, True), done.said[:300]
    assert "\x1b" not in done.err
    assert len(done.err) < 1000


def test_several_of_one_title_are_listed_with_their_ids(billed_desk: Billed) -> None:
    done = billed_desk.run("invoices", "why", "Retainer")

    assert (done.status, "[invoice-several]" in done.err) == (2, True)
    assert billed_desk.portal["retainer-3"] in done.said


def test_titles_from_hubflo_are_text_and_nothing_else(billed: Billed) -> None:
    firm = billed.desk.firm
    invoice_id = billed.desk.act(
        "hubflo.add_invoice",
        organization_id=firm.organization_id,
        title=EVIL,
        lines=[{"title": EVIL, "unit_price_excluding_tax": "10", "quantity": "1", "vat": "20"}],
        issue=True,
        recipient_id=firm.people["phone-to-fill"],
    )
    billed.later(2)
    page, sheet = billed.desk.folder / "page.html", billed.desk.folder / "rows.csv"
    shown = [
        billed.run("invoices", "list"),
        billed.run("invoices", "list", "--json"),
        billed.run("invoices", "show", invoice_id),
        billed.run("invoices", "show", invoice_id, "--json"),
        billed.run("invoices", "why", invoice_id),
        billed.run("invoices", "skip", invoice_id, "--because", "no"),
        billed.run("report", "--html", str(page), "--csv", str(sheet)),
        billed.run("status"),
    ]

    for done in shown:
        for letter in "\x1b\x07\x9b\u202e\u2028\x7f":
            assert letter not in done.out + done.err, (letter, done.said)
    assert "[bold]Job[/bold]" in shown[0].out
    assert "<script>" not in page.read_text("utf-8")
    assert "&lt;script&gt;" in page.read_text("utf-8")
    assert "\x1b" not in sheet.read_text("utf-8-sig")
