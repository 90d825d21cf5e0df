"""One contact as Xero keeps and shows it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from adapters.sandbox.xero.wire.json_text import Kept, Shared
from adapters.sandbox.xero.wire.moments import MsDate

TEXTS = (
    "ContactNumber",
    "AccountNumber",
    "ContactStatus",
    "Name",
    "FirstName",
    "LastName",
    "CompanyNumber",
    "EmailAddress",
    "BankAccountDetails",
    "TaxNumber",
    "TaxNumberType",
    "AccountsReceivableTaxType",
    "AccountsPayableTaxType",
    "DefaultCurrency",
    "XeroNetworkKey",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
)
"""The scalar fields that can be set, in the order in which Xero shows them."""

ARRAYS = ("ContactPersons", "Phones", "Addresses")
"""What is replaced whole when it is sent (xero-node issue 306)."""

SETTABLE = frozenset({*TEXTS, *ARRAYS, "PaymentTerms"})
SHOWN_ONLY = frozenset(
    {"MergedToContactID", "Website", "Discount", "Balances", "ContactGroups", "HasAttachments"}
)

_PAGED_ONLY = (
    "MergedToContactID",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
    "ContactPersons",
    "PaymentTerms",
    "Balances",
    "Website",
    "Discount",
)
_COMPUTED = ("IsSupplier", "IsCustomer", "Balances", "HasAttachments")

_PHONE_TYPES = ("DDI", "DEFAULT", "FAX", "MOBILE")
_ADDRESS_TYPES = ("STREET", "POBOX")
_ADDRESS_LINES = ("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4")
_PLACE = ("City", "Region", "PostalCode", "Country")
_NOTHING = {"Outstanding": Decimal("0.00"), "Overdue": Decimal("0.00")}
_NO_BALANCES = Shared({"AccountsReceivable": _NOTHING, "AccountsPayable": _NOTHING})

Parts = list[dict[str, Any]]


class Contact(Kept):
    """A contact: what it was given by name of the field, and what Xero works out itself."""

    __slots__ = ("contact_id", "fields", "is_customer", "is_supplier", "updated")

    def __init__(
        self,
        contact_id: str,
        fields: dict[str, Any],
        updated: datetime,
        *,
        is_customer: bool = False,
        is_supplier: bool = False,
    ) -> None:
        super().__init__()
        self.contact_id = contact_id
        self.fields = fields
        self.updated = updated
        self.is_customer = is_customer
        self.is_supplier = is_supplier

    @property
    def name(self) -> str:
        return str(self.fields.get("Name") or "")

    @property
    def archived(self) -> bool:
        return bool(self.fields["ContactStatus"] == "ARCHIVED")

    def value(self, name: str) -> Any:
        """A field for filtering and ordering; nothing and an empty text are both None."""
        match name:
            case "ContactID":
                return self.contact_id
            case "UpdatedDateUTC":
                return self.updated
            case "IsCustomer":
                return self.is_customer
            case "IsSupplier":
                return self.is_supplier
            case _:
                return self.fields.get(name) or None

    def wire(self) -> dict[str, Any]:
        """All fields, as a paged list or a single read shows them; absent ones have no key."""
        fields = self.fields
        shown: dict[str, Any] = {"ContactID": self.contact_id}
        if "MergedToContactID" in fields:
            shown["MergedToContactID"] = fields["MergedToContactID"]
        for name in TEXTS:
            if name in fields:
                shown[name] = fields[name]
        shown.setdefault("EmailAddress", "")
        shown.setdefault("BankAccountDetails", "")
        if "Website" in fields:
            shown["Website"] = fields["Website"]
        shown["Addresses"] = address_blocks(fields.get("Addresses"))
        shown["Phones"] = phone_blocks(fields.get("Phones"))
        shown["UpdatedDateUTC"] = MsDate(self.updated)
        shown["ContactGroups"] = fields.get("ContactGroups", [])
        shown["IsSupplier"] = self.is_supplier
        shown["IsCustomer"] = self.is_customer
        for name in ("PaymentTerms", "Discount"):
            if name in fields:
                shown[name] = fields[name]
        if self.is_customer or self.is_supplier:
            shown["Balances"] = fields.get("Balances", _NO_BALANCES)
        shown["SalesTrackingCategories"] = []
        shown["PurchasesTrackingCategories"] = []
        shown["ContactPersons"] = fields.get("ContactPersons", [])
        shown["HasAttachments"] = fields.get("HasAttachments", False)
        shown["HasValidationErrors"] = False
        return shown

    def unpaged(self) -> dict[str, Any]:
        """The subset that a list without paging shows (Xero: contacts, paging)."""
        return _without(self.wire(), _PAGED_ONLY)

    def summary(self) -> dict[str, Any]:
        """What `summaryOnly=true` leaves: nothing that must be computed, so no customer flag."""
        return _without(self.wire(), _COMPUTED)


def address_blocks(given: Parts | None) -> Any:
    """Both address types always, empty places as empty texts, and lines only if there are any."""
    if not given:
        return NO_ADDRESSES
    blocks = []
    for kind in _ADDRESS_TYPES:
        part = next((one for one in given if one.get("AddressType") == kind), {})
        block = {"AddressType": kind}
        block |= {line: part[line] for line in _ADDRESS_LINES if part.get(line)}
        block |= {place: part.get(place) or "" for place in _PLACE}
        if part.get("AttentionTo"):
            block["AttentionTo"] = part["AttentionTo"]
        blocks.append(block)
    return blocks


def phone_blocks(given: Parts | None) -> Any:
    """All four phone types always."""
    if not given:
        return NO_PHONES
    blocks = []
    for kind in _PHONE_TYPES:
        part = next((one for one in given if one.get("PhoneType") == kind), {})
        numbers = {
            name: part.get(name) or "" for name in ("PhoneNumber", "PhoneAreaCode", "PhoneCountryCode")
        }
        blocks.append({"PhoneType": kind} | numbers)
    return blocks


def _without(shown: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in shown.items() if name not in names}


NO_ADDRESSES = Shared(address_blocks([{}]))
NO_PHONES = Shared(phone_blocks([{}]))
