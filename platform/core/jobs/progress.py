"""Running the body of a job: what the person who waits for it gets to read.

    @task("agreements.draft_all")
    def draft_all(*, job_id: str, year: int, **_: Any) -> None:
        progress.run(job_id, lambda work: _draft_all(work, year))

    def _draft_all(work: Work, year: int) -> None:
        work.start(len(receivers), "Menyusun rancangan")
        for receiver in receivers:
            try:
                drafting.draft(appointment=receiver, …)
            except DomainError as error:
                work.problem(f"{receiver}: {error.sentence}")
            work.step()
        work.finish("45 rancangan tersusun.", drafted=45)

A task may be delivered twice. While one delivery works the second is put off (`InOtherHands`), and a
job that is over is not begun again; after a lost worker the body runs from the start, so what it
does must be safe to repeat. `work.is_again` says that it is not the first time.
"""

from collections.abc import Callable
from typing import Any

import structlog
from django.utils import timezone

from core.errors import DomainError
from core.jobs.models import Job
from realms.alone import alone

log = structlog.get_logger(__name__)

UNEXPECTED = "Pekerjaan berhenti karena kesalahan di pihak kami. Kesalahannya sudah tercatat; coba sekali lagi."


class InOtherHands(Exception):
    """Another worker has the job. It may be about to die, so this delivery must not be forgotten."""


class Work:
    """What the body of a job may say about itself."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.is_again = job.started_at is not None
        """Whether an earlier run was cut off, who knows where."""

    def start(self, total: int, message: str = "") -> None:
        """`total` steps lie ahead."""
        self._save(total=total, done=0, message=message)

    def step(self, message: str = "") -> None:
        """One more is done."""
        self._save(done=self.job.done + 1, **({"message": message} if message else {}))

    def problem(self, sentence: str) -> None:
        """Something to mend afterwards; the work goes on."""
        self._save(problems=[*self.job.problems, sentence])

    def finish(self, message: str, **result: Any) -> None:
        """The last words, and what the next page needs to know. Without it they are a plain "Selesai."."""
        self._save(message=message, result=result)

    def _save(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.job, name, value)
        self.job.seen_at = timezone.now()
        self.job.save(update_fields=[*values, "seen_at"])


def run(job_id: str, body: Callable[[Work], None]) -> None:
    """Run `body` as the job `job_id`.

    A DomainError fails the job with its sentence; any other exception fails it with a general one
    and is raised again, for the log. Raises InOtherHands while another worker runs it.
    """
    with alone("job", job_id) as free:
        if not free:
            raise InOtherHands(job_id)
        job = Job.objects.filter(id=job_id).first()
        if job is None or job.is_over:
            log.info("job_not_run", job_id=job_id)
            return
        now = timezone.now()
        work = Work(job)
        work._save(state=Job.State.RUNNING, started_at=now, done=0, problems=[], message="")
        try:
            body(work)
        except DomainError as error:
            _end(work, Job.State.FAILED, error.sentence)
        except Exception:
            _end(work, Job.State.FAILED, UNEXPECTED)
            raise
        else:
            _end(work, Job.State.FINISHED, job.message or "Selesai.")


def _end(work: Work, state: Job.State, message: str) -> None:
    done = work.job.total if state == Job.State.FINISHED else work.job.done
    work._save(state=state, message=message, done=done, finished_at=timezone.now())
