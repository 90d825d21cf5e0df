"""One poison for every reason why an invoice is held, and for every way in which a service refuses one."""

from collections.abc import Mapping

from tests.simulation.poisoning import (
    DESIGN,
    PUT,
    Poison,
    both,
    in_currency,
    in_hubflo,
    in_xero,
    invoice,
    known,
    lines,
    miscounted,
    not_shown,
    once_created,
    points_to_what_is_not_shown,
    reference_refused,
    reference_taken,
    refused,
    refused_by_itself,
    status_unknown,
    typed,
    unshown,
    without_currency,
)
from tests.simulation.ward import BROKEN, TAKEN, TOO_LARGE, WHOLE

HALVES = [{"line": f"One {n}", "price": "10.03", "rate": "20"} for n in range(4)]
LONG = {"line": "Report", "description": ("Long " * 800).strip(), "price": "10"}

POISONS: Mapping[str, Poison] = {
    "period-locked": Poison(
        code="period-locked",
        people=lambda ward: ward.documents.act("set_lock_dates", period="2026-02-10", end_of_year=None),
        issue=invoice("period-locked", dated="2026-02-05"),
    ),
    "tax-choice-needed": Poison(code="tax-choice-needed", issue=invoice("tax-choice-needed", rate="0")),
    "tax-rate-missing": Poison(code="tax-rate-missing", issue=invoice("tax-rate-missing", rate="13.3")),
    "account-needed": Poison(
        code="account-needed",
        issue=lines("account-needed", DESIGN, {**DESIGN, "price": "10.00", "kind": "discount"}),
    ),
    "account-unusable": Poison(
        code="account-unusable",
        earlier=lambda ward: ward.documents.act("archive_account", code="825"),
        issue=lines("account-unusable", DESIGN, {**DESIGN, "kind": "deposit"}),
    ),
    "currency-not-in-xero": Poison(
        code="currency-not-in-xero", issue=in_currency("currency-not-in-xero", "CHF")
    ),
    "currency-without-cents": Poison(
        code="currency-without-cents", issue=in_currency("currency-without-cents", "JPY")
    ),
    "recipient-missing": Poison(code="recipient-missing", issue=invoice("recipient-missing", to="")),
    "contact-ambiguous": Poison(
        code="contact-ambiguous",
        people=both(
            in_xero("Agency", "Gareth Pugh", "amber@stone.example"),
            in_hubflo("Amber Stone", "amber@stone.example"),
        ),
        issue=invoice("contact-ambiguous", "Amber Stone"),
    ),
    "contact-name-taken": Poison(
        code="contact-name-taken",
        people=both(
            in_xero("Nate Grey", "Nate Grey", "nate@other.example"),
            in_hubflo("Nate Grey", "nate@grey.example"),
        ),
        issue=invoice("contact-name-taken", "Nate Grey"),
    ),
    "contact-name-missing": Poison(
        code="contact-name-missing",
        people=lambda ward: ward.bills.act("add_contact", email="no@name.example"),
        issue=invoice("contact-name-missing", "no@name.example"),
    ),
    "contact-archived": Poison(
        code="contact-archived",
        people=both(
            in_xero("Archie Gone", "Archie Gone", "archie@gone.example", status="archived"),
            in_hubflo("Archie Gone", "archie@gone.example"),
        ),
        issue=invoice("contact-archived", "Archie Gone"),
    ),
    "contact-merged": Poison(
        code="contact-merged",
        people=known(("Mary Merged", "mary@merged.example"), ("Ann Merged", "ann@merged.example")),
        earlier=both(invoice("before, Mary", "Mary Merged"), invoice("before, Ann", "Ann Merged")),
        changes=lambda ward: ward.xero.act(
            "merge_contacts", "Mary Merged", into=ward.xero.id_of("Ann Merged")
        ),
        issue=invoice("contact-merged", "Mary Merged"),
    ),
    "contact-refused": Poison(
        code="contact-refused",
        people=in_hubflo("Rhea Fuse", "rhea@fuse.example"),
        issue=both(
            lambda ward: ward.meddle("xero", PUT, "/Contacts", "rhea@fuse.example", answer=WHOLE),
            invoice("contact-refused", "Rhea Fuse"),
        ),
    ),
    "customer answered by errors": Poison(
        code="",
        people=in_hubflo("Erin Fault", "erin@fault.example"),
        issue=both(
            lambda ward: ward.meddle("xero", PUT, "/Contacts", "erin@fault.example", answer=BROKEN),
            invoice("customer answered by errors", "Erin Fault"),
        ),
    ),
    "looks-already-there": Poison(
        code="looks-already-there",
        people=known(("Dora Double", "dora@double.example")),
        earlier=invoice("before, Dora", "Dora Double"),
        changes=typed("HAND-0412", "Dora Double", "500.00"),
        issue=invoice("looks-already-there", "Dora Double", net="500.00"),
    ),
    "totals-differ": Poison(
        code="totals-differ",
        issue=miscounted("totals-differ", *HALVES, net_total=48.14, tax_total=8.02),
    ),
    "totals-unclear": Poison(code="totals-unclear", issue=miscounted("totals-unclear", net_total=1.0)),
    "credit-note": Poison(code="credit-note", issue=lines("credit-note", {**DESIGN, "role": "credit"})),
    "lines-missing": Poison(
        code="lines-missing",
        issue=lines("lines-missing", {"line": "So far", "price": "0", "kind": "subtotal"}),
    ),
    "document-too-large": Poison(code="document-too-large", issue=lines("document-too-large", *[LONG] * 100)),
    "number-taken": Poison(
        code="number-taken",
        people=in_xero("Gareth Pugh", "Gareth Pugh", "gareth@pugh.example"),
        earlier=typed("INV-0500"),
        issue=invoice("number-taken INV-0500"),
    ),
    "reference-taken": Poison(code="reference-taken", earlier=typed("HAND-0600"), issue=reference_taken),
    "points to what is not shown": Poison(code="unexpected", issue=points_to_what_is_not_shown),
    "receipt-differs": Poison(
        code="receipt-differs",
        issue=once_created(
            "receipt-differs",
            lambda ward, made: ward.documents.act(
                "edit_line", invoice_id=ward.document_of(made), UnitAmount="500.00"
            ),
        ),
    ),
    "document-missing": Poison(
        code="document-missing",
        issue=once_created("document-missing", lambda ward, _: ward.documents.hide("document-missing")),
    ),
    "other-reference": Poison(
        code="other-reference", issue=invoice("other-reference", **{"accounting id": "Folder 12"})
    ),
    "reference-refused": Poison(code="reference-refused", issue=reference_refused),
    "cancelled-in-hubflo": Poison(
        code="cancelled-in-hubflo",
        issue=once_created(
            "cancelled-in-hubflo", lambda ward, made: ward.bills.act("cancel_invoice", invoice_id=made)
        ),
    ),
    "invoice-gone": Poison(
        code="invoice-gone",
        issue=once_created("invoice-gone", lambda ward, _: ward.bills.lose("invoice-gone")),
    ),
    "status-unknown": Poison(code="status-unknown", issue=status_unknown),
    "invoice-unreadable": Poison(code="invoice-unreadable", issue=without_currency),
    "invoice-not-shown": Poison(code="invoice-not-shown", issue=not_shown),
    "ledger-refused": Poison(
        code="ledger-refused",
        people=known(("Vera Late", "vera@late.example")),
        earlier=invoice("before, Vera", "Vera Late"),
        issue=refused_by_itself,
    ),
    "refused as a whole": Poison(code="ledger-refused", issue=refused("refused as a whole", WHOLE)),
    "called taken as a whole": Poison(code="ledger-refused", issue=refused("called taken as a whole", TAKEN)),
    "called too large": Poison(code="ledger-refused", issue=refused("called too large", TOO_LARGE)),
    "answered by errors": Poison(code="", issue=refused("answered by errors", BROKEN)),
    "refused when read back": Poison(code="unexpected", issue=unshown("refused when read back", WHOLE)),
    "an error when read back": Poison(code="unexpected", issue=unshown("an error when read back", BROKEN)),
}
"""By the title of what they poison."""
