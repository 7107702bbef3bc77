"""The console as an operator clicks it, and as nobody else may."""

import pytest
from django.urls import get_resolver
from django.utils import timezone

from tenants.registry.models import Region, RegionState
from tenants.registry.queries.operators import as_operator
from tests.cast import DEWI, EKA, OKI

REASON = "Permintaan Sekretaris Daerah, surat 12/2026"
PAGES = [
    "/",
    "/buka/",
    "/buka/35.73/",
    "/buka/massal/",
    "/arsip/",
    "/arsip/pulihkan/",
    "/daerah/35.07/",
    "/daerah/35.07/tangguhkan/",
    "/daerah/35.07/buka-kembali/",
    "/daerah/35.07/alamat/",
    "/daerah/35.07/domain/",
    "/daerah/35.07/keterangan/",
    "/daerah/35.07/kebijakan/",
    "/daerah/35.07/ekspor/",
    "/daerah/35.07/tutup/",
    "/daerah/35.07/musnahkan/",
]


@pytest.fixture
def console(sign_in):
    return sign_in(OKI, "konsol")


@pytest.mark.parametrize("address", PAGES)
def test_an_operator_sees_every_page(console, address):
    answer = console.get(address)
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_whoever_is_not_signed_in_is_asked_to(sign_in, address):
    answer = sign_in(None, "konsol").get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


@pytest.mark.parametrize("address", PAGES[1:])
@pytest.mark.parametrize(("person", "host"), [(DEWI, "kab-malang"), (EKA, "evaluasi")])
def test_the_console_is_not_on_other_hosts(sign_in, person, host, address):
    if address == "/daerah/35.07/" and host == "evaluasi":
        pytest.skip("the evaluators have a page of their own at this address")
    assert sign_in(person, host).get(address).status_code == 404


def test_an_account_of_the_public_schema_that_is_no_operator_sees_no_console(sign_in):
    console = sign_in(EKA, "konsol")
    for address in PAGES:
        assert console.get(address).status_code in {302, 404}


def test_the_list_is_searched_and_filtered(console):
    assert names(console.get("/")) == {"Kabupaten Malang", "Kabupaten Solok"}
    assert names(console.get("/?cari=malang")) == {"Kabupaten Malang"}
    assert names(console.get("/?cari=13.")) == {"Kabupaten Solok"}
    assert names(console.get("/?status=SUSPENDED")) == set()
    assert names(console.get("/?provinsi=35")) == {"Kabupaten Malang"}
    assert names(console.get("/?cari=%25%27")) == set()
    assert names(console.get("/?status=nonsense&halaman=99")) == {
        "Kabupaten Malang",
        "Kabupaten Solok",
    }


def names(answer):
    return {item.name for item in answer.context["page"].object_list}


def test_an_operator_suspends_and_reopens(console, sign_in):
    answer = console.post("/daerah/35.07/tangguhkan/", {"reason": REASON}, follow=True)
    assert "Kabupaten Malang ditangguhkan." in answer.content.decode()
    assert REASON in answer.content.decode()
    assert sign_in(None).get("/masuk/").status_code == 503
    console.post("/daerah/35.07/buka-kembali/", {"reason": REASON})
    assert sign_in(None).get("/masuk/").status_code == 200


def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(console):
    answer = console.post("/daerah/35.07/alamat/", {"slug": "konsol"})
    assert answer.status_code == 422
    assert "dipakai oleh platform" in answer.content.decode()
    assert 'value="konsol"' in answer.content.decode()
    light = {"brand": "#ffee00", "time_zone": "Asia/Jakarta"}
    answer = console.post("/daerah/35.07/keterangan/", light)
    assert answer.status_code == 422
    assert "terlalu terang" in answer.content.decode()


def test_an_operator_renames_and_gives_a_domain(console):
    console.post("/daerah/35.07/alamat/", {"slug": "malang"})
    console.post("/daerah/35.07/domain/", {"domain": "sakip.malangkab.go.id"})
    page = console.get("/daerah/35.07/").content.decode()
    assert "malang.localhost" in page
    assert "sakip.malangkab.go.id" in page
    console.post("/daerah/35.07/domain/lepas/", {"domain": "sakip.malangkab.go.id"})
    assert "sakip.malangkab.go.id</th>" not in console.get("/daerah/35.07/").content.decode()


def test_an_operator_gives_another_policy(console, malang):
    from tenants.policy.models import PolicyVersion

    before = PolicyVersion.objects.count()
    console.post(
        "/daerah/35.07/kebijakan/",
        {"preset": "serentak-pakta-integritas", "effective_from": "2026-01-01"},
    )
    assert PolicyVersion.objects.count() == before + 1
    with as_operator():
        assert Region.objects.get(code="35.07").preset == "serentak-pakta-integritas"


@pytest.mark.parametrize("code", ["99.99", "35.07'--", "..", "35.07+1"])
def test_an_unknown_region_is_a_404(console, code):
    assert console.get(f"/daerah/{code}/").status_code == 404


def test_the_wizard_finds_areas_and_says_why_some_cannot_be_opened(console):
    page = console.get("/buka/?cari=jakarta").content.decode()
    assert "Wilayah administrasi DKI Jakarta" in page
    assert "Kabupaten Malang" in console.get("/buka/?provinsi=35").content.decode()
    assert "Sudah dibuka di kab-malang" in console.get("/buka/?cari=35.07").content.decode()
    assert "Tidak ada wilayah yang cocok" in console.get("/buka/?cari=xyzzy").content.decode()
    assert console.get("/buka/31.71/").status_code == 409


def test_every_address_of_the_console_is_tried_here():
    patterns = [
        str(p.pattern)
        for p in get_resolver("tenants.registry.urls").url_patterns
        if "<uuid" not in str(p.pattern) and "berita-acara" not in str(p.pattern)
    ]
    tried = {address.removeprefix("/") for address in PAGES}
    posts = {"kata-sandi/", "domain/lepas/"}
    for pattern in patterns:
        example = pattern.replace("<str:code>", "35.07")
        assert example in tried or example == "buka/35.07/" or pattern.endswith(tuple(posts))


def test_posts_are_not_answered_to_get(console):
    for page in ("kata-sandi", "domain/lepas"):
        assert console.get(f"/daerah/35.07/{page}/").status_code == 405


def test_closing_and_destroying_say_what_is_missing(console):
    answer = console.post("/daerah/35.07/tutup/", {"reason": REASON, "keep_days": 5})
    assert answer.status_code == 422
    assert "30 dan 3650" in answer.content.decode()
    answer = console.post("/daerah/35.07/musnahkan/", {"code": "35.07"})
    assert "belum ditutup" in answer.content.decode()
    answer = console.post("/daerah/35.07/musnahkan/", {"code": "13.02"})
    assert "bukan kode" in answer.content.decode()
    with as_operator():
        Region.objects.filter(code="35.07").update(
            state=RegionState.CLOSED, closed_at=timezone.now(), keep_until="2099-01-01"
        )
    answer = console.post("/daerah/35.07/musnahkan/", {"code": "35.07"})
    assert "Masa simpan" in answer.content.decode()
