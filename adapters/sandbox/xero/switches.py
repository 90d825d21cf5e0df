"""The facts about Xero that nobody can be sure of, each a named switch: tests run with both positions."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Switches:
    """How this Xero behaves where the published facts are uncertain, contradictory, or differ by plan."""

    daily_limit: int = 5000
    """Calls a day per app and organisation: 5,000 on paid tiers, 1,000 for a Starter app since March 2026."""

    minute_limit: int = 60
    """Calls a minute per app and organisation, in a fixed window."""

    concurrent_limit: int = 5
    """Calls in flight per app and organisation."""

    app_minute_limit: int = 10_000
    """Calls a minute of one app over all its organisations."""

    app_minute_problem: str = "appminute"
    """What `X-Rate-Limit-Problem` says for the app-wide limit: no capture of it is known."""

    day_problem: str = "day"
    """What `X-Rate-Limit-Problem` says for the day: live captures show `day`, older texts `DayLimit`."""

    idempotency_seconds: int = 360
    """How long an Idempotency-Key is remembered: the guide says 6 minutes. 0 switches the memory off."""

    idempotency_caches_errors: bool = True
    """Whether an error is remembered and replayed like a success, as the idempotency guide says."""

    idempotency_store_down: bool = False
    """The guide: while the store of keys is down, requests with a key get status 500."""

    if_modified_since_inclusive: bool = False
    """Whether a record changed exactly at the second of If-Modified-Since is in the answer: undocumented."""

    if_modified_since_strict: bool = False
    """Whether a form other than `yyyy-mm-ddThh:mm:ss` (say a trailing Z) makes Xero ignore the header."""

    not_modified_304: bool = False
    """Whether nothing changed is answered 304 without a body, or 200 with an empty list: undocumented."""

    customer_flag_bumps_updated: bool = False
    """Whether becoming a customer moves UpdatedDateUTC. Documented as no; a client must survive both."""

    name_uniqueness_ignores_case: bool = True
    """Whether names that differ by case alone are the same: documented for searching, likely for creating."""

    name_uniqueness_ignores_accents: bool = False
    """Whether names that differ by accents alone are the same: documented for searching only."""

    names_are_cleaned: bool = True
    """Whether outer and repeated spaces of a name are taken out silently, or the name is refused."""

    unarchive_by_api: bool = True
    """Whether `ContactStatus: ACTIVE` sent through the API restores an archived contact: unverified."""

    customer_from: Literal["DRAFT", "SUBMITTED", "AUTHORISED"] = "DRAFT"
    """From which status on an invoice makes its contact a customer: any is likely, none is documented."""

    customer_flip_emits_contact: bool = False
    """Whether becoming a customer sends a CONTACT event: UpdatedDateUTC does not move, so likely not."""

    submitted_validated_as: Literal["AUTHORISED", "DRAFT"] = "AUTHORISED"
    """Whether an invoice that awaits approval needs all that approval needs, or no more than a draft."""

    date_defaults_to_today: bool = True
    """Whether a missing Date is today in the organisation's zone, or (but for a draft) refused."""

    lock_dates_bind: Literal["all", "approved"] = "all"
    """Whether a lock date stops every invoice, or only those that are in the ledger: undocumented."""

    tax_amount: Literal["accepted", "ignored"] = "accepted"
    """Whether a TaxAmount that is sent replaces Xero's own, as the specification says it may."""

    wrong_total: Literal["refused", "ignored"] = "refused"
    """What becomes of a Total that is not the sum: the specification says ignored, issues show a refusal."""

    finer_prices: Literal["rounded", "refused"] = "rounded"
    """What becomes of a price finer than four places: Xero-Java issue 353 got "Account must be valid."."""

    accounts_on_sales: Literal["any", "income"] = "any"
    """Whether a sales line takes every account but banks and system accounts, or income and liabilities."""

    auto_number_follows_sent: bool = True
    """Whether Xero's own numbers go on from a number that was sent and ends in digits."""

    currency_rate_warns: bool = True
    """Whether an invoice in a foreign currency is answered with a warning about its rate (April 2026)."""

    payment_emits: Literal["INVOICE", "PAYMENT", "nothing"] = "INVOICE"
    """Which event a payment sends: an update of its invoice is widely assumed and nowhere documented."""

    payment_shows_credited: bool = False
    """Whether the invoice within a payment says its AmountCredited: the published examples lack it."""

    payments_list_deleted: bool = True
    """Whether a list of payments holds deleted ones, as a client found that took them for live."""

    webhook_accepts: Literal["2xx", "200"] = "2xx"
    """Which answers count as heard: the pages said 200 and now say 2xx."""

    webhook_delay_seconds: float = 0.0
    """How long after it happened an event goes out at the earliest."""

    webhook_batch: int = 50
    """How many events one delivery carries at most: undocumented."""

    webhook_wrong_signatures: int = 3
    """How many wrongly signed posts an intent to receive has beside the right one; three were seen."""

    webhook_duplicates: bool = False
    """Whether every delivery comes once more after it was heard: at least once is all that is promised."""

    webhook_out_of_order: bool = False
    """Whether events go out one by one, the newest first: order is promised for replays only."""

    webhook_unknown_category: str = ""
    """A category that nobody knows yet, sent beside every INVOICE event."""

    webhook_event_type: Literal["UPPER", "Title"] = "UPPER"
    """How `eventType` is written: live captures show UPDATE, old pages Update."""

    summarize_errors_default: bool = True
    """`summarizeErrors` when it is not sent: the specification says false, the service behaves as true."""

    validation_message_key: Literal["Message", "Description"] = "Message"
    """The key of a sentence in ValidationErrors when summarizeErrors=false: one official example differs."""

    high_volume_rows: int = 100_000
    """Organisations with more contacts than this refuse filters and orders that are not optimised."""

    high_volume_refuses_unfiltered: bool = False
    """Whether such an organisation also refuses a paged list in an optimised order without any filter."""

    authorization_code_seconds: int = 300
    """Life of an authorization code: officially 5 minutes; a community text says 30 seconds."""

    refresh_grace_seconds: int = 1800
    """How long the previous refresh token still works after a rotation: officially 30 minutes."""

    old_refresh_token_reuse: Literal["many", "once"] = "many"
    """How often the previous refresh token works in that time: reported as many times, not documented."""

    reconnect_keeps_auth_event: bool = True
    """Whether an organisation authorised again keeps the authEventId of its first authorisation."""

    invalid_scope_redirects: bool = False
    """Whether a scope that the app may not ask for is told to the app instead of shown on Xero's page."""

    insufficient_scope_challenge: bool = True
    """Whether the 401 for a missing scope carries `WWW-Authenticate`, with Xero's `insufficent_scope`."""

    custom_connection_needs_tenant: bool = False
    """Whether a custom connection must send `Xero-tenant-id`: the specification says yes, the guide no."""
