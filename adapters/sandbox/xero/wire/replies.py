"""What a handler answers, before it is written as JSON or XML."""

from dataclasses import dataclass, field
from typing import Any

from adapters.sandbox.http import Response
from adapters.sandbox.xero.wire import json_text, xml_text

NOT_FOUND = "The resource you're looking for cannot be found"
UNHANDLED = "An unhandled error with the Xero API occurred. Contact the Xero API team if problems persist."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A status with a payload (written in the format asked for) or with a finished text."""

    status: int
    payload: dict[str, Any] | None = None
    root: str = "Response"
    text: str = ""
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)

    def response(self, *, as_json: bool) -> Response:
        if self.payload is None:
            content = {"Content-Type": self.content_type} if self.text else {}
            return Response(status=self.status, headers={**content, **self.headers}, body=self.text.encode())
        if as_json:
            body, content_type = json_text.dump(self.payload), "application/json; charset=utf-8"
        else:
            body, content_type = xml_text.dump(self.root, self.payload), "text/xml; charset=utf-8"
        return Response(status=self.status, headers={"Content-Type": content_type, **self.headers}, body=body)


class Refused(Exception):
    """The request cannot be handled: answered with `reply`."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def api_exception(
    status: int, number: int, kind: str, message: str, elements: list[Any] | None = None
) -> Reply:
    """The shape that the accounting API gives its own refusals."""
    payload: dict[str, Any] = {"ErrorNumber": number, "Type": kind, "Message": message}
    if elements is not None:
        payload["Elements"] = elements
    return Reply(status=status, payload=payload, root="ApiException")


def post_data_invalid(detail: str) -> Reply:
    """A body that cannot be read (number and beginning of the sentence: xero-php-oauth2 issue 205)."""
    return api_exception(
        400, 14, "PostDataInvalidException", f"JSON request body could not be read, {detail}"
    )


def query_parse(message: str) -> Reply:
    """A `where` or `order` that cannot be read (number and sentences: xeroizer issues 160 and 454)."""
    return api_exception(400, 16, "QueryParseException", message)


def high_volume(resource: str) -> Reply:
    """More than 100,000 rows would have to be looked at (Xero: high volume thresholds, September 2024)."""
    message = (
        f"Your request is not filtering {resource} efficiently. "
        "Use optimised filters, an optimised order and paging to reduce the number of records."
    )
    return api_exception(400, 51, "HighVolumeException", message)


def not_implemented() -> Reply:
    return api_exception(
        501, 20, "ApiMethodNotImplementedException", "The Api Method called is not implemented"
    )


def not_found() -> Reply:
    return Reply(status=404, text=NOT_FOUND)


def unhandled() -> Reply:
    return Reply(status=500, text=UNHANDLED, content_type="text/plain; charset=utf-8")


def problem(status: int, title: str, detail: str, instance: str) -> Reply:
    """The shape of the gateway before the API: 401 and 403, always JSON whatever `Accept` says."""
    payload: dict[str, Any] = {
        "Type": None,
        "Title": title,
        "Status": status,
        "Detail": detail,
        "Instance": instance,
        "Extensions": {},
    }
    return Reply(
        status=status, text=json_text.dump(payload).decode(), content_type="application/json; charset=utf-8"
    )
