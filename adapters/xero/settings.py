"""What may be set about speaking to Xero."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class XeroSettings:
    """Times in seconds.

    `connect_seconds` bounds the connecting, `read_seconds` each silence of an answer, `answer_seconds`
    the whole exchange: below the two minutes after which a budget stops believing in a call. Answers
    of several minutes have been seen (xero-python issue 49). `token_seconds` bounds each step at the token
    endpoint (connecting, sending, answering); `refresh_lease_seconds` must be longer than all three, so
    that nobody refreshes beside us.
    `patience_seconds` is the longest wait before a call; what must wait longer is told to the caller.
    An access token is renewed `refresh_ahead_seconds` before its end.
    `batch` is how many documents go into one write: Xero recommends up to 50 (Xero: API limits).
    `calls_per_minute` and `calls_per_day` are per app and organisation: 60 on every tier; 1,000 on Xero's
    Starter tier, else 5,000.
    """

    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    answer_seconds: float = 100.0
    token_seconds: float = 10.0
    refresh_lease_seconds: float = 40.0
    refresh_ahead_seconds: float = 60.0
    patience_seconds: float = 5.0
    calls_per_minute: int = 60
    calls_per_day: int = 1_000
    batch: int = 50

    @property
    def give_up_seconds(self) -> float:
        """From handing a write over until no answer is waited for any more, at the latest.

        A token that must be renewed first (by us or by who holds the lease), the wait for its turn, and the
        exchange, whose last piece may begin to be waited for just before its time is over; and all but the
        wait once more, where the token was refused.
        """
        token = self.refresh_lease_seconds + 3 * self.token_seconds
        exchange = self.answer_seconds + self.read_seconds
        return self.patience_seconds + 2 * (token + exchange)
