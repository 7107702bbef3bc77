"""A region whose migration failed: out of service with a page that says so, and back when mended."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from core.audit import trail
from core.errors import NotNow
from realms import migrate
from realms.owner import connect
from tenants.registry import hosts
from tenants.registry.actions.reopen import reopen
from tenants.registry.management.commands import migrate_regions
from tenants.registry.models import Region, RegionState
from tests import regions
from tests.killing import killed
from tests.realms.growing import grow

REASON = "Perbaikan sudah selesai"


@pytest.fixture
def trouble(installation, monkeypatch):
    """An update that cannot be applied in Malang, where somebody has made the column by hand."""
    with connect() as owner:
        owner.execute("ALTER TABLE r3507.jobs_job ADD COLUMN extra integer")
    grow(monkeypatch, "ALTER TABLE jobs_job ADD COLUMN extra integer;")


def update():
    """`manage.py migrate_regions`; gives what it said and how it ended."""
    out, said = io.StringIO(), ""
    try:
        call_command("migrate_regions", stdout=out, stderr=out)
    except CommandError as error:
        said = str(error)
    hosts.forget()
    return out.getvalue(), said


def mend():
    with connect() as owner:
        owner.execute("ALTER TABLE r3507.jobs_job DROP COLUMN extra")


def states():
    with regions.inside("konsol"):
        return dict(Region.objects.values_list("code", "state"))


def page(slug):
    return Client(headers={"host": f"{slug}.localhost:8000"}).get("/masuk/")


def test_the_region_is_taken_out_of_service_and_the_other_goes_on(trouble):
    report, said = update()
    assert said == "Gagal: r3507"
    assert "already exists" in report
    assert states() == {"35.07": RegionState.BROKEN, "13.02": RegionState.ACTIVE}
    answer = page("kab-malang")
    assert answer.status_code == 503
    assert "sedang diperbaiki" in answer.content.decode()
    assert page("kab-solok").status_code == 200


def test_once_its_cause_is_gone_the_next_run_puts_it_back(trouble):
    update()
    mend()
    report, said = update()
    assert said == ""
    assert "1 skema dimutakhirkan, 0 gagal" in report
    assert set(states().values()) == {RegionState.ACTIVE}
    assert page("kab-malang").status_code == 200


def test_the_operators_trail_says_both(trouble):
    update()
    update()
    mend()
    update()
    with regions.inside("konsol"):
        events = list(trail.timeline(Region.objects.get(code="35.07")))
    assert [event.sentence for event in events[::-1]] == [
        "menghentikan layanan karena perlu perbaikan: Kabupaten Malang",
        "melayani lagi setelah perbaikan: Kabupaten Malang",
    ]


def test_a_run_killed_before_it_said_so_is_made_good_by_the_next(trouble):
    assert killed(update, before=(migrate_regions, "settle"))
    assert set(states().values()) == {RegionState.ACTIVE}
    update()
    assert states()["35.07"] == RegionState.BROKEN
    mend()
    assert killed(update, before=(migrate_regions, "settle"))
    assert states()["35.07"] == RegionState.BROKEN
    assert update()[1] == ""
    assert states()["35.07"] == RegionState.ACTIVE


def test_a_region_that_is_busy_all_the_time_fails_and_is_mended_by_the_next_run(
    installation, monkeypatch
):
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT_MS", 30)
    monkeypatch.setattr(migrate, "_PAUSE_SECONDS", 0.01)
    grow(monkeypatch, "ALTER TABLE jobs_job ADD COLUMN extra integer;")
    with connect(autocommit=False) as other:
        other.execute("LOCK TABLE r3507.jobs_job")
        report, said = update()
    assert (said, "LockNotAvailable" in report) == ("Gagal: r3507", True)
    assert states()["35.07"] == RegionState.BROKEN
    assert update()[1] == ""
    assert states()["35.07"] == RegionState.ACTIVE


def test_a_suspended_region_stays_so_and_is_not_reopened_before_it_is_mended(trouble, installation):
    def reopened():
        with regions.inside("konsol"):
            region = Region.objects.get(code="35.07")
            return reopen(region=region, reason=REASON, by=installation.oki, at=timezone.now())

    with regions.inside("konsol"):
        Region.objects.filter(code="35.07").update(state=RegionState.SUSPENDED)
    update()
    assert states()["35.07"] == RegionState.SUSPENDED
    with pytest.raises(NotNow, match="belum mutakhir"):
        reopened()
    mend()
    update()
    assert states()["35.07"] == RegionState.SUSPENDED
    assert reopened().state == RegionState.ACTIVE
