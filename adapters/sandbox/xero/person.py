"""What only a person can do, in Xero's own screens. Acts on existing records go to the change log."""

from datetime import date, datetime
from typing import Any

from adapters.sandbox.xero.contacts.record import SETTABLE, SHOWN_ONLY, Contact
from adapters.sandbox.xero.logs import Change
from adapters.sandbox.xero.organisations.record import Organisation, Row
from adapters.sandbox.xero.organisations.seeding import check_settings, currency
from adapters.sandbox.xero.organisations.tax_rates import tax_rate
from adapters.sandbox.xero.state import XeroState
from adapters.sandbox.xero.webhooks.events import emit
from adapters.sandbox.xero.wire.moments import MsDate, to_millisecond

_FLAGS = frozenset({"IsCustomer", "IsSupplier"})


def add_contact(
    state: XeroState, tenant_id: str, now: datetime, *, contact_id: str | None = None, **fields: Any
) -> str:
    """A contact with fields by Xero's names, as old books hold them: unvalidated, twins are possible."""
    _check_names(fields)
    known = {name: value for name, value in fields.items() if name not in _FLAGS}
    contact = Contact(
        (contact_id or state.seeds.guid("contact")).lower(),
        {"ContactStatus": "ACTIVE"} | known,
        to_millisecond(now),
        is_customer=bool(fields.get("IsCustomer")),
        is_supplier=bool(fields.get("IsSupplier")),
    )
    state.organisations[tenant_id].contacts.add(contact)
    emit(state, tenant_id, "CONTACT", contact.contact_id, "CREATE", now)
    return contact.contact_id


def edit_contact(state: XeroState, tenant_id: str, contact_id: str, now: datetime, **fields: Any) -> None:
    """Overwrite fields; None empties one. The customer flag has an act of its own."""
    _check_names(fields)
    if fields.keys() & _FLAGS:
        raise ValueError("the customer and supplier flags are not edited: see make_customer")
    _change(state, tenant_id, contact_id, now, {name: value or "" for name, value in fields.items()})


def archive_contact(state: XeroState, tenant_id: str, contact_id: str, now: datetime) -> None:
    """Put the contact away; documents no longer take it."""
    _change(state, tenant_id, contact_id, now, {"ContactStatus": "ARCHIVED"})


def restore_contact(state: XeroState, tenant_id: str, contact_id: str, now: datetime) -> None:
    """Take an archived contact back."""
    _change(state, tenant_id, contact_id, now, {"ContactStatus": "ACTIVE"})


def gdpr_request(state: XeroState, tenant_id: str, contact_id: str, now: datetime) -> None:
    """Mark the contact as someone who asked to be forgotten."""
    _change(state, tenant_id, contact_id, now, {"ContactStatus": "GDPRREQUEST"})


def merge_contacts(state: XeroState, tenant_id: str, contact_id: str, into: str, now: datetime) -> None:
    """The first is archived and points to the second, which inherits its flags and its documents."""
    old, kept = _contact(state, tenant_id, contact_id), _contact(state, tenant_id, into)
    fields = {"ContactStatus": "ARCHIVED", "MergedToContactID": kept.contact_id}
    _change(state, tenant_id, contact_id, now, fields)
    for book in (state.organisations[tenant_id].invoices, state.organisations[tenant_id].credit_notes):
        book.hand_over(old, kept)
    if old.is_customer and not kept.is_customer:
        make_customer(state, tenant_id, into, now)


def make_customer(state: XeroState, tenant_id: str, contact_id: str, now: datetime) -> None:
    """What a first sales invoice does. UpdatedDateUTC stays as it was (Xero: requests and responses)."""
    contact = _contact(state, tenant_id, contact_id)
    before = contact.is_customer
    contact.is_customer = True
    contact.forget()
    if state.switches.customer_flag_bumps_updated:
        state.organisations[tenant_id].contacts.change(contact, {}, to_millisecond(now))
    _log(state, now, tenant_id, "Contact", contact.contact_id, {"IsCustomer": (before, True)})
    if state.switches.customer_flip_emits_contact:
        emit(state, tenant_id, "CONTACT", contact.contact_id, "UPDATE", now)


def disconnect_app(state: XeroState, tenant_id: str, client_id: str, now: datetime) -> None:
    """In Xero under Connected apps: the app finds out by its next 403."""
    for one in state.identity.connections:
        if one.active and (one.client_id, one.tenant_id) == (client_id, tenant_id):
            one.active = False
            _log(state, now, tenant_id, "Connection", one.connection_id, {"active": (True, False)})


def set_lock_dates(
    state: XeroState,
    tenant_id: str,
    now: datetime,
    *,
    period: date | str | None,
    end_of_year: date | str | None,
) -> None:
    """Two dates, each as such or as `YYYY-MM-DD`; None unlocks."""
    edit_organisation(state, tenant_id, now, PeriodLockDate=_day(period), EndOfYearLockDate=_day(end_of_year))


def edit_organisation(state: XeroState, tenant_id: str, now: datetime, **fields: Any) -> None:
    """Change settings by Xero's names, for example Name, PaysTax or Timezone."""
    settings = state.organisations[tenant_id].settings
    differing = _differing(settings, check_settings(settings, fields))
    settings.update(fields)
    _log(state, now, tenant_id, "Organisation", tenant_id, differing)


def edit_account(state: XeroState, tenant_id: str, code: str, now: datetime, **fields: Any) -> None:
    """Change an account, found by its code or, where it has none, by its name."""
    row = _row(state.organisations[tenant_id].accounts, ("Code", "Name"), code)
    differing = _differing(row, fields)
    row.update(fields, UpdatedDateUTC=MsDate(to_millisecond(now)))
    _log(state, now, tenant_id, "Account", row["AccountID"], differing)


def archive_account(state: XeroState, tenant_id: str, code: str, now: datetime) -> None:
    """Put an account away, found as in `edit_account`."""
    edit_account(state, tenant_id, code, now, Status="ARCHIVED")


def restore_account(state: XeroState, tenant_id: str, code: str, now: datetime) -> None:
    """Take an archived account back."""
    edit_account(state, tenant_id, code, now, Status="ACTIVE")


def add_tax_rate(
    state: XeroState, tenant_id: str, *, tax_type: str, name: str, percent: str, use: str = "sale"
) -> None:
    """A rate of the firm's own; `use` is sale, purchase, both or asset."""
    state.organisations[tenant_id].tax_rates.append(tax_rate(tax_type, name, percent, use))


def edit_tax_rate(state: XeroState, tenant_id: str, tax_type: str, now: datetime, **fields: Any) -> None:
    """Change a tax rate by Xero's names; Status DELETED takes it out of use."""
    row = _row(state.organisations[tenant_id].tax_rates, ("TaxType",), tax_type)
    differing = _differing(row, fields)
    row.update(fields)
    _log(state, now, tenant_id, "TaxRate", tax_type, differing)


def add_currency(state: XeroState, tenant_id: str, code: str) -> None:
    """Subscribe to one more currency."""
    organisation = state.organisations[tenant_id]
    if all(row["Code"] != code for row in organisation.currencies):
        organisation.currencies.append(currency(code))


def permit(state: XeroState, tenant_id: str, action: str, now: datetime, *, allowed: bool) -> None:
    """Change what `Organisation/Actions` says, as a plan or a user's role does."""
    actions = _organisation(state, tenant_id).actions
    _log(state, now, tenant_id, "Action", action, {"Status": (actions[action], allowed)})
    actions[action] = allowed


def set_offline(state: XeroState, tenant_id: str, *, offline: bool) -> None:
    """Xero answers 503 for an organisation that is offline."""
    _organisation(state, tenant_id).offline = offline


def _organisation(state: XeroState, tenant_id: str) -> Organisation:
    return state.organisations[tenant_id]


def _contact(state: XeroState, tenant_id: str, contact_id: str) -> Contact:
    contact = state.organisations[tenant_id].contacts.get(contact_id)
    if contact is None:
        raise ValueError(f"no contact {contact_id}")
    return contact


def _change(state: XeroState, tenant_id: str, contact_id: str, now: datetime, fields: dict[str, Any]) -> None:
    contact = _contact(state, tenant_id, contact_id)
    differing = state.organisations[tenant_id].contacts.change(contact, fields, to_millisecond(now))
    _log(state, now, tenant_id, "Contact", contact.contact_id, differing)
    emit(state, tenant_id, "CONTACT", contact.contact_id, "UPDATE", now)


def _day(given: date | str | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def _row(rows: list[Row], keys: tuple[str, ...], wanted: str) -> Row:
    for row in rows:
        if wanted in (row.get(key) for key in keys):
            return row
    raise ValueError(f"no record {wanted}")


def _differing(row: Row, fields: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (row.get(name), value) for name, value in fields.items() if row.get(name) != value}


def _log(
    state: XeroState,
    now: datetime,
    tenant_id: str,
    kind: str,
    record_id: str,
    fields: dict[str, tuple[Any, Any]],
) -> None:
    state.changes.append(
        Change(at=now, tenant_id=tenant_id, kind=kind, record_id=record_id, fields=fields, who="person")
    )


def _check_names(fields: dict[str, Any]) -> None:
    unknown = sorted(fields.keys() - SETTABLE - SHOWN_ONLY - _FLAGS)
    if unknown:
        raise ValueError(f"a contact has no field {', '.join(unknown)}")
