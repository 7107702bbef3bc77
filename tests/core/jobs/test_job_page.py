"""A job that a person watches, and the helper that runs it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.errors import NotNow
from core.jobs import progress
from core.jobs.models import SILENCE, Job
from realms.alone import alone
from tests import regions
from tests.cast import AGUS, DEWI, SARI, TOMO

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(people):
    with regions.inside("kab-malang"):
        return Job.objects.create(
            kind="test",
            title="Menyusun rancangan",
            requested_by=people.agus.id,
            requested_at=timezone.now(),
        )


def run(job, body):
    with regions.inside("kab-malang"):
        progress.run(str(job.id), body)
        job.refresh_from_db()
    return job


def test_a_job_counts_its_steps_and_ends_with_a_sentence(job, sign_in):
    seen = []

    def body(work):
        work.start(2, "Menyusun")
        for name in ("Dinas A", "Dinas B"):
            work.step(name)
            seen.append(sign_in_page.get(f"/pekerjaan/{job.id}/").content.decode())
        work.problem("Dinas B: belum ada target.")
        work.finish("1 rancangan tersusun.", drafted=1)

    sign_in_page = sign_in(AGUS)
    run(job, body)

    assert "1 dari 2 (50%)" in seen[0]
    assert "Dinas B" in seen[1]
    assert (job.state, job.message, job.result) == (
        "FINISHED",
        "1 rancangan tersusun.",
        {"drafted": 1},
    )
    text = sign_in_page.get(f"/pekerjaan/{job.id}/").content.decode()
    assert "Dinas B: belum ada target." in text
    assert "every=" not in text, "a job that is over is not asked for again"


def test_a_refusal_ends_the_job_with_its_sentence(job):
    def body(work):
        raise NotNow("Belum ada kebijakan.")

    assert (run(job, body).state, job.message) == ("FAILED", "Belum ada kebijakan.")


def test_an_accident_ends_the_job_and_is_not_hidden(job):
    def body(work):
        raise ZeroDivisionError("rahasia")

    with pytest.raises(ZeroDivisionError):
        run(job, body)
    with regions.inside("kab-malang"):
        job.refresh_from_db()
    assert job.state == "FAILED"
    assert "rahasia" not in job.message


def test_a_job_that_is_over_is_not_begun_again(job):
    run(job, lambda work: work.finish("Selesai sekali."))
    run(job, lambda work: work.finish("Dua kali!"))

    assert job.message == "Selesai sekali."


def test_after_a_lost_worker_the_body_runs_from_the_start(job):
    with regions.inside("kab-malang"):
        Job.objects.filter(id=job.id).update(state="RUNNING", done=7, problems=["lama"])
    run(job, lambda work: work.finish("Ulang."))

    assert (job.state, job.done, job.problems) == ("FINISHED", 0, [])


def test_a_second_delivery_is_put_off_while_the_first_one_works(job):
    with alone("job", str(job.id)), pytest.raises(progress.InOtherHands):
        run(job, lambda work: work.finish("Tidak boleh."))
    with regions.inside("kab-malang"):
        job.refresh_from_db()
    assert job.state == "WAITING"


def test_only_who_asked_and_the_steward_of_the_region_see_it(job, sign_in):
    path = f"/pekerjaan/{job.id}/"

    assert sign_in(AGUS).get(path).status_code == 200
    assert sign_in(DEWI).get(path).status_code == 200
    assert sign_in(SARI).get(path).status_code == 404
    assert sign_in(TOMO, "kab-solok").get(path).status_code == 404
    assert sign_in(None).get(path).status_code == 302


def test_a_job_that_works_is_asked_for_again_with_script_and_without(job, sign_in):
    text = sign_in(AGUS).get(f"/pekerjaan/{job.id}/").content.decode()

    assert '<live-part class="job stack" id="pekerjaan" every="2">' in text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text


def test_a_silent_job_is_said_to_be_stuck(job, sign_in):
    with regions.inside("kab-malang"):
        Job.objects.filter(id=job.id).update(
            state="RUNNING", seen_at=timezone.now() - SILENCE - timedelta(seconds=1)
        )

    assert "Tampaknya terhenti" in sign_in(AGUS).get(f"/pekerjaan/{job.id}/").content.decode()
