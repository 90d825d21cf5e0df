"""What Hubflo's public pages leave open, each as a named position that a test may turn."""

from dataclasses import dataclass
from typing import Literal

Match = Literal["exact", "case-insensitive", "substring"]
Rounding = Literal["line half up", "line half even", "rate", "none"]
PayloadShape = Literal["data.id", "id", "invoice.id", "invoice_id", "none", "dummy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """One position per uncertain fact; the defaults are what the examples make likeliest."""

    numbers: Literal["number", "string"] = "number"
    """Decimals as JSON numbers, or as numeric strings as the default VAT of the invoicing profile is."""

    email_filter: Match = "exact"
    """How `email` selects contacts and members; the reference says "filter by email" and no more."""

    name_filter: Match = "exact"
    """How `name` selects companies; the reference says "filter by name" and no more."""

    blank_filter: Literal["ignored", "applied"] = "ignored"
    """Whether `email=` with nothing behind it selects everything, or only what has no email."""

    next_page_header: Literal["absent", "empty"] = "absent"
    """How a null `X-Next-Page` or `X-Prev-Page` is sent; the reference calls both nullable."""

    oversized_page: Literal["clamped", "refused"] = "clamped"
    """What happens to a `per_page` over the documented maximum of 100."""

    rate_limit_per_minute: int = 1000
    """Documented calls a minute; smaller only to keep a test short."""

    rate_block_seconds: int = 60
    """Documented: over the limit the organization is "blocked for one minute"."""

    rate_window: Literal["fixed", "sliding"] = "fixed"
    """Whether the minute begins with the first call after the last one ended, or moves with every call."""

    default_contact_type: str | None = "prospect"
    """The `contact_type` of a contact created without one; `prospect` in every example."""

    default_priority: str | None = "low"
    """The `priority` of a contact created without one; `low` in most examples."""

    names_required: Literal["both", "either"] = "both"
    """Both names on create and on update, as the schemas demand, or only a full name that is not blank."""

    email_unique: bool = False
    """Whether a second contact with an email (whatever its case) is refused; nothing says so."""

    email_checked: bool = True
    """Whether an email that is no address is refused; the schema gives it the format `email`."""

    email_stored: Literal["as sent", "lower case"] = "as sent"
    """Whether an email comes back in the case in which it was sent."""

    company_name: Literal["finds", "creates"] = "finds"
    """Whether `company_name` in a contact's body looks for a company first, or always makes a new one."""

    company_name_match: Literal["exact", "case-insensitive"] = "exact"
    """How `company_name` in a contact's body finds a company, if it looks for one."""

    unknown_link: Literal["refused", "ignored"] = "refused"
    """What becomes of a link (company, owner, user, contact, parent) that the organization does not have."""

    rounding: Rounding = "line half up"
    """How amounts are cut to cents: line by line, tax once per rate, or not at all. No page says so."""

    rate_lines: Literal["rounded", "unrounded"] = "rounded"
    """With tax once per rate: whether a line's own total with tax is cut to cents all the same."""

    net_total: Literal["with tax", "without tax"] = "with tax"
    """What `net_total` holds: all examples with lines show the amount with tax, no text says so."""

    quantity_places: int = 4
    """Decimal places that a quantity keeps; the schema says whole numbers, a message allows 0.1."""

    price_places: int = 6
    """Decimal places that a price keeps; the schema says whole numbers, the twin of proposals text."""

    minus: Literal["totals", "price", "quantity"] = "totals"
    """Where a discount, or a line of a credit note, is negative beside its totals. Nothing is shown."""

    deposits: Literal["added", "deducted"] = "added"
    """Whether a line of kind `deposit` counts for the invoice or against it."""

    subtotals: Literal["sums", "zeros"] = "sums"
    """What the totals of a subtotal row show; it carries no money either way."""

    section_titles: Literal["zero lines", "absent"] = "zero lines"
    """How a section title of the screens appears among the line items: not documented."""

    overdue_status: Literal["issued", "overdue"] = "issued"
    """Whether overdue is a status of its own; only an event and a list in the portal are documented."""

    cancelled_word: Literal["cancelled", "canceled"] = "cancelled"
    """The status of a cancelled invoice: no page shows the word."""

    credit_note_parent: bool = True
    """Whether a credit note names the invoice that it credits in `parent_invoice_id`."""

    copies_keep_accounting_id: bool = False
    """Whether a duplicate also takes over the `accounting_id` of its original."""

    imported_date: Literal["issued_at", "custom_issued_at"] = "issued_at"
    """Where the date of an invoice that was imported from another tool stands."""

    stripe_connected: bool = False
    """Whether Stripe is connected: new invoices then have `use_stripe_as_payment_method` by default."""

    stripe_paid_amount: Literal["present", "null"] = "present"
    """What `paid_amount` shows after a payment by Stripe: no page says so."""

    stripe_method: Literal["bank_card", "null"] = "bank_card"
    """What `payment_method_used` shows after a payment by Stripe: no page says so."""

    paid_event: Literal["each", "first"] = "each"
    """Whether `invoice_paid` is sent for each partial payment or for the first one alone."""

    webhook_payload: PayloadShape = "data.id"
    """Where an event's body has the record or its id. Only a dummy is documented."""

    webhook_zone: str = "Europe/Paris"
    """The zone of `webhook_delivery_created_at`; the example of July shows +02:00."""

    webhook_delay_seconds: float = 0.0
    """How long after the event the first attempt goes out."""

    webhook_order: Literal["oldest first", "newest first", "shuffled"] = "oldest first"
    """In which order those go out that are due together; none is promised."""

    webhook_duplicates: Literal["none", "same id", "new id"] = "none"
    """Whether each event comes twice, and whether as the same delivery; at least once is documented."""

    webhook_lost_every: int = 0
    """Each n-th delivery is never sent; 0 loses none."""

    webhook_lost_is_listed: bool = True
    """Whether a lost delivery stands in the list of deliveries, as pending, or nowhere."""

    webhook_bad_signature_every: int = 0
    """Each n-th delivery is signed with another secret; 0 signs all of them right."""

    webhook_retry_seconds: tuple[float, ...] = ()
    """How long after each failed attempt the next one follows; none is promised."""

    webhook_patience_seconds: float = 10.0
    """After how long without an answer an attempt has failed."""

    webhook_gives_up_after: int = 0
    """After so many failed attempts in a row a webhook is inactive; 0 never."""

    webhook_states: Literal["move", "stay pending"] = "move"
    """Whether `state` of a delivery leaves `pending`, the only word that the examples show."""


DEFAULTS = Switches()
"""Every switch in its likeliest position."""
