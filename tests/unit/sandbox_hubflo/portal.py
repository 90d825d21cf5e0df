"""A small client for the tests of Hubflo's stand-in: one organization, one clock."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.sandbox.http import Request, Response
from adapters.sandbox.hubflo import HubfloState, Switches, add_organization, answer

START = datetime(2026, 11, 2, 9, 30, 15, 250_000, tzinfo=UTC)


class Portal:
    """One organization of a fresh Hubflo, and the moment it is there."""

    def __init__(self, **switches: Any) -> None:
        self.state = HubfloState(seed=7, switches=Switches(**switches))
        self.now = START
        self.organization = add_organization(self.state, name="Hartley & Moss", now=START)

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)

    def call(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        query: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """One request with the organization's key, as JSON."""
        pairs = (pair.partition("=") for pair in query.split("&") if pair)
        request = Request(
            method=method,
            path=f"/api/v2/{path}",
            query=tuple((name, value) for name, _, value in pairs),
            headers=headers
            if headers is not None
            else {
                "authorization": f"Bearer {self.organization.api_key}",
                "content-type": "application/json",
            },
            body=b"" if body is None else json.dumps(body).encode(),
        )
        return answer(self.state, request, self.now)

    def get(self, path: str, query: str = "") -> Any:
        """The document at an address; anything but a success fails the test."""
        response = self.call("GET", path, query=query)
        assert response.status == 200, response
        return json.loads(response.body)

    def create(self, path: str, **fields: Any) -> Any:
        """A new record; anything but a success fails the test."""
        response = self.call("POST", path, body=fields)
        assert response.status == 201, response
        return json.loads(response.body)

    def person(self, first_name: str = "Ada", last_name: str = "Moss", **fields: Any) -> Any:
        """A new contact over the API."""
        return self.create("contacts", first_name=first_name, last_name=last_name, **fields)


def error(response: Response) -> tuple[int, str, str]:
    """The three parts of an error body; a body with other keys fails the test."""
    body = json.loads(response.body)
    assert body.keys() == {"status", "title", "message"}
    assert body["status"] == response.status
    return body["status"], body["title"], body["message"]
