import pytest

from core.errors import NotAllowed
from core.jobs.models import Job
from pk.agreements import tasks
from pk.agreements.actions.draft_all import draft_all
from pk.agreements.models import Agreement
from pk.cascade.models import BudgetDocument
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture(autouse=True)
def in_january(time_machine):
    time_machine.move_to(AT)


def asked(person=cast.DEWI):
    job = draft_all(year=YEAR, by=account(person), at=AT)
    job.refresh_from_db()
    return job


def test_every_receiver_gets_a_draft():
    given.ready()
    job = asked()
    assert (job.state, job.done, job.total) == (Job.State.FINISHED, 4, 4)
    assert Agreement.objects.count() == 4
    assert not Agreement.objects.filter(receiver_name=cast.RINA.name).exists()


def test_what_is_missing_is_listed_and_the_others_are_drafted():
    given.ready()
    BudgetDocument.objects.filter(unit__code="DINKES").delete()
    job = asked()
    assert job.problems == [
        "Kepala Dinas Kesehatan: tanggal pengesahan anggaran 2026 belum dicatat."
    ]
    assert Agreement.objects.count() == 3


def test_asking_again_drafts_only_what_is_missing():
    given.ready()
    given.drafted(cast.SARI)
    job = asked()
    assert (job.total, job.problems) == (3, [])
    assert asked().total == 0
    assert Agreement.objects.count() == 4


def test_a_worker_that_dies_halfway_leaves_whole_drafts_and_the_next_goes_on(monkeypatch):
    given.ready()
    drafts = iter((True, True, False))
    real = tasks.draft.draft

    def dies_at_the_third(**kwargs):
        if not next(drafts):
            raise KeyboardInterrupt
        return real(**kwargs)

    with monkeypatch.context() as broken:
        broken.setattr(tasks.draft, "draft", dies_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            draft_all(year=YEAR, by=account(cast.DEWI), at=AT)
    assert Agreement.objects.count() == 2
    assert all(a.commitments.exists() for a in Agreement.objects.all())

    job = Job.objects.get()
    tasks.draft_for_all.delay(job_id=str(job.id), year=YEAR)
    job.refresh_from_db()
    assert (job.state, job.total) == (Job.State.FINISHED, 2)
    assert Agreement.objects.count() == 4


def test_only_the_steward_asks_for_all():
    given.ready()
    for person in (cast.RATNA, cast.SARI, cast.AGUS, cast.WULAN):
        with pytest.raises(NotAllowed):
            draft_all(year=YEAR, by=account(person), at=AT)
