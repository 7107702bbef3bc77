"""Suspend, reopen, rename, describe, domains: the small steps of a region's life."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from core.audit import trail
from core.errors import Invalid, NotAllowed, NotFound, NotNow
from tenants.registry import rules
from tenants.registry.actions.add_domain import add_domain
from tenants.registry.actions.close import stop
from tenants.registry.actions.describe import Description, describe
from tenants.registry.actions.remove_domain import remove_domain
from tenants.registry.actions.rename import rename
from tenants.registry.actions.reopen import reopen
from tenants.registry.actions.suspend import suspend
from tenants.registry.context import in_region
from tenants.registry.models import Domain, Region, RegionState
from tenants.registry.states import OPERATOR, PLATFORM, WORKFLOW

NOW = timezone.now()
REASON = "Permintaan Sekretaris Daerah, surat 12/2026"


@pytest.fixture
def oki(people, public):
    return people.oki


@pytest.fixture
def kab_malang(oki):
    return Region.objects.get(code="35.07")


def at_host(slug):
    return Client(headers={"host": f"{slug}.localhost:8000"})


def test_a_suspended_region_says_so_at_its_address(oki, kab_malang):
    suspend(region=kab_malang, reason=REASON, by=oki, at=NOW)
    answer = at_host("kab-malang").get("/")
    assert answer.status_code == 503
    assert "ditangguhkan" in answer.content.decode().lower()
    assert REASON not in answer.content.decode()


def test_both_trails_tell_the_reason(oki, kab_malang):
    suspend(region=kab_malang, reason=REASON, by=oki, at=NOW)
    assert REASON in trail.timeline(kab_malang).get().sentence
    with in_region("35.07"):
        assert REASON in trail.timeline(kab_malang).get().sentence


def test_a_reopened_region_serves_again(oki, kab_malang):
    suspend(region=kab_malang, reason=REASON, by=oki, at=NOW)
    region = reopen(region=kab_malang, reason=REASON, by=oki, at=NOW)
    assert (region.state, region.suspension_reason) == (RegionState.ACTIVE, "")
    assert at_host("kab-malang").get("/").status_code != 503


def test_the_days_that_a_closed_region_is_kept_count_from_the_day_in_indonesia(oki, kab_malang):
    after_midnight = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # 2 March, 00.30 WIB
    region = stop(region=kab_malang, reason=REASON, keep_days=365, by=oki, at=after_midnight)
    assert region.keep_until == date(2027, 3, 2)


def test_suspending_twice_is_refused_and_changes_nothing(oki, kab_malang):
    suspend(region=kab_malang, reason=REASON, by=oki, at=NOW)
    with pytest.raises(NotNow):
        suspend(region=kab_malang, reason=REASON, by=oki, at=NOW)
    assert trail.timeline(kab_malang).count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "karena"])
def test_a_reason_is_needed(oki, kab_malang, reason):
    with pytest.raises(Invalid) as refusal:
        suspend(region=kab_malang, reason=reason, by=oki, at=NOW)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("target", RegionState.values)
@pytest.mark.parametrize("source", RegionState.values)
@pytest.mark.parametrize("part", [OPERATOR, PLATFORM, "steward"])
def test_the_table_of_states_is_the_whole_truth(source, target, part):
    rows = {(t.source, t.target): t.who for t in WORKFLOW}
    allowed = part in rows.get((source, target), set())
    try:
        WORKFLOW.check(source, target, [part])
    except (NotNow, NotAllowed):
        assert not allowed
    else:
        assert allowed


def test_nothing_leads_out_of_destruction():
    assert not [t for t in WORKFLOW if t.source == RegionState.DESTROYED]


def test_a_renamed_region_keeps_its_old_address(oki, kab_malang):
    region = rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    assert region.slug == "malang"
    hosts = {d.domain: (d.is_primary, d.redirects) for d in Domain.objects.filter(tenant=region)}
    assert hosts == {
        "malang.localhost": (True, False),
        "kab-malang.localhost": (False, True),
    }


def test_the_old_address_leads_to_the_new_one(oki, kab_malang):
    rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    answer = at_host("kab-malang").get("/perjanjian/?tahun=2026")
    assert answer.status_code == 308
    assert answer["Location"] == "http://malang.localhost:8000/perjanjian/?tahun=2026"
    assert at_host("malang").get("/masuk/").status_code == 200


def test_a_form_sent_to_the_old_address_is_not_repeated_elsewhere(oki, kab_malang):
    rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    assert at_host("kab-malang").post("/masuk/").status_code == 404


def test_a_region_may_go_back_to_its_old_address(oki, kab_malang):
    rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    rename(region=kab_malang, slug="kab-malang", by=oki, at=NOW)
    assert Domain.objects.get(is_primary=True, tenant=kab_malang).domain == "kab-malang.localhost"
    assert Domain.objects.get(domain="malang.localhost").redirects


def test_another_region_cannot_take_an_old_address(oki, kab_malang):
    rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    solok = Region.objects.get(code="13.02")
    with pytest.raises(Invalid, match="sudah dipakai oleh Kabupaten Malang"):
        rename(region=solok, slug="kab-malang", by=oki, at=NOW)


def test_renaming_twice_is_refused(oki, kab_malang):
    rename(region=kab_malang, slug="malang", by=oki, at=NOW)
    with pytest.raises(NotNow, match="sudah memakai"):
        rename(region=kab_malang, slug="malang", by=oki, at=NOW)


def test_a_further_domain_serves_the_region(oki, kab_malang):
    add_domain(region=kab_malang, domain="SAKIP.malangkab.go.id ", redirects=False, by=oki, at=NOW)
    client = Client(headers={"host": "sakip.malangkab.go.id"})
    assert client.get("/masuk/").status_code == 200
    remove_domain(region=kab_malang, domain="sakip.malangkab.go.id", by=oki, at=NOW)
    assert client.get("/masuk/").status_code == 404


def test_a_domain_belongs_to_one_region(oki, kab_malang):
    add_domain(region=kab_malang, domain="sakip.go.id", redirects=True, by=oki, at=NOW)
    solok = Region.objects.get(code="13.02")
    with pytest.raises(Invalid, match="sudah dipakai oleh Kabupaten Malang"):
        add_domain(region=solok, domain="sakip.go.id", redirects=True, by=oki, at=NOW)
    with pytest.raises(NotFound):
        remove_domain(region=solok, domain="sakip.go.id", by=oki, at=NOW)


def test_the_primary_address_cannot_be_taken_away(oki, kab_malang):
    with pytest.raises(NotNow, match="Alamat utama"):
        remove_domain(region=kab_malang, domain="kab-malang.localhost", by=oki, at=NOW)


@pytest.mark.parametrize("colour", ["#ffcc00", "#777777", "#00aa55", "#ffffff"])
def test_a_colour_too_light_for_white_text_is_refused(oki, kab_malang, colour):
    with pytest.raises(Invalid, match="terlalu terang") as refusal:
        describe(region=kab_malang, description=described(brand=colour), by=oki, at=NOW)
    assert refusal.value.field == "brand"


@pytest.mark.parametrize("colour", ["red", "#abc", "#0b5d3", "#0b5d3b;", "", "url(x)"])
def test_what_is_no_colour_is_refused(oki, kab_malang, colour):
    with pytest.raises(Invalid):
        describe(region=kab_malang, description=described(brand=colour), by=oki, at=NOW)


def test_contrast_is_measured_as_the_guidelines_say():
    assert rules.contrast_on_white("#000000") == 21
    assert rules.contrast_on_white("#ffffff") == 1
    rules.check_brand("#767676")  # the lightest grey that passes, 4.54 to 1
    with pytest.raises(Invalid):
        rules.check_brand("#777777")  # 4.48 to 1


def test_a_description_is_told_once(oki, kab_malang):
    for _ in range(2):
        describe(
            region=kab_malang,
            description=described(brand="#123456", is_sample=True),
            by=oki,
            at=NOW,
        )
    event = trail.timeline(kab_malang).get()
    assert event.sentence == "mengubah keterangan Kabupaten Malang: warna #123456, data contoh"


@pytest.mark.parametrize("person", ["eka", "dewi"])
def test_nobody_else_may(people, kab_malang, person):
    with pytest.raises(NotAllowed):
        suspend(region=kab_malang, reason=REASON, by=getattr(people, person), at=NOW)


def described(**changes):
    return Description(
        **({"brand": "#0b5d3b", "time_zone": "Asia/Jakarta", "is_sample": False} | changes)
    )
