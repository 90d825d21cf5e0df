"""Who comes over: a customer, active, with an email address, a first and a last name; nobody else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.contact import ContactState, LedgerContact
from domain.eligibility import RULES, left_out_reasons
from domain.ids import LedgerContactId
from domain.reasons import Reason
from tests.support.contacts import ledger_contact
from tests.unit.domain.properties import tried


def codes(contact: LedgerContact) -> list[str]:
    return [reason.code for reason in left_out_reasons(contact)]


def test_an_active_customer_with_email_and_both_names_comes_over() -> None:
    assert left_out_reasons(ledger_contact()) == ()


def test_who_is_no_customer_stays_out() -> None:
    assert codes(replace(ledger_contact(), is_customer=False)) == ["not-a-customer"]


def test_a_supplier_stays_out_unless_it_is_a_customer_too() -> None:
    supplier = replace(ledger_contact(), is_supplier=True, is_customer=False)

    assert codes(supplier) == ["not-a-customer"]
    assert codes(replace(supplier, is_customer=True)) == []


def test_a_merged_contact_stays_out_and_says_where_it_went() -> None:
    merged = replace(ledger_contact(), merged_into=LedgerContactId("c-2"))

    assert left_out_reasons(merged) == (Reason(code="merged", facts={"into": "c-2"}),)


def test_merging_archives_and_is_one_reason_not_two() -> None:
    merged = replace(ledger_contact(), merged_into=LedgerContactId("c-2"), state=ContactState.ARCHIVED)

    assert codes(merged) == ["merged"]


def test_an_archived_contact_stays_out() -> None:
    assert codes(replace(ledger_contact(), state=ContactState.ARCHIVED)) == ["archived"]


def test_who_asked_to_be_erased_stays_out() -> None:
    assert codes(replace(ledger_contact(), state=ContactState.ERASURE_REQUESTED)) == ["erasure-requested"]


def test_a_state_that_nobody_knows_is_no_active_one() -> None:
    assert codes(replace(ledger_contact(), state=ContactState.UNKNOWN)) == ["status-unknown"]


def test_without_an_email_address_it_stays_out() -> None:
    assert codes(ledger_contact(email="")) == ["no-email"]


def test_without_a_first_name_it_stays_out() -> None:
    assert codes(replace(ledger_contact(), first_name="")) == ["no-first-name"]


def test_without_a_last_name_it_stays_out() -> None:
    assert codes(replace(ledger_contact(), last_name="")) == ["no-last-name"]


def test_every_reason_is_told_in_the_order_of_the_rules() -> None:
    nobody = LedgerContact(id=LedgerContactId("c-1"), name="?", state=ContactState.ARCHIVED)

    assert codes(nobody) == ["not-a-customer", "archived", "no-email", "no-first-name", "no-last-name"]


contacts = st.builds(
    LedgerContact,
    id=st.just(LedgerContactId("c-1")),
    name=st.just("Acme"),
    is_customer=st.booleans(),
    is_supplier=st.booleans(),
    state=st.sampled_from(ContactState),
    merged_into=st.sampled_from([None, LedgerContactId("c-2")]),
    email=st.sampled_from(["", "jane@example.com"]),
    first_name=st.sampled_from(["", "Jane"]),
    last_name=st.sampled_from(["", "Smith"]),
    phone=st.sampled_from(["", "1"]),
)


@tried
@given(contacts)
def test_a_contact_comes_over_if_and_only_if_every_condition_holds(contact: LedgerContact) -> None:
    holds = (
        contact.is_customer
        and contact.state is ContactState.ACTIVE
        and contact.merged_into is None
        and all((contact.email, contact.first_name, contact.last_name))
    )

    assert (left_out_reasons(contact) == ()) == holds


@tried
@given(contacts)
def test_every_rule_is_asked_and_each_gives_one_reason_at_most(contact: LedgerContact) -> None:
    asked = [rule(contact) for rule in RULES]

    assert list(left_out_reasons(contact)) == [reason for reason in asked if reason is not None]
    assert len(set(codes(contact))) == len(codes(contact))
