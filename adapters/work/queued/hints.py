"""Puts hints into the queue, in a thread of its own: who hints never waits for a database."""

from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread

import structlog
from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from adapters.work.queued.place import QUEUE, TASK
from domain.ids import ConnectionId

_PATIENCE_SECONDS = 5.0
_CLOSING_SECONDS = 2.0


class Hints:
    """A hint is put into the queue unless one for the same connection waits there already.

    The one that waits will find what this one is about: its cause was committed before anybody hinted.
    One that cannot be put there is lost, and the next tick finds its cause.
    """

    def __init__(self, address: str) -> None:
        """Nothing is opened before the first hint."""
        connector = SyncPsycopgConnector(conninfo=address, min_size=1, max_size=1, timeout=_PATIENCE_SECONDS)
        self._app = App(connector=connector)
        self._noted: SimpleQueue[ConnectionId | None] = SimpleQueue()
        self._waiting: set[ConnectionId] = set()
        self._lock = Lock()
        self._thread: Thread | None = None

    def note(self, connection_id: ConnectionId) -> None:
        """From any thread; answers at once."""
        with self._lock:
            if connection_id in self._waiting:
                return
            self._waiting.add(connection_id)
            if self._thread is None:
                self._thread = Thread(target=self._put_on, name="hints", daemon=True)
                self._thread.start()
        self._noted.put(connection_id)

    def close(self) -> None:
        """Put there what was noted, if that is soon done."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._noted.put(None)
            thread.join(_CLOSING_SECONDS)
        self._app.close()

    def _put_on(self) -> None:
        while (connection_id := self._noted.get()) is not None:
            with self._lock:
                self._waiting.discard(connection_id)  # before it is put: what comes from here on is news
            try:
                self._put(connection_id)
            except Exception as error:  # noqa: BLE001 - a hint may be lost; what it is about is not
                log = structlog.get_logger()
                log.warning("hint-lost", connection=connection_id, code=type(error).__name__)

    def _put(self, connection_id: ConnectionId) -> None:
        self._app.open()
        # Asked first, since each refusal is an error in the log of the database's server.
        if self._app.job_manager.list_jobs(queue=QUEUE, queueing_lock=connection_id, status="todo"):
            return
        task = self._app.configure_task(TASK, queue=QUEUE, lock=connection_id, queueing_lock=connection_id)
        with suppress(AlreadyEnqueued):  # somebody was faster: that one does as well
            task.defer(connection=connection_id)
