"""Which ledger contacts come over: named rules, all of whose reasons are collected."""

from collections.abc import Callable

from domain.contact import ContactState, LedgerContact
from domain.reasons import Reason

Rule = Callable[[LedgerContact], Reason | None]

NOT_A_CUSTOMER = Reason(code="not-a-customer")
ERASURE_REQUESTED = Reason(code="erasure-requested")
ARCHIVED = Reason(code="archived")
STATUS_UNKNOWN = Reason(code="status-unknown")
NO_EMAIL = Reason(code="no-email")
NO_FIRST_NAME = Reason(code="no-first-name")
NO_LAST_NAME = Reason(code="no-last-name")

FORGOTTEN = Reason(code="forgotten")
"""Left out because a person asked us to forget the contact."""

LEFT_OUT_BY_PERSON = "left-out-by-you"
"""Code of the reason of a contact that a person answered "leave out" for."""


def not_a_customer(contact: LedgerContact) -> Reason | None:
    """Xero marks a contact as customer by itself after its first sales invoice (Xero: Contacts)."""
    return None if contact.is_customer else NOT_A_CUSTOMER


def merged_away(contact: LedgerContact) -> Reason | None:
    """A merged contact lives on in another one."""
    if contact.merged_into is None:
        return None
    return Reason(code="merged", facts={"into": contact.merged_into})


def not_active(contact: LedgerContact) -> Reason | None:
    """Only active contacts can stand on documents; a merged one has its own reason."""
    if contact.state is ContactState.ACTIVE or contact.merged_into is not None:
        return None
    if contact.state is ContactState.ERASURE_REQUESTED:
        return ERASURE_REQUESTED
    if contact.state is ContactState.ARCHIVED:
        return ARCHIVED
    return STATUS_UNKNOWN


def no_email(contact: LedgerContact) -> Reason | None:
    """The portal invites people by email."""
    return None if contact.email else NO_EMAIL


def no_first_name(contact: LedgerContact) -> Reason | None:
    """The portal requires a first name."""
    return None if contact.first_name else NO_FIRST_NAME


def no_last_name(contact: LedgerContact) -> Reason | None:
    """The portal requires a last name."""
    return None if contact.last_name else NO_LAST_NAME


RULES: tuple[Rule, ...] = (
    not_a_customer,
    merged_away,
    not_active,
    no_email,
    no_first_name,
    no_last_name,
)


def left_out_reasons(contact: LedgerContact) -> tuple[Reason, ...]:
    """Every reason why a contact does not come over, in the order of the rules; empty: it is eligible."""
    reasons: tuple[Reason, ...] = ()
    for rule in RULES:
        reason = rule(contact)
        if reason is not None:
            reasons += (reason,)
    return reasons
