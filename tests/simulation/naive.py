"""The algorithm that most of us would write first, played through the same stories.

Ask Hubflo what is issued; for each invoice that is not saved as sent: find or make its contact, send it,
save that it was sent. A request that goes wrong is tried again. It is here to be compared with.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import httpx

from tests.simulation.play import Play
from tests.simulation.stage import Stage
from tests.simulation.story import Act, Issue, Stop, Story
from tests.simulation.watching import GONE
from tests.support.house import HUBFLO, XERO, House
from tests.support.points import Points

EVERY_SECONDS = 60.0
TRIES = 3
AFTERWARDS_SECONDS = 1800.0
_SAVED = "naive.save"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the naive algorithm made of a story."""

    twice: int
    """Invoices with more than one document in Xero that is not deleted or voided."""
    never: int
    """Invoices without any, that nobody cancelled or deleted."""
    contacts_twice: int
    stories: int = 0
    """Stories that ended with any of that."""

    def __add__(self, other: "Compared") -> "Compared":
        """Both together."""
        return Compared(
            twice=self.twice + other.twice,
            never=self.never + other.never,
            contacts_twice=self.contacts_twice + other.contacts_twice,
            stories=self.stories + other.stories,
        )


NOTHING = Compared(twice=0, never=0, contacts_twice=0)


class _Gone(Exception):
    """Given up for this time."""


class Naive:
    """One process of it. `saved` is what it keeps on disk."""

    def __init__(self, house: House, stage: Stage, saved: dict[str, str], points: Points) -> None:
        """It talks over the lines of the house, with a token that was got for it."""
        connection = house.container.storage().connections.all()[0]
        self._token = house.container.xero().tokens.token(connection.grant_id)
        self._tenant = stage.firm.tenant_id
        self._key = stage.firm.api_key
        self._saved, self._points = saved, points
        xero, hubflo = house.container.xero_wire(), house.container.hubflo_network()
        self._xero = httpx.Client(transport=xero, timeout=60)
        self._hubflo = httpx.Client(transport=hubflo, timeout=60)

    def sync(self) -> None:
        """Everything that is issued and not saved."""
        try:
            listed = self._portal("/invoices", status="issued", per_page="100")
        except _Gone:
            return
        for row in listed:
            if row["id"] not in self._saved:
                try:
                    self._send(row)
                except _Gone:
                    continue

    def _send(self, row: Mapping[str, Any]) -> None:
        lines = self._portal(f"/invoices/{row['id']}/line-items")
        person = self._portal(f"/contacts/{row['recipient_id']}")
        contact_id = self._contact(person)
        made = self._ledger(
            "PUT",
            "/Invoices",
            {
                "Invoices": [
                    {
                        "Type": "ACCREC",
                        "Status": "SUBMITTED",
                        "Contact": {"ContactID": contact_id},
                        "Reference": row["title"],
                        "Date": "2026-03-02",
                        "DueDate": "2036-03-02",
                        "LineItems": [_line(line) for line in lines],
                    }
                ]
            },
        )
        self._save(row["id"], made["Invoices"][0]["InvoiceID"])

    def _contact(self, person: Mapping[str, Any]) -> str:
        known = self._saved.get(person["id"])
        if known is not None:
            return known
        where = f'EmailAddress=="{person["email"]}"'
        found = self._ledger("GET", "/Contacts", params={"where": where})["Contacts"]
        if not found:
            body = {"Contacts": [{"Name": person["full_name"], "EmailAddress": person["email"]}]}
            found = self._ledger("PUT", "/Contacts", body)["Contacts"]
        self._save(person["id"], found[0]["ContactID"])
        return str(found[0]["ContactID"])

    def _save(self, what: str, remote_id: str) -> None:
        self._points.pass_by(f"before commit of {_SAVED}")
        self._saved[what] = remote_id
        self._points.pass_by(f"after commit of {_SAVED}")

    def _ledger(
        self, method: str, path: str, body: Any = None, params: Mapping[str, str] | None = None
    ) -> Any:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Xero-tenant-id": self._tenant,
            "Accept": "application/json",
        }
        address = f"{XERO}/api.xro/2.0{path}"
        return self._tried(
            self._xero, httpx.Request(method, address, headers=headers, json=body, params=params)
        )

    def _portal(self, path: str, **query: str) -> Any:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        return self._tried(
            self._hubflo, httpx.Request("GET", f"{HUBFLO}/api/v2{path}", headers=headers, params=query)
        )

    def _tried(self, line: httpx.Client, request: httpx.Request) -> Any:
        for _ in range(TRIES):
            try:
                answer = line.send(request)
                if answer.status_code < 300:
                    return answer.json()
            except (httpx.TransportError, ValueError):
                continue
        raise _Gone


class _NaivePlay(Play):
    """The same story, with the naive algorithm in the place of our clerk."""

    saved: dict[str, str]
    polled_at: datetime | None = None

    def compared(self) -> Compared:
        """Play it, and count."""
        self.saved = {}
        self._run(None)
        stage, world = self._stage, self._world
        documents = Counter(
            str(one.fields.get("Reference") or "")
            for one in world.xero.organisations[stage.firm.tenant_id].invoices
            if one.status not in GONE
        )
        emails = Counter(
            str(one.fields.get("EmailAddress") or "")
            for one in world.xero.organisations[stage.firm.tenant_id].contacts
        )
        issued = [beat.what.title for beat in self._story.beats if isinstance(beat.what, Issue)]
        wanted = {
            beat.what.title
            for beat in self._story.beats
            if isinstance(beat.what, Act) and beat.what.name in ("delete", "void", "cancel in Hubflo")
        }
        twice = sum(documents[title] > 1 for title in issued)
        never = sum(not documents[title] and title not in wanted for title in issued)
        contacts_twice = sum(count > 1 for email, count in emails.items() if email)
        return Compared(
            twice=twice,
            never=never,
            contacts_twice=contacts_twice,
            stories=int(bool(twice or never or contacts_twice)),
        )

    def _live(self, house: House, until: float | None) -> None:
        process = Naive(house, self._stage, self.saved, self._points)
        while until is None or self._clock.monotonic() < until:
            self._happen(house)
            now = self._clock.now()
            ended = self._faults_ended_at
            if ended is not None and (now - ended).total_seconds() > AFTERWARDS_SECONDS:
                return
            if self.polled_at is None or (now - self.polled_at).total_seconds() >= EVERY_SECONDS:
                self.polled_at = now
                process.sync()
            else:
                self._clock.advance(1.0)
                self._world.tick()


def compare(stage: Stage, story: Story) -> Compared:
    """Play a story with the naive algorithm. It saves where ours commits."""
    beats = tuple(replace(beat, what=_moved(beat.what)) for beat in story.beats)
    stage.begin(story)
    return _NaivePlay(stage, replace(story, beats=beats)).compared()


def _moved(what: Any) -> Any:
    if isinstance(what, Stop) and " commit of " in what.point:
        return replace(what, point=f"{what.point.partition(' of ')[0]} of {_SAVED}")
    return what


def _line(line: Mapping[str, Any]) -> dict[str, Any]:
    rates = {"20": "OUTPUT2", "5": "RROUTPUT", "0": "ZERORATEDOUTPUT"}
    return {
        "Description": line["title"],
        "Quantity": str(line["quantity"]),
        "UnitAmount": str(line["unit_price_excluding_tax"]),
        "AccountCode": "200",
        "TaxType": rates.get(f"{float(line['vat']):g}", "NONE"),
    }
