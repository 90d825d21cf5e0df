"""A line to one organization: every call counted, permitted, checked for whose answer it is, and judged."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import TypeVar

from adapters.hubflo.api_key import ApiKey
from adapters.hubflo.errors import SERVICE, Request, doubtful, foreign, refusal, unanswered
from adapters.hubflo.metering import Meter, row_of
from adapters.hubflo.settings import HubfloSettings
from adapters.hubflo.transport import Answer, NeverLeft, NoAnswer, Transport
from domain.budget import Purpose
from domain.dispatch import Envelope
from domain.errors import Invalid, NotFound, Unavailable
from domain.ports.clock import Clock
from domain.ports.sending import Permit

T = TypeVar("T")


class Line:
    """One key, and the organization that it must belong to.

    Hubflo names the organization on every success (`X-Organization-ID`; Hubflo: API reference,
    response headers) but on no error. So no write leaves, and no "not found" counts, before some
    answer under this very key has named the right one: a key of another organization that was put
    in by mistake is found out by reading.
    """

    def __init__(
        self,
        *,
        transport: Transport,
        meter: Meter,
        clock: Clock,
        settings: HubfloSettings,
        key: ApiKey,
        permit: Permit,
        proven: MutableMapping[str, str],
        organization_id: str | None,
    ) -> None:
        """`proven` is shared: the organization of each key, by the key's hash, as answers named it.

        Without `organization_id` the line is for reading, and belongs to whom the first answer names.
        """
        self._transport = transport
        self._meter = meter
        self._clock = clock
        self._settings = settings
        self._key = key
        self._permit = permit
        self._proven = proven
        self._organization_id = organization_id
        self._may_write = organization_id is not None

    @property
    def clock(self) -> Clock:
        """The clock that this line goes by."""
        return self._clock

    def read(
        self,
        path: str,
        shape: Callable[[Answer], T],
        *,
        purpose: Purpose = Purpose.WORK,
        query: Mapping[str, str] | None = None,
        method: str = "GET",
    ) -> T:
        """One read, tried again at most twice if no good answer comes. `shape` raises ValueError.

        Raises NotFound once it is sure that we asked the right organization.
        """
        request = Request(method=method, path=path, writes=False)
        try:
            return self._attempted(request, shape, purpose, query)
        except NotFound:
            self._prove()
            raise

    def read_one(self, path: str, shape: Callable[[bytes], T]) -> T:
        """One record by its id. Raises NotFound."""
        return self.read(path, lambda answer: shape(answer.body))

    def write(self, envelope: Envelope, shape: Callable[[Answer], T], *, purpose: Purpose) -> T:
        """Send exactly those bytes, once. What an import writes is background: it has its share.

        Raises Invalid (`reading-only`) on a line without a connection.
        """
        if not self._may_write:
            raise Invalid("reading-only")
        handed_over = self._clock.monotonic()
        self._prove()
        if self._clock.monotonic() - handed_over > self._settings.short_wait_seconds:
            raise Unavailable(service=SERVICE, why="slow-proof")  # or it would land after its time
        request = Request(method=envelope.method, path=envelope.path, writes=True)
        return self._once(request, shape, purpose, body=envelope.body)

    def _prove(self) -> None:
        """Have the key's organization named, if no answer did yet."""
        if self._proven.get(self._key.digest) != self._organization_id:
            request = Request(method="GET", path="/organizations", writes=False)
            self._attempted(request, lambda _answer: None, Purpose.WORK, None)

    def _attempted(
        self,
        request: Request,
        shape: Callable[[Answer], T],
        purpose: Purpose,
        query: Mapping[str, str] | None,
    ) -> T:
        for pause_seconds in self._settings.retry_pauses_seconds:
            try:
                return self._once(request, shape, purpose, query=query)
            except Unavailable:
                self._clock.pause(pause_seconds)
        return self._once(request, shape, purpose, query=query)

    def _once(
        self,
        request: Request,
        shape: Callable[[Answer], T],
        purpose: Purpose,
        *,
        query: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> T:
        try:
            answer = self._judged(request, self._exchanged(request, purpose, query, body))
        except (NeverLeft, NoAnswer) as failure:
            raise unanswered(failure, request) from failure
        try:
            return shape(answer)
        except ValueError as error:
            raise doubtful(request, "unreadable") from error

    def _exchanged(
        self, request: Request, purpose: Purpose, query: Mapping[str, str] | None, body: bytes
    ) -> Answer:
        self._meter.take(self._row(), purpose)
        return self._transport.send(
            request.method, request.path, key=self._key, permit=self._permit, query=query, body=body
        )

    def _judged(self, request: Request, answer: Answer) -> Answer:
        """A success of the right organization, or what it is instead."""
        success = 200 <= answer.status < 300
        found = answer.header("X-Organization-ID")
        if found:
            self._belongs(found, answer, request)
        elif success:
            raise doubtful(request, "organization-not-named")
        if answer.status == 429:
            raise self._meter.refused(self._row())
        if not success:
            raise refusal(answer, request, self._key)
        return answer

    def _belongs(self, found: str, answer: Answer, request: Request) -> None:
        if self._organization_id is None:
            self._organization_id = found
        if found != self._organization_id:
            raise foreign(answer, request, expected=self._organization_id, found=found)
        self._proven[self._key.digest] = found

    def _row(self) -> str:
        """The budget row: the organization's, or one of the key's own until that is known."""
        known = self._organization_id or self._proven.get(self._key.digest)
        return row_of(known or f"key-{self._key.digest[:16]}")
