"""Where the published contracts are wrong or silent, and what is so in truth."""

import re
from collections.abc import Iterable

ERRATA = {
    r"xero \w+ /[\w/{}]+ 200: answer\.(Id|Status|ProviderName|DateTimeUTC): not described": (
        "every answer of the accounting API lies in an envelope, which the file's own examples show"
    ),
    r"xero GET /(Contacts|Invoices): header If-Modified-Since: not of format date-time": (
        "Xero wants the time in UTC to the second and without a zone; its file asks for an offset"
    ),
    r"xero GET /Connections 200: answer\[\]\.(created|updated)DateUtc: not of format date-time": (
        "Xero writes 7 digits of a second and no zone, as the file's own example does"
    ),
    r"xero GET /Contacts: no answer 40[01]": (
        "the file names no refusal of a read; the response codes page of Xero does"
    ),
    r"xero PUT /Contacts 400: answer\.Elements\[\]\.(Addresses|Contact(Groups|Persons)|EmailAddress"
    r"|HasValidationErrors|Name|Phones): not described": (
        "Xero echoes the whole element, as the file's own example does; the schema has its ids only"
    ),
    r"xero PUT /Contacts 200: answer\.Contacts\[\]\.(Addresses|Phones)\[\]\.ValidationErrors: not described"
    r"": ("what was refused is echoed with such lists in its parts, as the file's example of a 400 shows"),
    r"xero (PUT|POST) /Payments(/{\w+})? 400: answer\.Elements\[\]\."
    r"(Account|Amount|Date|Has(Account|ValidationErrors)|Invoice|PaymentID|Reference|Status)"
    r": not described": ("Xero echoes the whole element; the schema has no payments among what it can echo"),
    r"xero \w+ /(Invoices(/{\w+})?|CreditNotes/{\w+}|Payments(/{\w+})?) 200: answer\.\w+\[\]"
    r"(\.Invoice|\.CreditNotes\[\])?\.(Due)?DateString: not described": (
        "recorded answers show every day as a text too, as the file's own examples do"
    ),
    r"xero \w+ /(Invoices(/{\w+})?|CreditNotes/{\w+}|Payments(/{\w+})?) 200: answer\.\w+\[\]"
    r"(\.Invoice)?\.LineItems\[\]\.ValidationErrors"
    r": not described": ("recorded answers have the list in every line, as the file's own examples do"),
    r"xero POST /connect/token 200: answer\.scope: not described": (
        "the token endpoint says which scopes it granted; recorded answers show it"
    ),
    r"hubflo \w+ /api/v2/(contacts|companies)(/{id})? 20[01]: "
    r"\.(address|city|email|last_name|phone|postal_code|state|url_linkedin|vat_number): null, shown as .*": (
        "the examples are of well-filled records; what is not known is null, as they show for other fields"
    ),
    r"hubflo GET /api/v2/webhooks/{webhook_target_id}/webhook_deliveries 200: "
    r"\.payload\.data(\.\w+: not shown|: object, shown as text)": (
        "the example has a dummy for a payload; what a real event holds is not published"
    ),
}
"""What the published files get wrong or leave out, and what is so in truth: findings as patterns."""


def explained(finding: str) -> bool:
    """Whether the table of errata has it."""
    return any(re.fullmatch(pattern, finding) for pattern in ERRATA)


def left(findings: Iterable[str]) -> list[str]:
    """Each finding once, without those that are explained."""
    return sorted({finding for finding in findings if not explained(finding)})
