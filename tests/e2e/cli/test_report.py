"""`report`: one page that needs nothing besides itself, and rows for a spreadsheet."""

import csv
import html
import re
from pathlib import Path

import pytest

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Desk

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9]+)(?P<rest>[^>]*)>")
_VOID = {"meta"}


def said(file: Path) -> str:
    """What a page tells, as one line; every element of it is closed in order."""
    page = file.read_text("utf-8")
    left: list[str] = []
    for tag in _TAG.finditer(page):
        if tag["end"]:
            assert left.pop() == tag["name"]
        elif tag["name"] not in _VOID:
            left.append(tag["name"])
    assert left == []
    body = page.partition("</style>")[2]
    return " ".join(html.unescape(_TAG.sub(" ", body)).split())


def test_the_page_tells_everything_and_loads_nothing(billed_desk: Billed, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    done = billed_desk.run("report", "--html", str(file))
    page, told = file.read_text("utf-8"), said(file)

    assert (done.status, done.said) == (0, f"Written: {file}")
    assert not {tag["name"] for tag in _TAG.finditer(page)} & {"script", "img", "link", "iframe", "form", "a"}
    for loads in (" src=", " href=", "@import", "url("):
        assert loads not in page
    assert "Content-Security-Policy" in page
    for part in (
        "Hartley & Moss and Hartley & Moss Consulting Ltd",
        "Invoices issued from 1 January 2026 on are sent to Xero.",
        "a tax must be chosen",
        "Your organisation has 6 sales taxes at 0 %",
        "hubflo-xero invoices tax",
        "January 2026 5 3,080.00 GBP 376.00 GBP",
        "Website, last third Harbour Lights Ltd 21 February 2026",
        "9 invoices still carry a placeholder number.",
    ):
        assert part in told, part
    assert (file.stat().st_mode & 0o777) == 0o600


def test_the_rows_are_one_table_with_plain_figures(billed_desk: Billed, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    billed_desk.run("report", "--csv", str(file))
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))

    parts = {"needs you", "payment waiting", "issued and not approved", "receipt"}
    assert {row["part"] for row in rows} == parts
    assert all(None not in row and None not in row.values() for row in rows)
    website = next(row for row in rows if row["invoice"] == "Website, last third")
    assert (website["part"], website["total"], website["currency"]) == ("receipt", "2232.60", "GBP")
    assert website["status"] == "awaiting approval"
    month = next(row for row in rows if row["part"] == "issued and not approved")
    assert (month["date"], month["net"], month["tax"], month["what"]) == (
        "2026-01",
        "3080.00",
        "376.00",
        "January 2026, invoices: 5",
    )
    assert len([row for row in rows if row["cause"] == "tax-choice-needed"]) == 2


def test_what_waits_is_told(billed: Billed, tmp_path: Path) -> None:
    billed.desk.fault(kind="503", side="xero", count=None)
    billed.run("invoices", "release", "Strategy day", "--because", "x")
    page, sheet = tmp_path / "page.html", tmp_path / "sheet.csv"
    billed.run("report", "--html", str(page), "--csv", str(sheet))

    assert "Xero has not been usable" in said(page)
    waiting = [r for r in csv.DictReader(sheet.read_text("utf-8-sig").splitlines()) if r["part"] == "waiting"]
    assert "Strategy day" in {row["invoice"] for row in waiting}


def test_a_formula_in_a_title_stays_text(billed: Billed, tmp_path: Path) -> None:
    firm = billed.desk.firm
    for title in ('=HYPERLINK("https://x.example")', "+1", "-1+1", "@SUM(A1)"):
        billed.desk.act(
            "hubflo.add_invoice",
            organization_id=firm.organization_id,
            title=title,
            lines=[{"title": "Visit", "unit_price_excluding_tax": "10", "quantity": "1", "vat": "20"}],
            issue=True,
        )
    billed.later(2)
    file = tmp_path / "sheet.csv"
    billed.run("report", "--csv", str(file))
    cells = [cell for row in csv.reader(file.read_text("utf-8-sig").splitlines()) for cell in row]

    assert not [c for c in cells if re.match(r"[=+@\t\r]|-(?![0-9.]+$)", c)]
    assert "'=HYPERLINK(" in " ".join(cells)


def test_a_report_of_every_day_replaces_the_last_one(billed_desk: Billed, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text("yesterday")
    refused = billed_desk.run("report", "--html", str(file))
    kept = file.read_text()
    done = billed_desk.run("report", "--html", str(file), "--replace")

    assert (refused.status, "[file-exists]" in refused.err, kept) == (2, True, "yesterday")
    assert "To write over it: the same with `--replace`." in refused.said
    assert (done.status, "What needs you" in said(file)) == (0, True)
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("words", [(), ("--replace",)])
def test_somewhere_must_be_named(billed_desk: Billed, words: tuple[str, ...]) -> None:
    done = billed_desk.run("report", *words)

    assert (done.status, "[report-one]" in done.err) == (2, True), done.said


def test_a_place_that_is_not_there(billed_desk: Billed, tmp_path: Path) -> None:
    for more in ((), ("--replace",)):
        done = billed_desk.run("report", "--html", str(tmp_path / "no" / "report.html"), *more)

        assert (done.status, "[file-not-written]" in done.err) == (1, True), done.said


def test_before_any_invoice_is_sent(live: Desk, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    live.run("report", "--html", str(file))

    assert "Invoices are not sent yet: no start date is set." in said(file)
