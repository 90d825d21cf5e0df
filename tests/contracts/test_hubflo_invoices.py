"""The portal's exam on invoices, taken by the Hubflo adapter over the sandbox with each switch turned."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from adapters.sandbox import hubflo
from adapters.sandbox.hubflo import Switches
from adapters.sandbox.hubflo.invoices.arithmetic import worths
from domain.budget import Purpose
from domain.invoice import InvoiceId, InvoiceStatus, LineKind, PortalInvoice
from domain.ports.portal import InvoiceList, Portal
from tests.contracts.hubflo_sandbox import ADVICE, LINES, TRAVEL, Sandbox, sandbox_with

SWITCHES = {
    "likeliest": Switches(),
    "numbers as strings": Switches(numbers="string"),
    "net total without tax": Switches(net_total="without tax"),
    "half even": Switches(rounding="line half even"),
    "tax by rate": Switches(rounding="rate"),
    "tax by rate, lines unrounded": Switches(rounding="rate", rate_lines="unrounded", numbers="string"),
    "unrounded": Switches(rounding="none"),
    "unrounded as strings": Switches(rounding="none", numbers="string", net_total="without tax"),
    "minus in the price": Switches(minus="price"),
    "minus in the quantity": Switches(minus="quantity", numbers="string"),
    "deposits deducted": Switches(deposits="deducted"),
    "subtotals of zeros": Switches(subtotals="zeros"),
    "titles absent": Switches(section_titles="absent"),
    "overdue is a status": Switches(overdue_status="overdue"),
    "canceled with one l": Switches(cancelled_word="canceled"),
    "credit notes without a parent": Switches(credit_note_parent=False),
    "imported by the custom date": Switches(imported_date="custom_issued_at"),
    "Stripe says nothing": Switches(stripe_paid_amount="null", stripe_method="null", stripe_connected=True),
    "empty header for no next page": Switches(next_page_header="empty"),
    "big pages refused": Switches(oversized_page="refused"),
    "coarse quantities and prices": Switches(quantity_places=1, price_places=2),
}

NEARLY = Decimal("0.000000001")
"""A JSON number of more than 17 digits has lost the rest before it reaches us."""


@pytest.fixture(params=SWITCHES)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """The sandbox with each switch turned."""
    made = sandbox_with(SWITCHES[request.param])
    yield made
    made.portals.close()


@pytest.fixture
def likeliest() -> Iterator[Sandbox]:
    """The sandbox with every switch where it most likely is."""
    made = sandbox_with(Switches())
    yield made
    made.portals.close()


def near(told: Decimal, meant: Decimal) -> bool:
    return abs(told - meant) < NEARLY


def walk(portal: Portal, of: InvoiceList) -> list[PortalInvoice]:
    """A list from its first page to its last."""
    found: list[PortalInvoice] = []
    for number in range(1, 20):
        page = portal.invoices_page(number, of=of, purpose=Purpose.BACKGROUND)
        found += page.invoices
        assert page.nameless == 0
        if page.is_last:
            return found
    raise AssertionError("a list without an end")


def test_an_issued_invoice_is_read_with_its_lines_in_order(sandbox: Sandbox) -> None:
    ada = sandbox.types_in(first_name="Ada", last_name="Byron")
    bill = sandbox.bills(*LINES, recipient_id=ada, purchase_order_reference="PO-7", payment_deadline_days=45)
    with_titles = sandbox.world.hubflo.switches.section_titles == "zero lines"

    found = sandbox.portal.invoice(bill)

    assert (found.id, found.title, found.currency, found.purchase_order) == (bill, "Website", "GBP", "PO-7")
    assert (found.status, found.status_word, found.unreadable) == (InvoiceStatus.ISSUED, "issued", ())
    assert (found.recipient_id, found.payment_days, found.issued_at) == (ada, 45, sandbox.clock.now())
    assert found.public_address.startswith("https://client.example.com/invoices/")
    assert (found.number, found.accounting_id, found.paid_amount) == ("", "", Decimal(0))
    assert [line.title for line in found.lines][-5:] == [
        "Advice",
        "Travel",
        "Subtotal",
        "Rebate",
        "Deposit",
    ]
    assert [line.title for line in found.lines][:-5] == (["First part"] if with_titles else [])
    assert [line.kind for line in found.lines][-5:] == [
        LineKind.ITEM,
        LineKind.ITEM,
        LineKind.SUBTOTAL,
        LineKind.DISCOUNT,
        LineKind.DEPOSIT,
    ]
    assert [line.title for line in found.money_lines] == ["Advice", "Travel", "Rebate", "Deposit"]


def test_every_number_is_the_one_that_hubflo_has(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    state, kept = sandbox.world.hubflo, sandbox.organization.lines[bill]
    worth = {line.id: each for line, each in zip(kept, worths(kept, state.switches), strict=True)}
    meant = {line.id: line for line in kept}
    sums = hubflo.sums_of(state, sandbox.organization, bill)

    found = sandbox.portal.invoice(bill)

    for line in found.lines:
        assert near(line.total_excluding, worth[line.id].excluding)
        assert near(line.total_including, worth[line.id].including)
        assert near(abs(line.quantity), meant[line.id].quantity)
        assert near(abs(line.unit_price), meant[line.id].unit_price_excluding_tax)
        assert (line.discount, line.rate) == (meant[line.id].discount_percentage, meant[line.id].vat)
    with_tax = state.switches.net_total == "with tax"
    assert near(found.net_total, sums.total if with_tax else sums.net)
    assert near(found.tax_total, sums.tax)
    if state.switches.numbers == "string":
        assert found.net_total == (sums.total if with_tax else sums.net)
        assert [line.total_including for line in found.lines] == [
            worth[line.id].including for line in found.lines
        ]


def test_the_sign_of_a_line_is_that_of_its_total_without_tax(sandbox: Sandbox) -> None:
    found = sandbox.portal.invoice(sandbox.bills(*LINES))
    signs = {line.title: line.total_excluding > 0 for line in found.money_lines}

    deducted = sandbox.world.hubflo.switches.deposits == "deducted"
    assert signs == {"Advice": True, "Travel": True, "Rebate": False, "Deposit": not deducted}


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_all_lines_are_read_whatever_their_number(sandbox: Sandbox, count: int) -> None:
    bill = sandbox.bills(*({**TRAVEL, "title": f"Line {number}"} for number in range(count)))

    found = sandbox.portal.invoice(bill)

    assert [line.title for line in found.lines] == [f"Line {number}" for number in range(count)]
    assert found.unreadable == ()


def test_the_head_is_the_invoice_without_its_lines(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    portal = sandbox.portal
    whole = portal.invoice(bill)
    asked = len(sandbox.world.hubflo.requests)

    head = portal.invoice_head(bill)

    assert head == replace(whole, lines=())
    assert len(sandbox.world.hubflo.requests) == asked + 1
    assert walk(portal, InvoiceList.ALL) == [head]


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_lists_show_every_invoice_once_newest_first(sandbox: Sandbox, count: int) -> None:
    bills = [sandbox.bills(TRAVEL, issue=number % 5 != 0) for number in range(count)]
    for bill in bills[1::5]:
        sandbox.on_screen(hubflo.pay_invoice, bill)

    paid, drafts = set(bills[1::5]), set(bills[::5])
    issued = [bill for bill in bills if bill not in paid | drafts]
    assert [found.id for found in walk(sandbox.portal, InvoiceList.ALL)] == bills[::-1]
    assert [found.id for found in walk(sandbox.portal, InvoiceList.ISSUED)] == issued[::-1]
    assert [found.id for found in walk(sandbox.portal, InvoiceList.PAID)] == bills[1::5][::-1]


def test_a_draft_is_none_of_ours(sandbox: Sandbox) -> None:
    found = sandbox.portal.invoice(sandbox.bills(*LINES, issue=False))

    assert (found.status, found.issued_at, found.is_issued) == (InvoiceStatus.DRAFT, None, False)


def test_a_cancelled_invoice_is_one_in_either_spelling(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    sandbox.on_screen(hubflo.cancel_invoice, bill)

    found = sandbox.portal.invoice(bill)

    assert found.status is InvoiceStatus.CANCELLED
    assert found.status_word == sandbox.world.hubflo.switches.cancelled_word


def test_an_overdue_invoice_is_issued_all_the_same(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES, payment_deadline_days=0)
    sandbox.clock.advance(3 * 86400)

    found = sandbox.portal.invoice(bill)

    assert found.status.value == sandbox.world.hubflo.switches.overdue_status
    assert found.is_issued


@pytest.mark.parametrize("word", ["partially_paid", "sent", "archived"])
def test_a_status_that_we_do_not_know_is_told_as_it_is(sandbox: Sandbox, word: str) -> None:
    bill = sandbox.bills(*LINES)
    sandbox.on_screen(hubflo.set_invoice_status, bill, status=word)

    found = sandbox.portal.invoice(bill)

    assert (found.status, found.status_word, found.unreadable) == (InvoiceStatus.UNKNOWN, word, ())


def test_a_payment_in_part_is_paid_with_what_was_paid(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    sandbox.on_screen(hubflo.pay_invoice, bill, amount="10.50", method="check")

    found = sandbox.portal.invoice_head(bill)

    assert (found.status, found.paid_amount, found.payment_method) == (
        InvoiceStatus.PAID,
        Decimal("10.50"),
        "check",
    )
    assert found.paid_at == sandbox.clock.now()


def test_a_payment_by_stripe_may_tell_no_amount(sandbox: Sandbox) -> None:
    bill = sandbox.bills(*LINES)
    sandbox.on_screen(hubflo.pay_invoice_by_stripe, bill, amount=20)
    silent = sandbox.world.hubflo.switches.stripe_paid_amount == "null"

    found = sandbox.portal.invoice_head(bill)

    assert (found.status, found.by_card_service, found.unreadable) == (InvoiceStatus.PAID, True, ())
    assert (found.paid_amount, found.payment_method) == (
        (Decimal(0), "") if silent else (Decimal(20), "bank_card")
    )


def test_a_credit_note_is_an_invoice_below_zero(sandbox: Sandbox) -> None:
    bill = sandbox.bills(ADVICE, TRAVEL)
    note = InvoiceId(sandbox.on_screen(hubflo.credit_invoice, bill))

    found = sandbox.portal.invoice(note)

    assert found.net_total < 0
    assert {line.kind for line in found.lines} == {LineKind.ITEM}
    assert all(line.total_excluding < 0 for line in found.lines)
    assert found.parent_id == (bill if sandbox.world.hubflo.switches.credit_note_parent else None)


def test_an_imported_invoice_has_its_date_in_one_place_or_the_other(sandbox: Sandbox) -> None:
    then = sandbox.clock.now().replace(year=2024)
    bill = InvoiceId(
        hubflo.import_invoice(
            sandbox.world.hubflo,
            sandbox.organization.id,
            sandbox.clock.now(),
            title="Of another tool",
            issued_at=then,
            lines=[ADVICE],
        )
    )

    found = sandbox.portal.invoice(bill)

    assert (found.custom_issued_at or found.issued_at) == then
    assert found.is_issued
