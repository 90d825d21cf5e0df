"""Addresses with lists in them."""

import httpx

from adapters.xero.query import LONGEST_QUERY, addressed, length_of, listed


def test_commas_leave_as_they_are_and_the_rest_escaped() -> None:
    address = addressed("/Invoices", {"IDs": listed(["a", "b"]), "where": 'Type=="ACCREC"', "page": "1"})

    assert address == "/Invoices?IDs=a,b&where=Type%3D%3D%22ACCREC%22&page=1"
    assert str(httpx.URL(f"https://api.xero.com{address}")).endswith(address)


def test_without_a_query_the_path_stays_alone() -> None:
    assert addressed("/Organisation", {}) == "/Organisation"


def test_a_length_is_that_of_the_address() -> None:
    value = 'é, "x"'

    assert length_of(value) == len(addressed("", {"q": value})) - len("?q=")


def test_fifty_ids_fit() -> None:
    ids = listed(["d4956132-ed94-4dd7-9eaa-aa22dfdf06f2"] * 50)
    query = {"IDs": ids, "page": "1", "pageSize": "1000", "includeArchived": "true", "unitdp": "4"}

    assert len(addressed("", query)) < LONGEST_QUERY
