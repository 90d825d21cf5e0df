"""`invoices tax`, and `contacts match` for the customer of an invoice."""

import pytest

from tests.e2e.cli.billed import Billed

WHY = ("--because", "another one")


def test_what_may_be_chosen_is_shown_by_name(billed_desk: Billed) -> None:
    shown = billed_desk.run("invoices", "tax", "Talk in Lyon")
    told = billed_desk.run("invoices", "tax", "Talk in Lyon", "--json").data

    assert shown.status == 0
    assert "Zero Rated Income ZERORATEDOUTPUT" in shown.said
    assert told["rate"] == "0"
    assert {"name": "Zero Rated Income", "code": "ZERORATEDOUTPUT"} in told["taxes"]
    assert billed_desk.story("zero-rate")["question"] == "tax-choice-needed"


def test_a_tax_for_this_invoice_alone(billed: Billed) -> None:
    done = billed.run("invoices", "tax", "Talk in Lyon", "zero rated  INCOME")
    other = billed.story("mixed-rates")

    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert "0 % Zero Rated Income your answer for this invoice" in billed.why("zero-rate")
    assert other["question"] == "tax-choice-needed"


def test_in_a_terminal_it_asks_which_and_for_what(billed: Billed) -> None:
    billed.desk.seated = True
    done = billed.run("invoices", "tax", "Talk in Lyon", answers=("9", "6", "3"))

    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert "9 is not in the range 1<=x<=6" in done.said
    assert "3 always, for lines like it" in done.said
    assert "0 % Zero Rated Income your rule for lines like it" in billed.why("mixed-rates")


def test_a_question_that_is_not_answered_changes_nothing(billed: Billed) -> None:
    billed.desk.seated = True
    done = billed.run("invoices", "tax", "Talk in Lyon")

    assert done.status == 130
    assert billed.story("zero-rate")["question"] == "tax-choice-needed"


def test_always_answers_the_others_too(billed: Billed) -> None:
    billed.run("invoices", "tax", "Talk in Lyon", "ZERORATEDOUTPUT", "--for", "always")

    assert billed.story("mixed-rates")["stage"] == "linked"
    assert "your rule for lines like it" in billed.why("mixed-rates")


def test_for_the_customer(billed: Billed) -> None:
    billed.run("invoices", "tax", "Talk in Lyon", "EXEMPTOUTPUT", "--for", "customer")

    assert "Exempt Income your answer for this customer" in billed.why("zero-rate")
    assert billed.story("mixed-rates")["question"] == "tax-choice-needed"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Talk in Lyon", "OUTPUT2"), "tax-not-offered"),
        (("Talk in Lyon", "nonsense", "--for", "always"), "tax-not-offered"),
        (("Talk in Lyon", "--rate", "twenty"), "rate-unusable"),
        (("Talk in Lyon", "--rate", "17"), "tax-not-offered"),
        (("no such invoice",), "invoice-unknown"),
    ],
)
def test_a_tax_that_cannot_be_chosen(billed_desk: Billed, words: tuple[str, ...], code: str) -> None:
    done = billed_desk.run("invoices", "tax", *words)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
    assert billed_desk.run("invoices", "tax", "Talk in Lyon", "--for", "ever").status == 2


def test_the_customer_of_an_invoice_is_said_by_name(billed: Billed) -> None:
    done = billed.run("contacts", "match", "Open day stand", "--to", "Victor Hale")

    assert (done.status, "waits for your approval" in done.said) == (0, True), done.said
    assert billed.story("no-recipient")["customer"] == "Victor Hale"


def test_a_new_customer_needs_a_recipient(billed_desk: Billed) -> None:
    done = billed_desk.run("contacts", "match", "Open day stand", "--new", "--name", "Stand Ltd")

    assert (done.status, "[invoice-without-recipient]" in done.err) == (2, True), done.said


def test_a_contact_is_still_a_contact(billed: Billed) -> None:
    done = billed.run("contacts", "match", "Quayside Dental Practice", "--to", "Gareth Pugh")

    assert "Noted for Quayside Dental Practice." in done.said


def test_what_is_both_must_be_named_by_its_id(billed: Billed) -> None:
    firm = billed.desk.firm
    invoice_id = billed.desk.act(
        "hubflo.add_invoice",
        organization_id=firm.organization_id,
        title="Quayside Dental Practice",
        lines=[{"title": "Visit", "unit_price_excluding_tax": "10", "quantity": "1", "vat": "20"}],
        issue=True,
    )
    billed.later(2)
    both = billed.run("contacts", "match", "Quayside Dental Practice", "--to", "Gareth Pugh")
    out = billed.run("contacts", "match", "Quayside Dental Practice", "--leave-out")
    one = billed.run("contacts", "match", invoice_id, "--to", "Victor Hale")

    assert (both.status, "[contact-or-invoice]" in both.err) == (2, True), both.said
    assert (out.status, "Noted for Quayside Dental Practice." in out.said) == (0, True)
    assert (one.status, "waits for your approval" in one.said) == (0, True), one.said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Open day stand",), "answer-one-customer"),
        (("Open day stand", "--to", "Victor Hale", "--new"), "answer-one-customer"),
        (("Open day stand", "--to", "Victor Hale", "--name", "x"), "name-without-new"),
        (("Open day stand", "--to", "nobody"), "who-unknown"),
        (("Open day stand", "--leave-out"), "who-unknown"),
        (("Strategy day", "--to", "Harbour Lights Ltd"), "contact-billed-already"),
        (("nobody", "--new"), "who-unknown"),
    ],
)
def test_a_customer_that_cannot_be_said(billed_desk: Billed, words: tuple[str, ...], code: str) -> None:
    done = billed_desk.run("contacts", "match", *words)

    assert (done.status, f"[{code}]" in done.err) == (2, True), done.said
