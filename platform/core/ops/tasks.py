"""The heartbeat: sent by the scheduler, carried by the queue, noted by the worker.

One round proves all three, and how long it waited is the age of the queue.
"""

import time
from typing import Any

from celery import Task, shared_task

from core.ops import health


class Stamped(Task):
    """A task that knows when it was sent."""

    abstract = True

    def apply_async(  # type: ignore[override]
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> Any:
        return super().apply_async(args, {**(kwargs or {}), "sent_at": time.time()}, **options)


@shared_task(name="ops.heartbeat", base=Stamped)
def heartbeat(*, sent_at: float, **_: Any) -> None:
    """Note that a heartbeat arrived. It belongs to no region and asks no database."""
    health.note_heartbeat(sent_at=sent_at, arrived_at=time.time())
