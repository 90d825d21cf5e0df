"""Contacts in Xero that stay there: every reason alone, and several at once."""

from adapters.sandbox.seeds.rows import LedgerRow

NOT_CUSTOMER = "not a customer"
ARCHIVED = "archived"
GDPR = "gdpr request"
MERGED = "merged"
NO_EMAIL = "no email"
NO_FIRST = "no first name"
NO_LAST = "no last name"


def _out(
    label: str, name: str, first: str | None, last: str | None, email: str | None, *reasons: str
) -> LedgerRow:
    return LedgerRow(
        label=label,
        name=name,
        first=first,
        last=last,
        email=email,
        expected="left out",
        customer=NOT_CUSTOMER not in reasons,
        supplier=label.startswith("supplier"),
        status="GDPRREQUEST" if GDPR in reasons else "ARCHIVED" if ARCHIVED in reasons else "ACTIVE",
        merged_into="company" if MERGED in reasons else None,
        reasons=reasons,
    )


LEFT_OUT: tuple[LedgerRow, ...] = (
    _out("not-customer", "Tilly Vance", "Tilly", "Vance", "tilly@vance.example", NOT_CUSTOMER),
    _out("not-customer-2", "Larkspur Events Ltd", "Ned", "Lark", "ned@larkspur.example", NOT_CUSTOMER),
    _out("supplier", "Inkwell Stationers", "Pam", "Well", "pam@inkwell.example", NOT_CUSTOMER),
    _out("supplier-2", "Moorland Broadband Ltd", "Ray", "Moor", "billing@moorland.example", NOT_CUSTOMER),
    _out("supplier-no-person", "Cobalt Cloud Hosting", None, None, "invoices@cobalt.example",
         NOT_CUSTOMER, NO_FIRST, NO_LAST),
    _out("supplier-bare", "Parking at the Station", None, None, None, NOT_CUSTOMER, NO_EMAIL, NO_FIRST,
         NO_LAST),
    _out("archived", "Former Client Ltd", "Joy", "Former", "joy@former.example", ARCHIVED),
    _out("archived-same-name", "John Martin", "John", "Martin", "john.martin@old.example", ARCHIVED),
    _out("gdpr", "Wren Ashby", "Wren", "Ashby", "wren@ashby.example", GDPR),
    _out("merged", "Brightwater Surveying", "Owen", "Price", "owen.price@brightwater.example", ARCHIVED,
         MERGED),
    _out("no-email", "Nora Field", "Nora", "Field", None, NO_EMAIL),
    _out("empty-email", "Otis Brook", "Otis", "Brook", "", NO_EMAIL),
    _out("blank-email", "Pearl Dale", "Pearl", "Dale", "   ", NO_EMAIL),
    _out("no-first-name", "Rooke Architects", None, "Rooke", "studio@rooke.example", NO_FIRST),
    _out("blank-first-name", "Sable Films", " ", "Sable", "hello@sable.example", NO_FIRST),
    _out("no-last-name", "Tess at the Bakery", "Tess", None, "tess@bakery.example", NO_LAST),
    _out("no-names", "Tidewater Parish Council", None, None, "clerk@tidewater.example", NO_FIRST, NO_LAST),
    _out("bare-customer", "Cash sales", None, None, None, NO_EMAIL, NO_FIRST, NO_LAST),
    _out("archived-bare", "Old Website Enquiry", None, None, "", NOT_CUSTOMER, ARCHIVED, NO_EMAIL,
         NO_FIRST, NO_LAST),
    _out("gdpr-no-email", "Removed Person", "Removed", None, None, GDPR, NO_EMAIL, NO_LAST),
)  # fmt: skip
