"""How jobs end: deleted, whatever became of them, and never retried."""

import structlog
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from adapters.work.queued.place import QUEUE

_ANNOUNCE_ANEW = """
SELECT pg_notify('procrastinate_queue_v1#' || queue_name,
                 json_build_object('type', 'job_inserted', 'job_id', id)::text)
FROM procrastinate_jobs WHERE lock = %(lock)s AND status = 'todo'
"""


class Jobs(JobManager):
    """As procrastinate has it, and three things that it leaves open.

    - A job that was queued behind another one was announced while it could not begin. Its time comes when
      that one ends, and nobody says so: workers would find it at their next look, seconds later.
    - A job whose end could not be written stands as running for as long as this process lives, and nothing
      of its connection could begin. Its end is written by the next tick.
    - A stalled job is deleted. Were it retried, it would collide with the one that is queued behind it, and
      the connection would stand still for ever.
    """

    def __init__(self, connector: BaseConnector) -> None:
        """No end is missing yet."""
        super().__init__(connector)
        self._unwritten: dict[int, Job] = {}

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """End it, and let begin what is queued behind it. Raises nothing that the database says."""
        try:
            await self._end(job, status, delete_job)
        except ConnectorException:
            self._unwritten[_id(job)] = job

    async def end_what_is_left(self, seconds_since_heartbeat: float) -> None:
        """Ends that are not written, and jobs of processes that are gone: deleted, and woken by state."""
        for job in list(self._unwritten.values()):
            await self._delete(job)
            del self._unwritten[_id(job)]
        await self.prune_stalled_workers(seconds_since_heartbeat)
        stalled = await self.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=seconds_since_heartbeat)
        for job in stalled:
            structlog.get_logger().info("stalled-job-deleted", connection=job.lock)
            await self._delete(job)

    async def _delete(self, job: Job) -> None:
        try:
            await self._end(job, Status.FAILED, delete_job=True)
        except ConnectorException:
            if list(await self.list_jobs_async(id=job.id)):
                raise
            # Another process's tick was faster, or took it from this one while it was stopped.

    async def _end(self, job: Job, status: Status, delete_job: bool) -> None:
        await super().finish_job(job, status, delete_job)
        await self.connector.execute_query_async(_ANNOUNCE_ANEW, lock=job.lock)


def _id(job: Job) -> int:
    assert job.id is not None  # it came out of the database
    return job.id
