"""A disk that is really full: a sentence, nothing half done, and the same again once there is room."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.db import connections
from psycopg import sql

from core.jobs.models import Job
from tenants.registry.models import Archive, Region, RegionState
from tests import cluster
from tests.tenants.registry import whole
from tests.tenants.registry.test_story import ANSWERS, opened, watched

FULL = "Ruang penyimpanan server penuh"
pytestmark = pytest.mark.skipif(
    os.geteuid() != 0, reason="NOT TESTED ON A FULL DISK: only root may make a small one"
)


class SmallDisk:
    """A disk of its own, of some hundred kilobytes, until it is given more."""

    def __init__(self, folder, kilobytes=200):
        self.folder = folder
        folder.mkdir()
        self._mount(f"size={kilobytes}k")

    def grow(self):
        """Room for everything."""
        self._mount("remount,size=64m")

    def _mount(self, options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("NOT TESTED ON A FULL DISK: this machine does not let us make a small one")

    def gone(self):
        """Take it away."""
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


@pytest.fixture
def disk(tmp_path):
    """A small disk."""
    made = SmallDisk(tmp_path / "disk")
    yield made
    made.gone()


@pytest.fixture
def full_server(request):
    """`full_server()`: from now on the database puts new tables on a small disk; gives the disk."""
    where = request.config.cluster
    name = f"small_{os.getpid()}"
    above = Path(tempfile.mkdtemp(prefix="amanah-small-"))  # pytest keeps its own folders to itself
    above.chmod(0o755)
    made = SmallDisk(above / "disk", kilobytes=600)
    owner = Path(where["HOST"]).stat()
    os.chown(made.folder, owner.st_uid, owner.st_gid)

    def put_there():
        with cluster.maintenance(where) as server:
            server.execute(
                sql.SQL("CREATE TABLESPACE {} LOCATION {}").format(
                    sql.Identifier(name), sql.Literal(str(made.folder))
                )
            )
            server.execute(
                sql.SQL("ALTER DATABASE {} SET default_tablespace = {}").format(
                    sql.Identifier(connections["default"].settings_dict["NAME"]),
                    sql.Identifier(name),
                )
            )
        connections.close_all()
        return made

    yield put_there
    with cluster.maintenance(where) as server:
        server.execute(sql.SQL("DROP TABLESPACE IF EXISTS {}").format(sql.Identifier(name)))
    made.gone()
    shutil.rmtree(above)


def exported(console):
    answer = console.post("/daerah/35.07/ekspor/", {"way": "here"})
    return watched(console, answer)


def refused(job):
    assert (job.state, FULL in job.message) == (Job.State.FAILED, True), job.message
    return whole.half_done() == {}


def test_an_export_that_does_not_fit(disk, lived_in, console, settings):
    settings.ARCHIVE_ROOT = disk.folder
    (lived_in.media / "r3507" / "besar.bin").write_bytes(os.urandom(400_000))
    assert refused(exported(console))
    assert list(disk.folder.iterdir()) == []
    disk.grow()
    assert exported(console).state == Job.State.FINISHED
    assert whole.half_done() == {}


def test_a_restore_whose_files_do_not_fit(disk, lived_in, console, settings):
    (lived_in.media / "r3507" / "besar.bin").write_bytes(os.urandom(400_000))
    exported(console)
    Region.objects.filter(code="35.07").update(state=RegionState.SUSPENDED)
    settings.MEDIA_ROOT = disk.folder
    assert replaced(console).state == Job.State.FAILED
    assert list(disk.folder.iterdir()) == []
    assert Region.objects.get(code="35.07").state == RegionState.SUSPENDED
    disk.grow()
    assert replaced(console).state == Job.State.FINISHED
    assert (disk.folder / "r3507" / "besar.bin").stat().st_size == 400_000


def replaced(console):
    archive = Archive.objects.filter(reason=Archive.Reason.ASKED).get()
    answers = {"archive": archive.path, "fingerprint": archive.fingerprint, "way": "replace"}
    return watched(console, console.post("/arsip/pulihkan/", answers))


def test_opening_on_a_server_that_is_full(full_server, console):
    disk = full_server()
    before = whole.state()
    job = watched(console, console.post("/buka/35.73/", {**ANSWERS, "langkah": "buka"}))
    assert refused(job)
    assert whole.state() == before
    disk.grow()
    opened(console)
    assert whole.half_done() == {}


def test_a_restore_on_a_server_that_is_full(full_server, lived_in, console):
    exported(console)
    disk = full_server()
    archive = Archive.objects.get()
    answers = {"archive": archive.path, "fingerprint": archive.fingerprint}
    answers |= {"way": "copy", "slug": "malang-lama"}
    assert refused(watched(console, console.post("/arsip/pulihkan/", answers)))
    assert Region.objects.count() == 2
    disk.grow()
    job = watched(console, console.post("/arsip/pulihkan/", answers))
    assert job.state == Job.State.FINISHED, job.message
    assert whole.half_done() == {}
