"""Plausible British addresses and phone numbers; the numbers are those set aside for film and radio."""

from typing import Any

_STREETS = (
    "High Street",
    "Station Road",
    "Mill Lane",
    "Church Walk",
    "Victoria Terrace",
    "Quay Side",
    "Park View",
)
_TOWNS = (
    ("Leeds", "West Yorkshire", "LS1 4DY", "0113", "496"),
    ("Manchester", "Greater Manchester", "M2 5DB", "0161", "496"),
    ("Bristol", "Avon", "BS1 6QH", "0117", "496"),
    ("London", "", "EC1A 1BB", "020", "7946"),
    ("Cardiff", "South Glamorgan", "CF10 1EP", "029", "2018"),
    ("Edinburgh", "Midlothian", "EH1 1YZ", "0131", "496"),
)


def ledger_place(number: int) -> dict[str, Any]:
    """Address and phones of the number-th contact in Xero's form; every fifth has none."""
    if number % 5 == 4:
        return {}
    town, region, code, area, exchange = _TOWNS[number % len(_TOWNS)]
    address = {
        "AddressType": "POBOX",
        "AddressLine1": f"{number % 90 + 1} {_STREETS[number % len(_STREETS)]}",
        "City": town,
        "Region": region,
        "PostalCode": code,
        "Country": "United Kingdom",
    }
    phones = [
        {
            "PhoneType": "DEFAULT",
            "PhoneCountryCode": "44",
            "PhoneAreaCode": area,
            "PhoneNumber": f"{exchange} 0{number % 1000:03}",
        }
    ]
    if number % 3 == 0:
        phones.append({"PhoneType": "MOBILE", "PhoneNumber": f"07700 900{number % 1000:03}"})
    return {"Addresses": [address], "Phones": phones}


def portal_place(number: int) -> dict[str, Any]:
    """Address of the number-th company or contact in Hubflo's form; every third has none."""
    if number % 3 == 2:
        return {}
    town, region, code, _, _ = _TOWNS[number % len(_TOWNS)]
    street = f"{number % 90 + 1} {_STREETS[number % len(_STREETS)]}"
    return {"address": street, "postal_code": code, "city": town, "state": region or None, "country": "UK"}
