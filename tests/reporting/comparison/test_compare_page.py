"""What an evaluator sees, and what nobody else does."""

import io
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from realms.owner import as_owner
from reporting.comparison.models import EvaluatorScope
from reporting.publishing.actions.release import release
from reporting.publishing.actions.withdraw import withdraw
from reporting.publishing.models import PublishedFigure, Release
from tenants.registry import area_codes
from tests.cast import DEWI, EKA, OKI, TOMO
from tests.given.organization import account
from tests.given.paper import blank_paper  # noqa: F401
from tests.given.releases import AT, a_whole_year, released
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


MALANGS_YEAR = {
    "SAKIP": "B 65,25",
    "PK": "6",
    "Ditandatangani (%)": "83,3",
    "Tepat waktu (%)": "50,0",
    "Indikator": "10",
    "Di bawah": "1",
    "Sesuai": "2",
    "Di atas": "3",
    "Belum ada data": "4",
    "Serapan (%)": "38,06",
}
"""The year of `tests.given.releases.a_whole_year` as an evaluator reads it: no two figures are the same."""


@pytest.fixture
def malangs_year(people, blank_paper):  # noqa: F811
    """Kabupaten Malang has a whole year, and releases it in April."""
    with time_machine.travel("2026-04-10T02:00:00Z", tick=False), inside("kab-malang"):
        a_whole_year()
        release(year=2026, by=account(DEWI), at=timezone.now())


def rows_of(page):
    """The table of a page: by the name of the row the cells, each by its column's head."""
    table = page[page.index("<table") : page.index("</table")]
    head, body = table.split("<tbody>")
    columns = [_said(cell) for cell in re.findall(r"<th.*?</th>", head, re.DOTALL)][1:]
    rows = {}
    for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL):
        cells = [_said(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        rows[cells[0]] = dict(zip(columns, cells[1:], strict=True))
    return rows


def _said(cell):
    return " ".join(re.sub(r"<[^>]+>", "", cell).split())


def test_the_evaluator_compares_what_two_regions_released(scope, eka):
    scope()
    released("35.07", 2025, "65.5", "B")
    released("13.02", 2025, "72", "BB")
    page = eka.get("/").content.decode()
    assert "Kabupaten Malang" in page
    assert "Kabupaten Solok" in page
    assert "65,50" in page
    assert "2 daerah merilis hasil tahun 2025" in " ".join(page.split())


def test_a_scope_of_one_province_hides_all_others(scope, eka):
    scope("35")
    released("35.07", 2025, "65.5", "B")
    released("13.02", 2025, "72", "BB")
    page = eka.get("/?semua=1").content.decode()
    assert "Kabupaten Malang" in page
    assert "Solok" not in page
    assert eka.get("/?provinsi=13").status_code == 404
    assert eka.get("/daerah/13.02/").status_code == 404
    assert eka.get("/perkembangan/?provinsi=13").status_code == 404
    assert eka.get("/unduh/?provinsi=13").status_code == 404


def test_a_withdrawn_release_is_not_seen(scope, eka):
    scope()
    released("35.07", 2025, "65.5", "B")
    released("13.02", 2024, "72", "BB")
    with inside("kab-malang"):
        withdraw(year=2025, reason="Angka diperbaiki", by=account(DEWI), at=AT)
    assert eka.get("/?tahun=2025").status_code == 404
    assert "65,50" not in eka.get("/daerah/35.07/").content.decode()


def test_a_missing_figure_is_a_dash_and_sorts_last(scope, eka, malangs_year):
    scope()
    released("13.02", 2026, "50", "C")
    page = eka.get("/?tahun=2026&urut=absorption").content.decode()
    table = page[page.index("<tbody") :]
    assert table.index("Kabupaten Malang") < table.index("Kabupaten Solok")
    assert rows_of(page)["Kabupaten Solok"] == {
        **dict.fromkeys(MALANGS_YEAR, "–"), "SAKIP": "C 50,00"
    }  # fmt: skip


def test_each_figure_stands_under_its_own_head(scope, eka, malangs_year):
    scope()
    assert rows_of(eka.get("/?tahun=2026").content.decode()) == {"Kabupaten Malang": MALANGS_YEAR}


def test_each_figure_of_a_region_stands_under_its_own_head(scope, eka, malangs_year):
    scope()
    assert rows_of(eka.get("/daerah/35.07/").content.decode()) == {"2026": MALANGS_YEAR}


def test_each_figure_of_the_api_has_its_own_name(scope, eka, malangs_year):
    scope()
    figures = eka.get("/api/v1/figures/?region_code=35.07&page_size=100").json()["results"]
    assert {f["title"]: (f["value"], f["unit"], f["label"]) for f in figures} == {
        "Nilai dan predikat SAKIP": ("65.2500", "", "B"),
        "Perjanjian kinerja yang harus ada": ("6.0000", "", ""),
        "Perjanjian ditandatangani": ("83.3333", "%", ""),
        "Ditandatangani tepat waktu": ("50.0000", "%", ""),
        "Indikator kinerja utama": ("10.0000", "", ""),
        "Indikator di bawah target": ("1.0000", "", ""),
        "Indikator sesuai target": ("2.0000", "", ""),
        "Indikator di atas target": ("3.0000", "", ""),
        "Indikator belum ada datanya": ("4.0000", "", ""),
        "Serapan anggaran": ("38.0600", "%", ""),
    }


def test_the_excel_file_holds_the_same_figures_and_their_rules(scope, eka, malangs_year):
    scope()
    released("13.02", 2026, "50", "C")
    book = CalamineWorkbook.from_filelike(io.BytesIO(eka.get("/unduh/?tahun=2026").content))
    head, solok, malang = book.get_sheet_by_index(0).to_python()
    assert solok == ["13.02", "Kabupaten Solok", "C", 50, *[""] * 9]
    assert dict(zip(head, malang, strict=True)) == {
        "Kode": "35.07",
        "Daerah": "Kabupaten Malang",
        "Predikat SAKIP": "B",
        "Nilai dan predikat SAKIP": 65.25,
        "Perjanjian kinerja yang harus ada": 6,
        "Perjanjian ditandatangani (%)": 83.3333,
        "Ditandatangani tepat waktu (%)": 50,
        "Indikator kinerja utama": 10,
        "Indikator di bawah target": 1,
        "Indikator sesuai target": 2,
        "Indikator di atas target": 3,
        "Indikator belum ada datanya": 4,
        "Serapan anggaran (%)": 38.06,
    }
    rules = dict(book.get_sheet_by_name("Cara menghitung").to_python()[1:11])
    assert rules["Indikator di bawah target"].startswith("Indikator yang capaiannya kurang")


def test_the_ladder_tells_the_grades_of_the_years(scope, eka):
    scope()
    released("35.07", 2023, "58", "CC")
    released("35.07", 2024, "66", "B")
    assert "2023 CC, 2024 B" in eka.get("/perkembangan/").content.decode()


def test_an_evaluator_without_a_scope_sees_nothing(eka):
    released("35.07", 2025, "65.5", "B")
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
    released("35.07", 2025, "65", "B")
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
