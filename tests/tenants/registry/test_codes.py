import pytest

from core.errors import Invalid
from tenants.registry import addresses, area_codes
from tenants.registry.models import RegionKind, TimeZone


def test_the_list_has_every_province_regency_and_city():
    kinds = [area.kind for area in area_codes.areas().values()]
    assert [kinds.count(kind) for kind in RegionKind] == [38, 416, 98]
    assert sum(area.is_autonomous for area in area_codes.areas().values()) == 546


def test_the_six_areas_of_jakarta_are_refused_with_the_reason():
    jakarta = [a for a in area_codes.areas().values() if not a.is_autonomous]
    assert [a.code for a in jakarta] == ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"]
    for area in jakarta:
        with pytest.raises(Invalid, match="wilayah administrasi") as refusal:
            area_codes.autonomous_area(area.code)
        assert refusal.value.field == "code"
        assert area not in area_codes.of_province("31")


def test_the_province_of_jakarta_is_a_region():
    assert area_codes.autonomous_area("31").name == "Provinsi Daerah Khusus Ibukota Jakarta"
    assert area_codes.autonomous_area("31").slug == "prov-dki-jakarta"


@pytest.mark.parametrize("code", ["", "99.99", "3507", "35.7", "35.07; DROP", "٣٥"])
def test_a_wrong_code_is_refused(code):
    with pytest.raises(Invalid, match="tidak ada dalam daftar"):
        area_codes.autonomous_area(code)


@pytest.mark.parametrize(
    ("code", "slug", "name"),
    [
        ("35.07", "kab-malang", "Kabupaten Malang"),
        ("35.73", "kota-malang", "Kota Malang"),
        ("35", "prov-jawa-timur", "Provinsi Jawa Timur"),
        ("72.04", "kab-toli-toli", "Kabupaten Toli-Toli"),
        ("71.09", "kab-kep-siau-tagulandang-biaro", "Kabupaten Kep. Siau Tagulandang Biaro"),
        ("34", "prov-di-yogyakarta", "Provinsi Daerah Istimewa Yogyakarta"),
    ],
)
def test_the_address_is_proposed_from_the_name(code, slug, name):
    area = area_codes.areas()[code]
    assert (area.slug, area.name) == (slug, name)


def test_every_proposed_address_and_schema_is_proper_and_unique():
    areas = area_codes.areas().values()
    assert len({area.slug for area in areas}) == len({area.schema for area in areas}) == 552
    for area in areas:
        addresses.check_slug(area.slug)


def test_the_time_zone_follows_the_province():
    zones = {
        code: area_codes.areas()[code].time_zone for code in ("11", "35.07", "51", "73.71", "91")
    }
    assert zones == {
        "11": TimeZone.WIB,
        "35.07": TimeZone.WIB,
        "51": TimeZone.WITA,
        "73.71": TimeZone.WITA,
        "91": TimeZone.WIT,
    }


def test_search_finds_by_word_and_by_code():
    assert [a.code for a in area_codes.search("malang")] == ["35.07", "35.73"]
    assert [a.code for a in area_codes.search("KOTA malang")] == ["35.73"]
    assert "35.07" in [a.code for a in area_codes.search("35.0")]
    assert area_codes.search("  ") == []


@pytest.mark.parametrize("slug", ["konsol", "evaluasi", "www", "api", "static", "admin"])
def test_the_platforms_own_names_are_reserved(slug):
    with pytest.raises(Invalid, match="dipakai oleh platform"):
        addresses.check_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "ab",
        "Kab-Malang",
        "kab--malang",
        "xn--mlang-gra",
        "-kab",
        "kab-",
        "1kab",
        "kab.malang",
        "kab malang",
        "kab_malang",
        "kab-málang",
        "kab-malang\n",
        "k" * 51,
        "kab/../x",
    ],
)
def test_an_improper_address_is_refused(slug):
    with pytest.raises(Invalid) as refusal:
        addresses.check_slug(slug)
    assert refusal.value.field == "slug"


@pytest.mark.parametrize(
    "domain",
    ["localhost", "kab-x.localhost", "a b.id", "x", "http://a.id", "a..id", "é.id", "-a.id"],
)
def test_an_improper_domain_is_refused(domain):
    with pytest.raises(Invalid):
        addresses.check_domain(domain)


def test_a_domain_of_the_government_is_accepted():
    addresses.check_domain("sakip.malangkab.go.id")
