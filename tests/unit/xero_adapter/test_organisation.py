"""From Xero's bytes to the organisation of the domain."""

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from xero_python.accounting.models.time_zone import TimeZone

from adapters.xero.organisation import ledger_organisation
from adapters.xero.time_zones import iana_zone
from adapters.xero.wire import ORGANISATIONS
from domain.organisation import LedgerOrganisation
from tests.unit.xero_adapter.around import NOW, TENANT


def read(**fields: Any) -> LedgerOrganisation:
    body = json.dumps({"Organisations": [fields]}).encode()
    return ledger_organisation(ORGANISATIONS.validate_json(body)["Organisations"][0], TENANT)


def test_a_whole_organisation() -> None:
    organisation = read(
        Name="Sid Test",
        CountryCode="NZ",
        BaseCurrency="NZD",
        Timezone="NEWZEALANDSTANDARDTIME",
        PeriodLockDate="/Date(1546214400000+0000)/",
        EndOfYearLockDate="/Date(1514678400000+0000)/",
        IsDemoCompany=True,
        PaysTax=False,
        Addresses=[],
    )

    assert organisation == LedgerOrganisation(
        tenant_id=TENANT,
        name="Sid Test",
        country="NZ",
        base_currency="NZD",
        time_zone="Pacific/Auckland",
        period_lock_date=date(2018, 12, 31),
        year_end_lock_date=date(2017, 12, 31),
        is_demo=True,
        pays_tax=False,
    )


def test_what_is_absent_stays_unknown() -> None:
    organisation = read(Name="Sid Test")

    assert organisation == LedgerOrganisation(tenant_id=TENANT, name="Sid Test")
    assert organisation.pays_tax is None


XEROS_NAMES = sorted(str(zone.value) for zone in TimeZone)


def test_xeros_own_client_names_many_zones() -> None:
    assert len(XEROS_NAMES) > 130


@pytest.mark.parametrize("name", XEROS_NAMES)
def test_every_name_that_xero_has_is_a_zone(name: str) -> None:
    assert ZoneInfo(iana_zone(name)).utcoffset(NOW) is not None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("GMTSTANDARDTIME", "Europe/London"),
        ("ROMANCESTANDARDTIME", "Europe/Paris"),
        ("AUSEASTERNSTANDARDTIME", "Australia/Sydney"),
        ("EASTERNSTANDARDTIME", "America/New_York"),
        ("UTC-02", "Etc/GMT+2"),
        ("E. Australia Standard Time", "Australia/Brisbane"),
    ],
)
def test_a_zone_is_known_in_either_spelling(name: str, zone: str) -> None:
    assert iana_zone(name) == zone


@pytest.mark.parametrize("name", ["", "MARSSTANDARDTIME"])
def test_utc_is_never_guessed(name: str) -> None:
    assert iana_zone(name) == ""
