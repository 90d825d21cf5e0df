"""A service that refuses a request as a whole, whatever else stands in it."""

from collections.abc import Callable

import pytest

from adapters.sandbox.faults import Side
from adapters.sandbox.http import Request, Response
from adapters.sandbox.world import World

_JSON = {"content-type": "application/json"}
_REFUSALS = {
    "xero": Response(
        status=400,
        headers=_JSON,
        body=b'{"ErrorNumber": 17, "Type": "NoDataProcessedException", "Message": "It could not be read"}',
    ),
    "hubflo": Response(
        status=422, headers=_JSON, body=b'{"error": "Validation failed", "message": "It could not be read"}'
    ),
}


class Grudge:
    """Stands before the world's own answer; `word` is what a side does not want to read, '' for nothing."""

    def __init__(
        self, answer: Callable[[Side, Request], Response], side: Side, word: str, refusal: Response
    ) -> None:
        """Before that answer, for requests to that side."""
        self.word = word
        self._refusal = refusal
        self._side = side
        self._answer = answer

    @classmethod
    def borne(
        cls,
        world: World,
        patch: pytest.MonkeyPatch,
        *,
        side: Side,
        word: str,
        refusal: Response | None = None,
    ) -> "Grudge":
        """In that world, until the scenario ends."""
        grudge = cls(world.answer, side, word, refusal or _REFUSALS[side])
        patch.setattr(world, "answer", grudge.answer)
        return grudge

    def answer(self, side: Side, request: Request) -> Response:
        """A refusal of a request to that side whose path, query or body holds the word."""
        said = f"{request.path} {request.query} {request.body.decode('utf-8', 'replace')}"
        if side == self._side and self.word and self.word in said:
            return self._refusal
        return self._answer(side, request)
