"""Start work that an operator watches.

1. Only an operator may.
2. The work is queued and gets a page of its own; the same thing is not queued twice.
"""

from datetime import datetime
from typing import Any

from core.accounts.models import User
from core.acts import act
from core.errors import NotNow
from core.jobs.models import Job
from core.jobs.queue import start_job
from realms import schemas
from tenants.registry.permissions import check_may_operate


@act
def start(
    *, task: str, title: str, next_url: str, details: dict[str, Any], by: User, at: datetime
) -> Job:
    """The job; its task gets `details` and the operator's key."""
    check_may_operate(by)  # 1
    schemas.lock()
    same = Job.objects.filter(
        kind=task, title=title, state__in=[Job.State.WAITING, Job.State.RUNNING]
    )
    if any(not job.is_stuck(at) for job in same):  # 2
        raise NotNow(f"“{title}” sedang dikerjakan, mungkin diminta operator lain.")
    return start_job(
        kind=task,
        title=title,
        task_name=task,
        by=by,
        at=at,
        next_url=next_url,
        operator_id=str(by.id),
        **details,
    )
