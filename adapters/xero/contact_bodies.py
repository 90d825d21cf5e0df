"""What is sent to create a contact (Xero: Accounting API, Contacts). `PUT` creates and never changes one."""

from collections.abc import Sequence

from adapters.xero.envelopes import envelope, given
from adapters.xero.sendable import LONGEST_CODE, LONGEST_STREET, LONGEST_TEXT, named, sendable, within
from domain.contact import Address
from domain.dispatch import Envelope
from domain.drafts import LedgerContactDraft

_Part = dict[str, str]


def creation(drafts: Sequence[LedgerContactDraft]) -> Envelope:
    """The request for all of them."""
    return envelope("PUT", "Contacts", [_element(draft) for draft in drafts])


def _element(draft: LedgerContactDraft) -> dict[str, str | list[_Part]]:
    """Name and number as they must be; of the rest what Xero can hold."""
    texts = {
        "FirstName": within(draft.first_name, LONGEST_TEXT),
        "LastName": within(draft.last_name, LONGEST_TEXT),
        "EmailAddress": within(draft.email, LONGEST_TEXT),
        "TaxNumber": within(draft.tax_number, LONGEST_CODE),
    }
    lists = {"Phones": _phones(draft.phone), "Addresses": _addresses(draft.address)}
    return {
        "Name": named(draft.name),
        "ContactNumber": sendable(draft.number),
        **given(texts),
        **{name: parts for name, parts in lists.items() if parts},
    }


def _phones(phone: str) -> list[_Part]:
    """The whole number in one piece: where its country and area end is not ours to guess."""
    number = within(phone, LONGEST_CODE)
    return [{"PhoneType": "DEFAULT", "PhoneNumber": number}] if number else []


def _addresses(address: Address) -> list[_Part]:
    """The postal address, which is the one on documents; Xero calls it POBOX."""
    parts = given(
        {
            "AddressLine1": within(address.street, LONGEST_STREET),
            "City": within(address.city, LONGEST_TEXT),
            "Region": within(address.region, LONGEST_TEXT),
            "PostalCode": within(address.postal_code, LONGEST_CODE),
            "Country": within(address.country, LONGEST_CODE),
        }
    )
    return [{"AddressType": "POBOX", **parts}] if parts else []
