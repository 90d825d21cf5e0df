"""`invoices number`: the client's numbers in place of our placeholders, one or many."""

import csv
from pathlib import Path

import pytest

from tests.e2e.cli.billed import Billed


def placeholders(billed: Billed) -> int:
    """How many invoices carry a placeholder, by `status`."""
    return int(billed.run("status", "--json").data[0]["invoices"]["placeholders"])


def write(file: Path, text: str, encoding: str = "utf-8") -> str:
    """A file with that text."""
    file.write_bytes(text.encode(encoding))
    return str(file)


def test_a_number_replaces_the_placeholder_in_xero(billed: Billed) -> None:
    done = billed.run("invoices", "number", "Website, last third", "INV-2026-014")
    story = billed.story("website")

    assert (done.status, "is in Xero as INV-2026-014" in done.said) == (0, True), done.said
    assert (story["number"], story["is_placeholder"]) == ("INV-2026-014", False)
    assert story["xero_invoice"]["number"] == "INV-2026-014"
    assert "the number INV-2026-014; done" in billed.run("invoices", "show", "INV-2026-014").said


def test_a_number_before_it_is_sent_is_sent_with_it(billed: Billed) -> None:
    billed.run("invoices", "number", "Talk in Lyon", "INV-8")
    billed.run("invoices", "tax", "Talk in Lyon", "Zero Rated Income")

    assert billed.story("zero-rate")["number"] == "INV-8"


def test_the_template_goes_out_and_comes_back(billed: Billed) -> None:
    file = billed.desk.folder / "numbers.csv"
    out = billed.run("invoices", "number", "--out", str(file))
    again = billed.run("invoices", "number", "--out", str(file))
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    filled = "\n".join(
        ["invoice_id;placeholder;number"]
        + [
            f"{row['invoice_id']};{row['placeholder']};" + (f"N-{n}" if n else "")
            for n, row in enumerate(rows)
        ]
    )
    done = billed.run("invoices", "number", "--from", write(billed.desk.folder / "back.csv", filled))

    assert (out.status, "9 invoices written" in out.said) == (0, True)
    assert (again.status, "[file-exists]" in again.err) == (2, True)
    assert (file.stat().st_mode & 0o777) == 0o600
    assert (done.status, "8 rows taken." in done.said) == (0, True), done.said
    assert placeholders(billed) == 1


def test_what_is_approved_is_not_in_the_template(billed: Billed) -> None:
    billed.in_xero("approve_invoice", "website")
    billed.later()
    file = billed.desk.folder / "numbers.csv"

    out = billed.run("invoices", "number", "--out", str(file))

    assert "8 invoices written" in out.said
    assert "1 invoice more: approved or changed in Xero." in out.said


def test_what_is_approved_keeps_its_number_and_that_is_said(billed: Billed) -> None:
    billed.in_xero("approve_invoice", "website")
    file = write(billed.desk.folder / "late.csv", f"id,number\n{billed.portal['website']},INV-10\n")
    one = billed.run("invoices", "number", "Website, last third", "INV-9")
    many = billed.run("invoices", "number", "--from", file)

    for done in (one, many):
        assert (done.status, "it is approved by now" in done.said) == (1, True), done.said
        assert "`hubflo-xero invoices number" not in done.said
    assert "change its number there" in one.said
    assert billed.story("website")["is_placeholder"] is True


def test_a_number_is_asked_for_only_where_it_would_be_taken(billed: Billed) -> None:
    billed.in_xero("approve_invoice", "website")
    billed.in_xero("edit_invoice", "retainer-3", Reference="something else")
    billed.later()
    whole = billed.run("status")
    sums = billed.run("status", "--json").data[0]["invoices"]

    for label in ("website", "retainer-3"):
        assert "changed in Xero: change its number there." in billed.why(label)
        assert "`hubflo-xero invoices number" not in billed.why(label)
    assert "`hubflo-xero invoices number" in billed.why("dated-before")
    assert "7 invoices still carry a placeholder number: `hubflo-xero invoices number --help`" in whole.said
    assert "2 invoices with a placeholder number were approved or changed in Xero: change" in whole.said
    assert (sums["placeholders"], sums["placeholders_to_number"]) == (9, 7)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number-file"),
        ("a,b\n1,2\n", "number-file"),
        ("number\nN-1\n", "number-file"),
        ("title,number\nno such invoice,N-1\n", "invoice-unknown"),
        ("title,number\nRetainer,N-1\n", "invoice-several"),
        ('title,number\nCatering,N-1\n"Website, last third",n-1\n', "number-twice"),
        ("title,number\nCatering,N-1\nAnnual plan,N-2\n", "number-too-late"),
        ("title,number\n,N-1\n", "invoice-unknown"),
        (f"title,number\nCatering,{'9' * 300}\n", "number-unusable"),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing(billed_desk: Billed, text: str, code: str) -> None:
    file = write(billed_desk.desk.folder / "wrong.csv", text)
    done = billed_desk.run("invoices", "number", "--from", file)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert placeholders(billed_desk) == 9


def test_letters_of_another_encoding(billed_desk: Billed) -> None:
    file = write(billed_desk.desk.folder / "latin.csv", "title,number\nCatering,N\u00e9-1\n", "latin-1")
    done = billed_desk.run("invoices", "number", "--from", file)

    assert (done.status, "[review-letters]" in done.err) == (2, True), done.said


@pytest.mark.parametrize(
    "words",
    [(), ("Catering",), ("Catering", "N-1", "--out", "x.csv"), ("--out", "x.csv", "--from", "/dev/null")],
)
def test_exactly_one_way_is_asked_for(billed_desk: Billed, words: tuple[str, ...]) -> None:
    done = billed_desk.run("invoices", "number", *words)

    assert done.status == 2, done.said
    assert "Traceback" not in done.said


def test_a_number_that_another_one_has(billed: Billed) -> None:
    billed.run("invoices", "number", "Catering", "N-1")
    done = billed.run("invoices", "number", "Website, last third", "n-1")

    assert (done.status, "[number-used]" in done.err) == (2, True), done.said


def test_nothing_in_the_file_is_nothing_to_do(billed_desk: Billed) -> None:
    file = write(billed_desk.desk.folder / "empty.csv", "title,number\nCatering,\n")
    done = billed_desk.run("invoices", "number", "--from", file)

    assert (done.status, "0 rows taken." in done.said) == (0, True), done.said
