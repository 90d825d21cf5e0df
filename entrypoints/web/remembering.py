"""What was just looked up in the store, for a few seconds."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from anyio import CapacityLimiter, to_thread

Found = TypeVar("Found")

AT_ONCE = 4
"""Threads that look things up: whoever asks for nonsense all day must not use up the store's connections."""
_MOST_KEPT = 10_000


class Remembered(Generic[Found]):
    """Answers of a slow function of one text; those that ask for the same at once wait for one answer.

    Only what is there is kept (None is not), so that something new counts at once and something removed
    within `seconds`. For one event loop.
    """

    def __init__(
        self,
        look_up: Callable[[str], Found | None],
        *,
        seconds: float,
        monotonic: Callable[[], float],
        limiter: CapacityLimiter,
    ) -> None:
        """`look_up` is called in threads of its own, as many at once as the limiter allows."""
        self._look_up = look_up
        self._seconds = seconds
        self._monotonic = monotonic
        self._limiter = limiter
        self._kept: dict[str, tuple[float, Found]] = {}
        self._asked: dict[str, asyncio.Task[Found | None]] = {}

    async def get(self, key: str) -> Found | None:
        """What is known of a key. Raises what the function raises."""
        kept = self._kept.get(key)
        if kept is not None and self._monotonic() < kept[0]:
            return kept[1]
        task = self._asked.get(key)
        if task is None:
            task = self._asked[key] = asyncio.create_task(self._ask(key))
        return await asyncio.shield(task)  # whoever leaves does not take the answer from the others

    async def _ask(self, key: str) -> Found | None:
        try:
            self._kept.pop(key, None)
            asked_at = self._monotonic()
            found = await to_thread.run_sync(self._look_up, key, limiter=self._limiter)
            if found is not None:
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                self._kept[key] = (asked_at + self._seconds, found)
            return found
        finally:
            del self._asked[key]
