"""What an evaluator sees, and what nobody else does."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from realms.owner import as_owner
from reporting.comparison.models import EvaluatorScope
from reporting.publishing.models import PublishedFigure, Release
from tenants.registry import area_codes
from tests.cast import DEWI, EKA, OKI, TOMO
from tests.given.releases import AT, released
from tests.regions import inside


@pytest.fixture
def scope(people):
    """Give Eka a scope: `scope("35")` is East Java, `scope("")` everything."""

    def give(province_code=""):
        with inside("konsol"):
            EvaluatorScope.objects.create(user_id=people.eka.id, province_code=province_code)

    return give


@pytest.fixture
def eka(sign_in):
    return sign_in(EKA, "evaluasi")


def test_the_evaluator_compares_what_two_regions_released(scope, eka):
    scope()
    released("35.07", 2025, sakip=(65.5, "B"), signed_share=100)
    released("13.02", 2025, sakip=(72, "BB"), signed_share=80)
    page = eka.get("/").content.decode()
    assert "Kabupaten Malang" in page
    assert "Kabupaten Solok" in page
    assert "65,50" in page
    assert "2 daerah merilis hasil tahun 2025" in " ".join(page.split())


def test_a_scope_of_one_province_hides_all_others(scope, eka):
    scope("35")
    released("35.07", 2025, sakip=(65.5, "B"))
    released("13.02", 2025, sakip=(72, "BB"))
    page = eka.get("/?semua=1").content.decode()
    assert "Kabupaten Malang" in page
    assert "Solok" not in page
    assert eka.get("/?provinsi=13").status_code == 404
    assert eka.get("/daerah/13.02/").status_code == 404
    assert eka.get("/perkembangan/?provinsi=13").status_code == 404
    assert eka.get("/unduh/?provinsi=13").status_code == 404


def test_a_withdrawn_release_is_not_seen(scope, eka):
    scope()
    released("35.07", 2025, current=False, sakip=(65.5, "B"))
    released("13.02", 2024, sakip=(72, "BB"))
    assert eka.get("/?tahun=2025").status_code == 404
    assert "65,50" not in eka.get("/daerah/35.07/").content.decode()


def test_a_missing_figure_is_a_dash_and_sorts_last(scope, eka):
    scope()
    released("35.07", 2025, absorption=None, sakip=(65.5, "B"))
    released("13.02", 2025, absorption=91.5, sakip=(50, "C"))
    page = eka.get("/?urut=absorption").content.decode()
    table = page[page.index("<tbody") :]
    assert table.index("Kabupaten Solok") < table.index("Kabupaten Malang")


def test_the_excel_file_holds_the_same_figures_and_their_rules(scope, eka):
    scope()
    released("35.07", 2025, sakip=(65.5, "B"), below=7)
    book = CalamineWorkbook.from_filelike(io.BytesIO(eka.get("/unduh/?tahun=2025").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][:4] == ["35.07", "Kabupaten Malang", "B", 65.5]
    assert rows[1][rows[0].index("Indikator di bawah target")] == 7
    assert rows[1][rows[0].index("Serapan anggaran (%)")] == ""
    assert "Cara menghitung" in book.sheet_names


def test_the_ladder_tells_the_grades_of_the_years(scope, eka):
    scope()
    released("35.07", 2023, sakip=(58, "CC"))
    released("35.07", 2024, sakip=(66, "B"))
    assert "2023 CC, 2024 B" in eka.get("/perkembangan/").content.decode()


def test_an_evaluator_without_a_scope_sees_nothing(eka):
    released("35.07", 2025, sakip=(65.5, "B"))
    assert eka.get("/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/unduh/", "/perkembangan/", "/daerah/35.07/"])
def test_without_an_account_there_is_only_the_sign_in_page(sign_in, path):
    answer = sign_in(None, "evaluasi").get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


@pytest.mark.parametrize(
    ("person", "host"), [(DEWI, "kab-malang"), (TOMO, "kab-solok"), (OKI, "konsol")]
)
def test_the_comparison_is_on_no_other_host(sign_in, person, host):
    assert sign_in(person, host).get("/perkembangan/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/?semua=1&urut=-sakip", "/perkembangan/", "/unduh/"])
def test_the_whole_country_costs_the_same_few_queries_as_one_region(
    scope, eka, path, django_assert_num_queries
):
    scope()
    released("35.07", 2025, sakip=(65, "B"), below=1)
    with CaptureQueriesContext(connection) as few:
        assert eka.get(path).status_code == 200
    released_everywhere(2024)
    released_everywhere(2025, without={"35.07"})
    with django_assert_num_queries(len(few)):
        assert eka.get(path).status_code == 200
    assert len(few) <= 8


def test_a_long_list_is_shown_on_pages_and_the_map_shows_all_of_it(scope, eka):
    scope()
    released_everywhere(2025)
    first = eka.get("/").content.decode()
    assert "546 daerah merilis hasil tahun 2025" in " ".join(first.split())
    assert first.count('<th scope="row"') == 50
    assert "1–50 dari 546 daerah" in first
    last = eka.get("/?halaman=11&urut=-sakip").content.decode()
    assert last.count('<th scope="row"') == 46
    assert '<a rel="prev" href="?halaman=10&amp;urut=-sakip">' in last
    assert first.count('<path class="band-') == 514 + 1  # and one for all that is silent
    assert "1–24 dari 546 daerah" in eka.get("/perkembangan/").content.decode()


def test_provinces_are_drawn_as_provinces(scope, eka):
    scope()
    released_everywhere(2025)
    page = eka.get("/?jenis=provinsi").content.decode()
    assert page.count('<path class="band-') == 38 + 1
    assert "<title>Provinsi Jawa Timur: B</title>" in page


def test_an_area_without_a_government_has_the_colour_of_its_province(scope, eka):
    scope()
    released_everywhere(2025)
    province = area_codes.areas()["31"]
    page = eka.get("/").content.decode()
    assert page.count(f"<title>{province.name}: B</title>") == 6


def released_everywhere(year, *, without=frozenset()):
    """A release of a year by every government of the code list."""
    everyone = [
        a.code for a in area_codes.areas().values() if a.is_autonomous and a.code not in without
    ]
    with as_owner():
        releases = Release.objects.bulk_create(
            Release(
                region_code=code,
                year=year,
                version=1,
                released_at=AT,
                released_by_name="Dewi Anggraini",
                content_hash="0" * 64,
            )
            for code in everyone
        )
        PublishedFigure.objects.bulk_create(
            PublishedFigure(
                release=release,
                region_code=release.region_code,
                year=year,
                measure="sakip",
                value=65,
                label="B",
            )
            for release in releases
        )
