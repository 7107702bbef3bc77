"""Workers that are killed in the middle: the same job again finishes, and nothing is left half done."""

import os
import time
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core.accounts.models import User
from core.audit import trail
from core.jobs.models import Job
from core.jobs.progress import InOtherHands
from realms import schemas
from tenants.registry import batches, tasks
from tenants.registry.actions import close as closing
from tenants.registry.actions import destroy as destroying
from tenants.registry.actions import export as exporting
from tenants.registry.actions import open as opening
from tenants.registry.actions import restore as restoring
from tenants.registry.archives import copying, locks, reading, writing
from tenants.registry.context import in_region
from tenants.registry.models import Archive, Batch, Destruction, Region, RegionState
from tests import regions
from tests.killing import killed, named
from tests.tenants.registry import whole
from tests.tenants.registry.conftest import files_under

REASON = "Daerah dipindahkan ke instalasi provinsi"
ANSWERS = {
    "code": "62.71",
    "slug": "kota-palangka-raya",
    "steward_username": "pengelola",
    "steward_name": "Putri Ayu",
}


@pytest.fixture
def worker(lived_in):
    """`worker(tasks.export, …)`: a job that a worker may run, and run again."""

    def order(task, **details):
        job = Job.objects.create(
            kind="tests",
            title="Pekerjaan",
            requested_by=lived_in.oki.id,
            requested_at=timezone.now(),
        )
        details |= {"job_id": str(job.id), "operator_id": str(lived_in.oki.id)}
        return SimpleNamespace(run=lambda: task.run(**details), job=job, it=lived_in)

    return order


def finish(work):
    """Run the job again, as the queue does when a worker is lost; it must end well."""
    work.job.refresh_from_db()
    assert work.job.state == Job.State.RUNNING
    with regions.inside("konsol"):
        delivered(work)
        work.job.refresh_from_db()
    assert work.job.state == Job.State.FINISHED, work.job.message
    assert whole.half_done() == {}


def delivered(work):
    """As the queue does: once more, as long as the server has not noticed that the worker is gone."""
    for _ in range(600):
        try:
            return work.run()
        except InOtherHands:
            time.sleep(0.05)
    raise AssertionError("the job stayed in the hands of the dead")


def lost(work, **step):
    """The worker is killed at the step."""
    with regions.inside("konsol"):
        assert killed(work.run, **step)


UNOPENED = [
    {"after": (schemas, "create")},
    {"before": (opening, "_first_steward")},
    {"after": (opening, "_adopt_preset")},
]


@pytest.mark.parametrize("step", UNOPENED, ids=named)
def test_killed_while_opening_nothing_is_left_and_the_next_run_opens(worker, step):
    work = worker(tasks.open_region, answers=ANSWERS)
    before = whole.state()
    lost(work, **step)
    assert whole.state() == before
    finish(work)
    with in_region("62.71"):
        assert User.objects.get().username == "pengelola"
        assert trail.first_broken_link() is None


def test_killed_after_opening_the_next_run_says_that_it_is_open(worker):
    work = worker(tasks.open_region, answers=ANSWERS)
    lost(work, before=(tasks, "measure"))
    assert whole.half_done() == {}
    finish(work)
    assert work.job.message == "Kota Palangkaraya sudah dibuka."
    assert trail.timeline(Region.objects.get(code="62.71")).count() == 1


@pytest.mark.parametrize(
    ("step", "opened"),
    [
        ({"before": (opening, "_first_steward"), "time": 2}, 1),
        ({"before": (batches, "measure"), "time": 2}, 2),
    ],
    ids=["in the second region", "after the second region"],
)
def test_killed_in_a_list_the_next_run_opens_the_rest(worker, step, opened):
    choices = {"preset": "standar", "is_sample": False}
    rows = batches.of_csv(b"kode\n62.71\n62.13\n99.99\n", **choices)
    batch = Batch.objects.create(title="Tiga", rows=rows, asked_at=timezone.now())
    work = worker(tasks.open_batch, batch_id=str(batch.id))
    lost(work, **step)
    assert Region.objects.count() == 2 + opened
    assert whole.half_done() == {}
    finish(work)
    batch.refresh_from_db()
    assert [row["state"] for row in batch.rows] == ["dibuka", "dibuka", "gagal"]
    assert work.job.message == "2 dari 3 daerah dibuka."
    assert Region.objects.filter(state=RegionState.ACTIVE).count() == 4


@pytest.mark.parametrize(
    "step",
    [
        {"before": (copying, "copy_out"), "time": 9},
        {"before": (os, "fsync")},
        {"after": (writing, "write")},
        {"after": (exporting, "_record")},
    ],
    ids=named,
)
def test_killed_while_exporting_the_next_run_leaves_recorded_archives_only(worker, step):
    work = worker(tasks.export, code="35.07", lock=locks.new_lock().encoded().decode())
    lost(work, **step)
    finish(work)
    recorded = Archive.objects.all()
    assert len(recorded) == (2 if step.get("after", [0])[0] is exporting else 1)
    for archive in recorded:
        with reading.opened(work.it.archives / archive.path) as opened:
            reading.verify(opened, expected=archive.fingerprint)


def exported(it):
    return exporting.export(region=Region.objects.get(code="35.07"), by=it.oki, at=timezone.now())


def restoring_as(worker, lived_in, **how):
    archive = exported(lived_in)
    answers = {
        "archive": archive.path,
        "fingerprint": archive.fingerprint,
        "slug": "",
        "as_copy": False,
        "replace": False,
    }
    return worker(tasks.restore, answers=answers | how)


UNCOMMITTED = [
    {"after": (reading, "unpack_media")},
    {"before": (copying, "copy_in"), "time": 9},
    {"after": (copying, "advance_sequences")},
]
COMMITTED = [
    {"before": (restoring, "_put_in_place")},
    {"after": (restoring, "_put_in_place")},
    {"after": (restoring, "_serve")},
]


@pytest.mark.parametrize("step", [*UNCOMMITTED, *COMMITTED], ids=named)
def test_killed_while_restoring_a_copy_the_next_run_finishes_it(worker, lived_in, step):
    work = restoring_as(worker, lived_in, slug="malang-lama", as_copy=True)
    before = whole.state()
    lost(work, **step)
    if step in UNCOMMITTED:
        after = whole.state()
        after["files"] = [name for name in after["files"] if not name.startswith(".restore-")]
        assert after == before
    finish(work)
    copy = Region.objects.get(slug="malang-lama")
    assert (copy.code, copy.state) == ("35.07+1", RegionState.ACTIVE)
    assert Region.objects.count() == 3
    assert list(files_under(lived_in.media / "r3507_1")) == ["evidence/ab/ab12.txt"]
    assert trail.timeline(copy).count() == 1


def test_what_a_killed_restore_unpacked_is_swept_up_unless_one_is_at_work_on_it(worker, lived_in):
    work = restoring_as(worker, lived_in, slug="malang-lama", as_copy=True)
    before = whole.state()
    lost(work, **UNCOMMITTED[0])
    (staged,) = lived_in.media.glob(".restore-*")
    with regions.inside("konsol"):
        with schemas.alone_with(staged.name):
            tasks.measure_regions.run()
            assert staged.exists()
        tasks.measure_regions.run()
    assert whole.state() == before


@pytest.mark.parametrize("step", [UNCOMMITTED[1], *COMMITTED], ids=named)
def test_killed_while_replacing_the_old_content_is_there_until_the_new_is(worker, lived_in, step):
    work = restoring_as(worker, lived_in, replace=True)
    Region.objects.filter(code="35.07").update(state=RegionState.SUSPENDED)
    with in_region("35.07"):
        User.objects.update(name="Nama yang salah")
    lost(work, **step)
    with in_region("35.07"):
        found = User.objects.get().name
    assert found == ("Nama yang salah" if step in UNCOMMITTED else "Dewi Anggraini")
    finish(work)
    with in_region("35.07"):
        assert User.objects.get().name == "Dewi Anggraini"
    assert Region.objects.get(code="35.07").state == RegionState.ACTIVE


def test_killed_between_the_old_files_and_the_new_the_next_run_brings_the_new(worker, lived_in):
    work = restoring_as(worker, lived_in, replace=True)
    Region.objects.filter(code="35.07").update(state=RegionState.SUSPENDED)
    lost(work, after=(restoring.Path, "rename"), time=1)
    assert not (lived_in.media / "r3507").exists()
    finish(work)
    assert list(files_under(lived_in.media / "r3507")) == ["evidence/ab/ab12.txt"]


@pytest.mark.parametrize(
    "step",
    [
        {"before": (closing, "export")},
        {"before": (os, "fsync")},
        {"after": (closing, "export")},
    ],
    ids=named,
)
def test_killed_while_closing_the_next_run_makes_the_missing_archive(worker, step):
    work = worker(tasks.close, code="35.07", reason=REASON, keep_days=30)
    lost(work, **step)
    region = Region.objects.get(code="35.07")
    assert region.state == RegionState.CLOSED
    finish(work)
    assert Archive.objects.get().reason == Archive.Reason.CLOSING
    assert Region.objects.get(code="35.07").closed_at == region.closed_at


@pytest.mark.parametrize(
    "step",
    [
        {"after": (schemas, "drop")},
        {"after": (destroying, "_drop")},
        {"after": (os, "unlink")},
        {"before": (destroying, "_finish")},
        {"after": (destroying, "_finish")},
    ],
    ids=named,
)
def test_killed_while_destroying_the_next_run_certifies(worker, lived_in, step):
    (lived_in.media / "r3507" / "second.txt").write_text("bukti")
    closing.close(
        region=Region.objects.get(code="35.07"),
        reason=REASON,
        keep_days=30,
        by=lived_in.oki,
        at=timezone.now(),
    )
    Region.objects.filter(code="35.07").update(keep_until=timezone.now().date())
    work = worker(tasks.destroy, code="35.07")
    lost(work, **step)
    still = step == {"after": (schemas, "drop")}
    assert schemas.exists("r3507") == still
    assert Region.objects.filter(state=RegionState.DESTROYED).exists() != still
    finish(work)
    assert Destruction.objects.get().finished_at is not None
    assert work.job.message == f"Berita acara {Destruction.objects.get().number} selesai."
    assert not (lived_in.media / "r3507").exists()
