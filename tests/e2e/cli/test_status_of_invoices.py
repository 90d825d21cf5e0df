"""What `status` and `doctor` say of invoices."""

from tests.e2e.cli.billed import Billed
from tests.e2e.cli.desk import Desk


def test_where_nothing_is_sent_it_says_how_to_begin(live: Desk) -> None:
    told = live.run("status", "--json").data[0]["invoices"]

    assert "`hubflo-xero settings set start-date today`" in live.run("status").said
    assert (told["start_date"], told["seen"], told["not_approved"]) == (None, 0, [])


def test_all_sums(billed_desk: Billed) -> None:
    shown = billed_desk.run("status")
    told = billed_desk.run("status", "--json").data[0]
    invoices = told["invoices"]

    assert "Invoices: sent from 1 January 2026 on 15 issued since then 9 in Xero" in shown.said
    assert "9 invoices still carry a placeholder number" in shown.said
    assert "January 2026 5 invoices 3,080.00 GBP net 376.00 GBP tax" in shown.said
    assert invoices["not_approved"][0] == {
        "month": "2026-01",
        "currency": "GBP",
        "count": 5,
        "net": "3080.00",
        "tax": "376.00",
    }
    assert sum(invoices["stages"].values()) == invoices["seen"] == 25
    assert (invoices["needs_you"], invoices["questions"], invoices["older_than_start_date"]) == (7, 6, 8)
    assert "[looks-already-there]" in shown.said


def test_what_is_approved_is_no_longer_listed_by_month(billed: Billed) -> None:
    for label in ("website", "retainer-3"):
        billed.in_xero("approve_invoice", label)
    billed.later()

    february = billed.run("status", "--json").data[0]["invoices"]["not_approved"][1]
    assert (february["month"], february["count"]) == ("2026-02", 7)


def test_the_check_counts_questions_on_invoices(billed: Billed) -> None:
    for question in billed.run("status", "--json").data[0]["needs_you"]:
        for subject in question["subjects"]:
            kind, _, subject_id = subject.partition(":")
            if kind == "contact":
                billed.run("contacts", "match", subject_id, "--leave-out")
    billed.run("contacts", "import")
    with_invoices = billed.run("status", "--check")
    for row in billed.run("invoices", "list", "--needs-you", "--json").data:
        words = ("release",) if row["question"] == "other-reference" else ("skip",)
        assert billed.run("invoices", *words, row["id"], "--because", "x").status == 0
    without = billed.run("status", "--check")

    assert with_invoices.status == 3
    assert without.status == 0, without.said


def verdicts(billed: Billed) -> dict[str, str]:
    """What the doctor found, by check."""
    return {f["check"]: f["verdict"] for f in billed.run("doctor", "--json").data}


def test_the_doctor_looks_at_invoices(billed: Billed) -> None:
    found = verdicts(billed)

    assert billed.run("doctor").status == 0
    assert (
        found
        | {
            "invoice-conservation": "well",
            "account-in-use": "well",
            "account-not-chosen": "note",
            "sales-taxes": "well",
            "invoice-questions": "note",
            "portal-net-total": "note",
        }
        == found
    )
    assert found["portal-rounding"] in ("note", "unsettled")
    assert "webhook-key" not in found


def test_the_doctor_finds_an_account_that_was_archived(billed: Billed) -> None:
    billed.desk.act("xero.archive_account", tenant_id=billed.desk.firm.tenant_id, code="200")

    assert verdicts(billed)["account-in-use"] == "wrong"
    assert billed.run("doctor").status == 4


def test_the_doctor_of_who_sends_no_invoices(live: Desk) -> None:
    found = {finding["check"]: finding["verdict"] for finding in live.run("doctor", "--json").data}

    assert (found["invoice-conservation"], found["invoices-not-sent"]) == ("well", "note")
    assert "sales-taxes" not in found
