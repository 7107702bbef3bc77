"""Programmes and ceilings from an Excel file: all rows or none."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from pk.cascade.models import Programme
from pk.cascade.workbook import PROGRAMMES
from tenants.registry.context import in_region
from tests import cast
from tests.given import organization

LOAD = "/pohon-kinerja/program/muat/?tahun=2026"
ROWS = [
    ("DINKES", "1.02.02.2.01", "Kegiatan", "Kegiatan", "1.02.02", 60_000_000, "APBD", ""),
    ("DINKES", "1.02.02", "Program kesehatan", "Program", "", "Rp1.500.000.000", "", "Kepmen"),
    ("INSP", "6.01.02", "Program pengawasan", "Program", "", 6_250_000_000, "APBD", ""),
]


def book(rows=ROWS):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Program")
        for number, row in enumerate([[c.header for c in PROGRAMMES.columns], *rows]):
            for place, value in enumerate(row):
                sheet.write(number, place, value)
    out.seek(0)
    out.name = "program.xlsx"
    return out


@pytest.fixture
def given(people):
    with in_region("35.07"):
        return organization.the_cast_in_office()


def test_programmes_are_previewed_and_then_loaded(given, sign_in):
    agus = sign_in(cast.AGUS)
    preview = agus.post(LOAD, {"file": book()})
    assert preview.status_code == 200
    assert "Rp7.750.000.000" in preview.content.decode()
    done = agus.post(LOAD, {"rows": preview.context["rows"]}, follow=True)
    assert "Program 2026 memuat 3 baris dari buku kerja." in done.content.decode()
    with in_region("35.07"):
        activity = Programme.objects.get(code="1.02.02.2.01")
        assert activity.parent.ceiling_rupiah == Decimal(1_500_000_000)
        assert activity.parent.fund_source == "APBD"
    assert (
        "Program pengawasan"
        in sign_in(cast.SARI).get("/pohon-kinerja/program/?tahun=2026").content.decode()
    )


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (("X", "1", "A", "Program", "", 1, "", ""), "A5", "Perangkat daerah X tidak ada."),
        (("INSP", "6.01.02", "A", "Program", "", 1, "", ""), "B5", "sudah ada di baris 4"),
        (("INSP", "7", "A", "Kegiatan", "9", 1, "", ""), "E5", "Induk 9 tidak ada pada INSP."),
        (("INSP", "7", "A", "Kegiatan", "", 1, "", ""), "E5", "Kode induk harus diisi."),
        (("INSP", "7", "A", "Program", "6.01.02", 1, "", ""), "E5", "berjenjang lebih tinggi"),
        (("INSP", "7", "A", "Program", "", 1.5, "", ""), "F5", "rupiah bulat"),
        (("INSP", "7", "A", "Program", "", "banyak", "", ""), "F5", "bukan jumlah rupiah"),
        (("INSP", "7", "A", "Program", "", "", "", ""), "F5", "Pagu harus diisi."),
    ],
)
def test_one_wrong_row_and_nothing_is_saved(given, sign_in, row, cell, sentence):
    page = sign_in(cast.AGUS).post(LOAD, {"file": book([*ROWS, row])})
    assert page.status_code == 422
    text = page.content.decode()
    assert cell in text
    assert sentence in text
    with in_region("35.07"):
        assert not Programme.objects.exists()


def test_a_preview_does_not_go_to_another_year_or_region(given, sign_in):
    agus = sign_in(cast.AGUS)
    rows = agus.post(LOAD, {"file": book()}).context["rows"]
    other_year = LOAD.replace("2026", "2027")
    for browser, address in ((agus, other_year), (sign_in(cast.TOMO, "kab-solok"), LOAD)):
        page = browser.post(address, {"rows": rows})
        assert page.status_code == 422
        assert "kedaluwarsa" in page.content.decode()


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.WULAN, cast.RINA])
def test_loading_is_the_stewards_and_the_planners(given, sign_in, person):
    browser = sign_in(person)
    assert browser.get(LOAD).status_code == 404
    assert browser.post(LOAD, {"file": book()}).status_code == 404
    assert browser.get("/pohon-kinerja/program/muat/templat/").status_code == 404
    assert browser.get("/pohon-kinerja/program/").status_code == 200
