"""Background work of this room."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.accounts.models import User
from core.days import day_of
from core.errors import DomainError
from core.jobs import progress
from core.jobs.progress import Work
from core.jobs.queue import task
from core.notifications import mail
from pk.agreements.actions import draft, draft_all
from pk.agreements.models import Agreement, AgreementState
from pk.agreements.queries import material


@task(draft_all.KIND)
def draft_for_all(*, job_id: str, year: int, **_: Any) -> None:
    """Draft for every receiver who has no agreement yet; list those for whom something is missing."""
    progress.run(job_id, lambda work: _draft_for_all(work, year))


def _draft_for_all(work: Work, year: int) -> None:
    day = day_of(timezone.now())
    waiting = material.receivers_without_draft(year, day)
    requested_by = User.objects.get(id=str(work.job.requested_by))
    work.start(len(waiting), "Menyusun rancangan")
    drafted = 0
    for receiver in waiting:
        try:
            draft.draft(receiver=receiver, year=year, by=requested_by, at=timezone.now())
            drafted += 1
        except DomainError as error:
            work.problem(error.sentence)
        work.step(receiver.printed_title)
    work.finish(f"{drafted} rancangan perjanjian {year} tersusun.", drafted=drafted)


@task("agreements.tell_receiver")
def tell_receiver(*, agreement_id: str, **_: Any) -> None:
    """Tell the receiver that the agreement waits for a signature, unless it no longer does."""
    found = Agreement.objects.filter(id=agreement_id, state=AgreementState.APPROVED)
    agreement = found.select_related("receiver__official__user").first()
    if agreement is None or agreement.receiver.official.user is None:
        return
    mail.send(
        to=agreement.receiver.official.user,
        subject=f"Perjanjian kinerja {agreement.year} menunggu tanda tangan Anda",
        template="agreements/mail_waiting.txt",
        path=reverse("agreements:detail", args=[agreement.id]),
        agreement=agreement,
    )
