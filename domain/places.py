"""Where a customer is, as the tax office sees it: from free texts, so it may not be known.

Countries of the European Union as of 2020 (Treaty on European Union, after the withdrawal of the United
Kingdom). Both services keep a country as free text (Hubflo: API reference, companies; Xero: Accounting API,
contacts).
"""

from domain.tax import Place
from domain.text import fold

_NAMES = {
    "at": "austria osterreich",
    "be": "belgium belgique belgie",
    "bg": "bulgaria",
    "hr": "croatia hrvatska",
    "cy": "cyprus",
    "cz": "czechia",
    "dk": "denmark danmark",
    "ee": "estonia",
    "fi": "finland suomi",
    "fr": "france",
    "de": "germany deutschland allemagne",
    "gr": "greece el",
    "hu": "hungary",
    "ie": "ireland eire",
    "it": "italy italia italie",
    "lv": "latvia",
    "lt": "lithuania",
    "lu": "luxembourg luxemburg",
    "mt": "malta",
    "nl": "netherlands nederland holland",
    "pl": "poland polska",
    "pt": "portugal",
    "ro": "romania",
    "sk": "slovakia",
    "si": "slovenia",
    "es": "spain espana espagne",
    "se": "sweden sverige",
    "gb": "uk england scotland wales",
    "us": "usa america",
    "au": "australia",
    "nz": "aotearoa",
    "ca": "canada",
    "ch": "switzerland schweiz suisse",
    "no": "norway norge",
    "sg": "singapore",
    "za": "rsa",
    "hk": "hongkong",
    "jp": "japan",
    "in": "india",
}
_LONG = {
    "united kingdom": "gb",
    "great britain": "gb",
    "northern ireland": "gb",
    "united states": "us",
    "united states of america": "us",
    "new zealand": "nz",
    "czech republic": "cz",
    "the netherlands": "nl",
    "pays bas": "nl",
    "south africa": "za",
    "hong kong": "hk",
    "royaume uni": "gb",
    "etats unis": "us",
}
_UNION = frozenset(
    "at be bg hr cy cz dk ee fi fr de gr hu ie it lv lt lu mt nl pl pt ro sk si es se".split()  # noqa: SIM905
)
_CODES = {word: code for code, words in _NAMES.items() for word in (code, *words.split())} | _LONG


def country_code(text: str) -> str:
    """The code of a country that somebody wrote in whatever way, '' if it is not surely one (ISO 3166-1)."""
    return _CODES.get(fold(text), "")


def place_of(home: str, country: str, tax_number: str) -> Place:
    """Where a customer is, seen from `home` (an ISO code, as the ledger gives its organisation's).

    In the union with a tax number is a place of its own only for a home in the union.
    """
    code, ours = country_code(country), country_code(home)
    if not code or not ours:
        return Place.UNKNOWN
    if code == ours:
        return Place.HOME
    if ours in _UNION and code in _UNION and tax_number.strip():
        return Place.UNION_WITH_NUMBER
    return Place.ABROAD
