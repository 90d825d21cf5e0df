"""`contacts review`: a spreadsheet out, the same one in, and every way in which it can come back broken."""

import csv
import io
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.cli.desk import Desk

HEADER = "xero_contact_id,name,person,email,question,answer"


@pytest.fixture
def sheet(live: Desk, tmp_path: Path) -> Path:
    """The questions as they are written out."""
    file = tmp_path / "questions.csv"
    assert live.run("contacts", "review", "--out", str(file)).status == 0
    return file


def filled(sheet: Path, answer: Callable[[dict[str, str]], str], *, delimiter: str = ",") -> bytes:
    """The sheet with an answer for each row."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER.split(","), delimiter=delimiter)
    writer.writeheader()
    writer.writerows([{**row, "answer": answer(row)} for row in rows])
    return out.getvalue().encode()


def test_questions_go_out_with_their_evidence_for_the_owners_eyes(sheet: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sheet.read_text("utf-8-sig"))))

    assert {row["name"] for row in rows} == {
        "Orchard Lets Ltd",
        "Orchard Gardens Ltd",
        "Quayside Dental Practice",
    }
    assert all(row["question"] and not row["answer"] for row in rows)
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("delimiter", "bom", "ends"), [(",", b"", b"\r\n"), (";", b"\xef\xbb\xbf", b"\n"), ("\t", b"", b"\r\n")]
)
def test_answers_come_in_as_spreadsheets_save_them(
    live: Desk, sheet: Path, delimiter: str, bom: bytes, ends: bytes
) -> None:
    raw = filled(
        sheet,
        lambda row: "LEAVE  out " if "Orchard" in row["name"] else "link: Gareth Pugh",
        delimiter=delimiter,
    )
    sheet.write_bytes(bom + raw.replace(b"\r\n", ends))

    done = live.run("contacts", "review", "--in", str(sheet))

    assert (done.status, "3 answers taken." in done.said) == (0, True), done.said
    live.clock.advance(60)
    assert live.run("contacts", "import").status == 0
    assert live.run("status", "--check").status == 0


def test_one_answer_is_told_in_the_singular(live: Desk, sheet: Path) -> None:
    sheet.write_bytes(filled(sheet, lambda row: "new: Helen Marsh" if "Quay" in row["name"] else ""))

    assert "1 answer taken." in live.run("contacts", "review", "--in", str(sheet)).said


@pytest.mark.parametrize(
    ("answer", "code", "line"),
    [
        ("perhaps", "review-answer", "Line 2"),
        ("link:", "review-answer", "Line 2"),
        ("new: Cher", "name-needs-two", "line 2"),
        ("link: nobody", "person-unknown", "line 2"),
        ("=HYPERLINK(0)", "review-answer", "Line 2"),
    ],
)
def test_one_wrong_answer_and_none_is_taken(
    live: Desk, sheet: Path, answer: str, code: str, line: str
) -> None:
    first = True

    def said(_row: dict[str, str]) -> str:
        nonlocal first
        given, first = answer if first else "leave out", False
        return given

    sheet.write_bytes(filled(sheet, said))
    done = live.run("contacts", "review", "--in", str(sheet))

    assert (done.status, f"[{code}]" in done.err, line in done.err) == (2, True, True), done.said
    live.clock.advance(60)
    live.run("contacts", "import")
    assert len(live.run("contacts", "list", "--needs-you", "--json").data) == 3


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "review-file"),
        (b"\x00\x01\x02", "review-file"),
        (b"a,b\n1,2\n", "review-file"),
        (HEADER.encode("utf-16"), "review-file"),
        (f"{HEADER}\nnobody,,,,,new\n".encode(), "who-unknown"),
        (f"{HEADER}\n,,,,,new\n".encode(), "who-unknown"),
        (f"{HEADER}\nx,,,,,link: Jos\xe9\n".encode("latin-1"), "review-letters"),
        (f"{HEADER}\nx,,,,,new\nx,,,,,leave out\n".encode(), "review-twice"),
        (f"{HEADER}\n{'y' * 200_000},,,,,new\n".encode(), "review-file"),
        (f"{HEADER}\nshort\n".encode(), ""),
    ],
)
def test_a_broken_file_is_told_and_nothing_is_taken(
    live: Desk, tmp_path: Path, raw: bytes, code: str
) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(raw)

    done = live.run("contacts", "review", "--in", str(file))

    if code:
        assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    else:
        assert (done.status, "0 answers taken." in done.said) == (0, True)


def test_the_same_answer_twice_is_one_answer(live: Desk, tmp_path: Path) -> None:
    who = live.firm.ledger["asked, another name"]
    file = tmp_path / "twice.csv"
    file.write_text(f"{HEADER}\n{who},,,,,new\n{who},,,,,New\n")

    assert "1 answer taken." in live.run("contacts", "review", "--in", str(file)).said


def test_nothing_is_written_over_or_into_nowhere(live: Desk, sheet: Path, tmp_path: Path) -> None:
    before = sheet.read_bytes()
    over = live.run("contacts", "review", "--out", str(sheet))
    nowhere = live.run("contacts", "review", "--out", str(tmp_path / "no" / "such" / "folder.csv"))
    under_a_file = live.run("contacts", "review", "--out", str(sheet / "x.csv"))
    endless = live.run("contacts", "review", "--out", "x" * 5000)

    assert (over.status, "[file-exists]" in over.err, sheet.read_bytes()) == (2, True, before)
    for done in (nowhere, under_a_file, endless):
        assert (done.status, "[file-not-written]" in done.err) == (1, True), done.said


def test_say_which_way(live: Desk, sheet: Path) -> None:
    neither = live.run("contacts", "review")
    missing = live.run("contacts", "review", "--in", "/no/such/file.csv")

    assert (neither.status, "[review-one]" in neither.err) == (2, True)
    assert missing.status == 2


def test_a_cell_that_a_spreadsheet_would_run_is_kept_text(live: Desk, tmp_path: Path) -> None:
    live.act(
        "xero.edit_contact",
        tenant_id=live.firm.tenant_id,
        contact_id=live.firm.ledger["asked, another name"],
        Name='=cmd|"/C calc"!A0',
    )
    live.clock.advance(60)
    live.run("contacts", "import")
    live.run("contacts", "review", "--out", str(tmp_path / "q.csv"))

    names = [row["name"] for row in csv.DictReader(io.StringIO((tmp_path / "q.csv").read_text("utf-8-sig")))]
    assert '\'=cmd|"/C calc"!A0' in names
