"""Ask for the drafts of all receivers of a year.

1. The steward asks; the work itself is a job that a person watches.
2. Each receiver's draft is an act of its own, so that a worker that dies halfway leaves whole
   drafts behind; who has an agreement already is passed over, so the job may run again.
3. Audit: "meminta penyusunan perjanjian …".
"""

from datetime import datetime

from core.accounts.models import Role, User
from core.acts import act
from core.audit import trail
from core.errors import NotAllowed
from core.jobs import queue
from core.jobs.models import Job

KIND = "agreements.draft_all"


@act
def draft_all(*, year: int, next_url: str = "", by: User, at: datetime) -> Job:
    """The job that drafts for every receiver of the policy."""
    if not by.has_role(Role.STEWARD):  # 1
        raise NotAllowed("Rancangan bagi semua penerima disiapkan oleh Bagian Organisasi.")
    job = queue.start_job(  # 2
        kind=KIND,
        title=f"Menyusun rancangan perjanjian kinerja {year}",
        task_name=KIND,
        by=by,
        at=at,
        next_url=next_url,
        year=year,
    )
    trail.record(  # 3
        "agreements.draft_all",
        job,
        by=by,
        at=at,
        sentence=f"meminta penyusunan rancangan perjanjian kinerja {year} bagi semua penerima",
        year=year,
    )
    return job
