"""The page and the rows of a report, from what they are to tell."""

from dataclasses import replace

import pytest

from entrypoints.report.content import Asked, Content, Line, MonthLine
from entrypoints.report.page import page_of
from entrypoints.report.sheet import COLUMNS, rows_of

_OF_PAYMENT = ("received", "open", "method", "paid_on")
LINE = Line(
    id="0f3e9a61",
    title="Website",
    customer="Acme Ltd",
    dated="3 May 2026",
    net="1000.00",
    tax="200.00",
    total="1200.00",
    currency="GBP",
    number="INV-1",
    status="awaiting approval",
    what="read back",
)
PAYMENT = replace(LINE, received="450.00", open="150.00", method="by card", paid_on="9 May 2026")
CONTENT = Content(
    connection="default",
    portal="Quay",
    ledger="Quay Ltd",
    state="live",
    stopped=False,
    made="3 May 2026, 9:14",
    start="1 May 2026",
    sums=(("1", "issued since then"),),
    to_number=0,
    placeholders=0,
    payments=(),
    asked=(),
    waiting_for=(),
    waiting=(),
    payments_waiting=(),
    months=(),
    receipts=(),
)


def test_nothing_is_told_as_nothing() -> None:
    page = page_of(CONTENT)

    assert page.count(">Nothing.</p>") == 3
    assert "None yet." in page
    assert "Nothing was paid yet." in page
    assert "stopped" not in page
    assert rows_of(CONTENT) == [COLUMNS]


def test_commands_are_set_apart_and_everything_else_is_text() -> None:
    sentence = 'Choose: `settings set x` & "<b>Ltd</b>". A lone ` changes nothing.'
    asked = Asked(code="account-needed", label="<i>an account</i>", sentence=sentence, lines=())

    page = page_of(replace(CONTENT, asked=(asked,)))

    assert "<code>settings set x</code> &amp; &#34;&lt;b&gt;Ltd&lt;/b&gt;&#34;" in page
    assert "A lone ` changes nothing." in page
    assert "&lt;i&gt;an account&lt;/i&gt;" in page


@pytest.mark.parametrize("field", ["title", "customer", "number", "status", "dated", "method", "paid_on"])
def test_no_fact_becomes_markup(field: str) -> None:
    evil = replace(LINE, **{field: "<script>alert(1)</script>"})
    paid = replace(evil, received="1.00", open="1.00")
    asked = Asked(code="x", label="x", sentence="x", lines=(evil, evil))

    page = page_of(
        replace(CONTENT, receipts=(evil,), waiting=(evil,), payments_waiting=(paid,), asked=(asked,))
    )

    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_amounts_do_not_break_and_credits_have_a_minus() -> None:
    page = page_of(replace(CONTENT, receipts=(replace(LINE, total="-1650.60"),)))

    assert "\u22121,650.60\u00a0GBP" in page


def test_the_invoices_of_a_question_are_listed_if_there_are_several() -> None:
    one = Asked(code="x", label="a", sentence="s", lines=(LINE,))
    two = Asked(code="x", label="a", sentence="s", lines=(LINE, LINE))

    assert "Acme Ltd" not in page_of(replace(CONTENT, asked=(one,)))
    assert page_of(replace(CONTENT, asked=(two,))).count("Acme Ltd") == 2


def test_payments_of_a_question_are_listed_as_payments() -> None:
    asked = Asked(code="x", label="a", sentence="s", lines=(PAYMENT, PAYMENT))

    page = page_of(replace(CONTENT, asked=(asked,)))

    assert page.count('data-label="Received">450.00\u00a0GBP</td>') == 2


def test_what_waits_is_told_apart_for_invoices_and_payments() -> None:
    page = page_of(replace(CONTENT, payments_waiting=(PAYMENT,)))

    assert "<h2>Invoices that wait</h2>" in page
    assert "What waits" not in page


def test_every_part_has_its_rows() -> None:
    month = MonthLine(month="2026-05", name="May 2026", count=2, net="10.00", tax="2.00", currency="GBP")
    contacts = Asked(code="email-on-several", label="l", sentence="Ask.", lines=())
    invoices = Asked(code="tax-choice-needed", label="l", sentence="Choose.", lines=(LINE,))
    content = replace(
        CONTENT,
        asked=(contacts, invoices),
        waiting_for=("Xero is away.",),
        waiting=(LINE,),
        payments_waiting=(replace(PAYMENT, what="paid"),),
        months=(month,),
        receipts=(LINE,),
    )

    rows = rows_of(content)

    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [(row[0], row[1], row[-1]) for row in rows[1:]] == [
        ("needs you", "email-on-several", "Ask."),
        ("needs you", "tax-choice-needed", "Choose."),
        ("waiting", "", "Xero is away."),
        ("waiting", "", "read back"),
        ("payment waiting", "", "paid"),
        ("issued and not approved", "", "May 2026, invoices: 2"),
        ("receipt", "", "read back"),
    ]
    told = dict(zip(COLUMNS, rows[6], strict=True))
    assert (told["date"], told["net"], told["tax"], told["currency"]) == ("2026-05", "10.00", "2.00", "GBP")
    figures = [tuple(dict(zip(COLUMNS, row, strict=True))[name] for name in _OF_PAYMENT) for row in rows[1:]]
    assert figures[4] == ("450.00", "150.00", "by card", "9 May 2026")
    assert set(figures[:4] + figures[5:]) == {("", "", "", "")}


def test_what_is_stopped_and_what_is_not_sent_yet_is_said() -> None:
    page = page_of(replace(CONTENT, stopped=True, start=""))

    assert "Everything is stopped." in page
    assert "no start date is set" in page


def test_placeholders_are_told_by_who_can_replace_them() -> None:
    to_number, in_xero = "1 invoice still carries a placeholder number.", "was approved or changed in Xero"

    ours, theirs = replace(CONTENT, placeholders=1, to_number=1), replace(CONTENT, placeholders=1)

    assert (to_number in page_of(ours), in_xero in page_of(ours)) == (True, False)
    assert (to_number in page_of(theirs), in_xero in page_of(theirs)) == (False, True)


def test_payments_are_told_by_where_they_stand_and_each_that_waits() -> None:
    waiting = replace(PAYMENT, what="Approve it in Xero.")
    sums = (("2", "settled", "1,080.00 GBP", "1,080.00 GBP", ""),)

    page = page_of(replace(CONTENT, payments=sums, payments_waiting=(waiting,)))

    assert '<td class="title">settled</td>' in page
    assert '<td class="figure" data-label="Counted in Xero">1,080.00 GBP</td>' in page
    assert "Approve it in Xero." in page
    for label, told in (
        ("Received", "450.00\u00a0GBP"),
        ("Open", "150.00\u00a0GBP"),
        ("Paid on", "9 May 2026"),
    ):
        assert f'data-label="{label}">{told}</td>' in page
    assert "1,200.00" not in page, "the total of the invoice is no payment"
    assert "Nothing was paid yet." not in page
