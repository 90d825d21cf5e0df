"""Scans, requests and answers."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from domain.decision import Answer, AnswerKind
from domain.ids import CompanyId, LedgerContactId, PersonId, RequestId
from domain.request import Request, RequestKind
from domain.scan import Scan, ScanKind


def scan_row(connection_id: str, scan: Scan) -> Mapping[str, Any]:
    """A scan."""
    return {
        "connection_id": connection_id,
        "number": scan.number,
        "kind": scan.kind.value,
        "started_at": scan.started_at,
        "next_page": scan.next_page,
        "since": scan.since,
        "as_of": scan.as_of,
        "read": scan.read,
        "expected": scan.expected,
        "finished_at": scan.finished_at,
        "attempts": scan.attempts,
        "not_before": scan.not_before,
    }


@lru_cache(200)
def scan_of(row: Row[Any]) -> Scan:
    """The scan."""
    return Scan(
        number=row.number,
        kind=ScanKind(row.kind),
        started_at=row.started_at,
        next_page=row.next_page,
        since=row.since,
        as_of=row.as_of,
        read=row.read,
        expected=row.expected,
        finished_at=row.finished_at,
        attempts=row.attempts,
        not_before=row.not_before,
    )


def request_of(row: Row[Any]) -> Request:
    """The request."""
    return Request(id=RequestId(row.id), kind=RequestKind(row.kind), at=row.at, actor=row.actor)


def answer_row(connection_id: str, answer: Answer) -> Mapping[str, Any]:
    """An answer."""
    return {
        "connection_id": connection_id,
        "contact_id": answer.contact_id,
        "kind": answer.kind.value,
        "person_id": answer.person_id,
        "company_id": answer.company_id,
        "first_name": answer.first_name,
        "last_name": answer.last_name,
        "at": answer.at,
        "actor": answer.actor,
    }


def answer_of(row: Row[Any]) -> Answer:
    """The answer."""
    return Answer(
        contact_id=LedgerContactId(row.contact_id),
        kind=AnswerKind(row.kind),
        person_id=PersonId(row.person_id) if row.person_id else None,
        company_id=CompanyId(row.company_id) if row.company_id else None,
        first_name=row.first_name,
        last_name=row.last_name,
        at=row.at,
        actor=row.actor,
    )
