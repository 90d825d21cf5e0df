"""What may be set about talking to Hubflo, with the limits that Hubflo publishes as defaults."""

from dataclasses import dataclass

from domain.budget import Limits

ADDRESS = "https://app.hubflo.com/api/v2"
"""Base address of the API (Hubflo: API reference, servers)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubfloSettings:
    """Times are in seconds.

    1,000 calls a minute, then refused for one minute (Hubflo: API reference, rate limit); the block
    is waited for a second longer, since it began when the call arrived and not when the answer came.
    `minute_share` is what an import may take of a minute. `short_wait_seconds` is how long a call
    waits for its turn here, in sum; longer waits are raised as Throttled.
    `total_seconds` bounds one request from its start to the last byte of its answer, however slowly
    it trickles in.
    """

    per_minute: int = 1000
    minute_share: float = 0.8
    block_seconds: float = 61.0
    short_wait_seconds: float = 3.0
    connect_seconds: float = 5.0
    write_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 60.0
    retry_pauses_seconds: tuple[float, ...] = (0.5, 2.0)

    @property
    def limits(self) -> Limits:
        """The limits as the budgets count them: Hubflo names no daily one."""
        return Limits(per_minute=self.per_minute, minute_share=self.minute_share)

    @property
    def give_up_seconds(self) -> float:
        """From handing a write over until no answer is waited for any more, at the latest.

        A short wait for the proof of its key, one for its turn; and the last piece of an answer may
        begin to be waited for just before `total_seconds` are over.
        """
        return 2 * self.short_wait_seconds + self.total_seconds + self.read_seconds


DEFAULTS = HubfloSettings()
"""Hubflo's published limits, and time-outs that suit an interactive API."""
