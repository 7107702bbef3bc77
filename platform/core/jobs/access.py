"""The one door to a job: who asked for it, and who looks after the host."""

import uuid

from core.accounts.models import Role, User
from core.errors import NotFound
from core.jobs.models import Job


def job_for(user: User, job_id: uuid.UUID) -> Job:
    """The job, if it is this person's to see. Raises NotFound."""
    job = Job.objects.filter(id=job_id).first()
    if job is None:
        raise NotFound
    if job.requested_by != user.id and not user.has_role(Role.STEWARD, Role.OPERATOR):
        raise NotFound
    return job
