"""How answers are written."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.unit.sandbox_xero.firm import Firm, firm, read


def body(made: Firm, path: str = "Contacts") -> str:
    return made.get(path, page="1").body.decode()


@pytest.fixture
def made() -> Firm:
    made = firm()
    made.add(Name="Zoë / Söhne", IsCustomer=True)
    return made


def test_json_is_pretty_printed_with_crlf(made: Firm) -> None:
    text = body(made)
    assert text.startswith('{\r\n  "Id": "')
    assert "\n" not in text.replace("\r\n", "")


def test_dates_are_milliseconds_with_escaped_slashes(made: Firm) -> None:
    assert r'"UpdatedDateUTC": "\/Date(1795165200000+0000)\/"' in body(made)


def test_the_time_of_the_envelope_has_no_offset(made: Firm) -> None:
    assert re.search(r'"DateTimeUTC": "\\/Date\(\d+\)\\/"', body(made))


def test_letters_and_other_slashes_are_written_as_they_are(made: Firm) -> None:
    assert '"Name": "Zoë / Söhne"' in body(made)


def test_amounts_keep_their_trailing_zeros(made: Firm) -> None:
    assert '"Outstanding": 0.00' in body(made)
    assert '"EffectiveRate": 20.0000' in body(made, "TaxRates")


def test_empty_arrays_stand_on_one_line(made: Firm) -> None:
    assert '"ContactPersons": []' in body(made)


def test_the_envelope_names_status_and_app(made: Firm) -> None:
    answer = read(made.get("Contacts", page="1"))
    assert list(answer) == ["Id", "Status", "ProviderName", "DateTimeUTC", "pagination", "Contacts"]
    assert (answer["Status"], answer["ProviderName"]) == ("OK", made.app.name)


def test_the_correlation_id_is_the_id_of_the_envelope(made: Firm) -> None:
    answer = made.get("Contacts", page="1")
    assert answer.headers["Xero-Correlation-Id"] == read(answer)["Id"]


def test_two_answers_have_two_ids(made: Firm) -> None:
    assert read(made.get("Contacts"))["Id"] != read(made.get("Contacts"))["Id"]


def test_the_date_header_is_xeros_own_clock(made: Firm) -> None:
    assert made.get("Contacts").headers["Date"] == "Fri, 20 Nov 2026 09:00:00 GMT"


@pytest.mark.parametrize("accept", [None, "*/*", "text/xml"])
def test_without_json_in_accept_the_answer_is_xml_that_claims_utf16(made: Firm, accept: str | None) -> None:
    answer = made.get("Contacts", {"accept": accept}, page="1")
    assert answer.headers["Content-Type"].startswith("text/xml")
    head, _, rest = answer.body.decode("utf-8").partition("\r\n")
    assert 'encoding="utf-16"' in head
    assert [one.text for one in ET.fromstring(rest).iter("Name")] == ["Zoë / Söhne"]


def test_an_error_as_xml_is_an_api_exception(made: Firm) -> None:
    answer = made.get("Contacts", {"accept": "*/*"}, where="Nope==1")
    assert "<ApiException " in answer.body.decode()
    assert "<ErrorNumber>16</ErrorNumber>" in answer.body.decode()


def test_a_gateway_error_is_json_even_without_accept(made: Firm) -> None:
    answer = made.get("Contacts", {"accept": "*/*", "xero-tenant-id": None})
    assert read(answer)["Title"] == "Forbidden"
