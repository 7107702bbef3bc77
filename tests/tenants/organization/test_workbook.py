"""The organisation from an Excel file: read, planned, loaded whole or not at all."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from core.audit.models import Event
from core.errors import Invalid, NotAllowed
from core.spreadsheets import reading
from core.spreadsheets.writing import template
from tenants.organization.actions.load_workbook import load_workbook
from tenants.organization.models import Official, OrgUnit, Position
from tenants.organization.queries import directory
from tenants.organization.workbook.changes import plan
from tenants.organization.workbook.rows import OrganizationRows, from_reading
from tenants.organization.workbook.tables import STEPS, TABLES
from tests import cast
from tests.given import organization
from tests.given.organization import AT, account

NIP = "198001012005011001"

UNITS = [
    ("KDH", "Kepala Daerah", "Kepala daerah", "", "", 1),
    ("DINSOS", "Dinas Sosial", "Dinas", "Dinsos", "", 2),
    ("DINSOS-1", "Bidang Rehabilitasi", "Bagian atau bidang", "", "DINSOS", ""),
]
POSITIONS = [
    ("DINSOS-KA", "Kepala Dinas Sosial", "DINSOS", "Kepala perangkat daerah", "KDH", 1),
    ("KDH", "Bupati", "KDH", "Kepala daerah", "", 1),
]
OFFICIALS = [
    ("Nala Ayu", NIP, "Pembina (IV/a)", "DINSOS-KA", "Plt.", "821/1", date(2026, 1, 2)),
    ("Ratna Puspita", "", "", "KDH", "Definitif", "", "2 Januari 2025"),
]


def workbook(units=UNITS, positions=POSITIONS, officials=OFFICIALS, merge="", skip_sheet=""):
    """A filled workbook as the template asks for it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for table, rows in zip(TABLES, (units, positions, officials), strict=True):
            if table.title == skip_sheet:
                continue
            sheet = book.add_worksheet(table.title)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, f"{column.header} *")
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row):
                    if isinstance(value, date | datetime):
                        sheet.write_datetime(number, place, value, day)
                    else:
                        sheet.write(number, place, value)
            if merge and table is TABLES[0]:
                sheet.merge_range(merge, "x")
    return out.getvalue()


def problems_of(data):
    return [str(problem) for problem in reading.read(data, TABLES).problems]


def rows_of(data):
    read = reading.read(data, TABLES)
    assert read.problems == []
    return from_reading(read)


def test_a_workbook_becomes_units_positions_and_people(malang):
    made = load_workbook(rows=rows_of(workbook()), by=account(cast.DEWI), at=AT)
    assert len(made.changes) == 9
    assert OrgUnit.objects.get(code="DINSOS-1").parent.code == "DINSOS"
    position = Position.objects.get(code="DINSOS-KA")
    assert position.superior.code == "KDH"
    holder = directory.holder_of(position, date(2026, 1, 2))
    assert (holder.official.nip, holder.printed_title) == (NIP, "Plt. Kepala Dinas Sosial")
    head = directory.head_of_region(date(2025, 1, 2))
    assert head.official.name == "Ratna Puspita"
    assert Event.objects.filter(action="organization.loaded").count() == 1


def test_the_same_workbook_again_changes_nothing(malang):
    dewi = account(cast.DEWI)
    load_workbook(rows=rows_of(workbook()), by=dewi, at=AT)
    again = plan(rows_of(workbook()))
    assert (again.changes, again.problems, again.unchanged) == ([], [], 7)
    with pytest.raises(Invalid, match="Tidak ada yang berubah"):
        load_workbook(rows=rows_of(workbook()), by=dewi, at=AT)


def test_a_successor_ends_the_term_of_the_one_before(malang):
    dewi = account(cast.DEWI)
    load_workbook(rows=rows_of(workbook()), by=dewi, at=AT)
    later = [("Nuri", "", "", "DINSOS-KA", "Definitif", "821/9", "01/07/2026")]
    rows = rows_of(workbook((), (), later))
    assert [c.detail for c in plan(rows).changes][-1].endswith("menggantikan Nala Ayu")
    load_workbook(rows=rows, by=dewi, at=AT)
    position = Position.objects.get(code="DINSOS-KA")
    assert directory.holder_of(position, date(2026, 6, 30)).official.name == "Nala Ayu"
    assert directory.holder_of(position, date(2026, 7, 1)).official.name == "Nuri"


def test_one_problem_and_nothing_is_saved(malang):
    wrong = [*POSITIONS, ("X", "Sekretaris", "TIDAK-ADA", "Administrator (eselon III)", "KDH", "")]
    rows = rows_of(workbook(positions=wrong))
    assert [str(p) for p in plan(rows).problems] == [
        "Jabatan!C4: Perangkat daerah TIDAK-ADA tidak ada."
    ]
    with pytest.raises(Invalid):
        load_workbook(rows=rows, by=account(cast.DEWI), at=AT)
    assert not OrgUnit.objects.exists()
    assert not Official.objects.exists()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            {"units": [*UNITS, ("DINSOS", "Kembar", "Dinas", "", "", "")]},
            "Perangkat Daerah!A5: Kode ini sudah ada di baris 3.",
        ),
        (
            {"units": [("A", "A", "Dinas", "", "B", ""), ("B", "B", "Dinas", "", "A", "")]},
            "Perangkat Daerah!E2: Berputar: berada di bawah dirinya sendiri.",
        ),
        (
            {"positions": [*POSITIONS, ("K2", "Bupati", "KDH", "Kepala daerah", "", "")]},
            "Jabatan!D3: Hanya boleh ada satu jabatan kepala daerah.",
        ),
        (
            {"positions": [*POSITIONS, ("S", "Sekretaris", "DINSOS", "Pelaksana", "", "")]},
            "Jabatan!E4: Jabatan atasan harus diisi.",
        ),
        (
            {"officials": [*OFFICIALS, ("Nuri", NIP, "", "", "", "", "")]},
            "Pejabat!B4: NIP ini sudah ada di baris 2.",
        ),
        (
            {"officials": [("Nuri", "", "", "KDH", "", "", "")]},
            "Pejabat!G2: Tanggal mulai harus diisi bagi penempatan baru.",
        ),
    ],
)
def test_what_cannot_be_is_named_by_its_cell(malang, change, problem):
    assert problem in [str(p) for p in plan(rows_of(workbook(**change))).problems]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("Nuri", 198001012005011001, "", "", "", "", ""), "Pejabat!B2: NIP tersimpan sebagai"),
        (("Nuri", "1,98001E+17", "", "", "", "", ""), "Pejabat!B2: NIP tertulis dalam notasi"),
        (("Nuri", "12345", "", "", "", "", ""), "Pejabat!B2: NIP terdiri atas 18 angka"),
        (("Nuri", "", "", "", "Sementara", "", ""), "Pejabat!E2: “Sementara” tidak dikenal."),
        (("", "", "", "KDH", "", "", "1/1/2026"), "Pejabat!A2: Nama dan gelar harus diisi."),
        (("Nuri", "", "", "KDH", "", "", "31/02/2026"), "Pejabat!G2: “31/02/2026” bukan tanggal."),
        (("N" * 161, "", "", "", "", "", ""), "Pejabat!A2: Terlalu panjang"),
    ],
)
def test_a_wrong_cell_is_named(row, problem):
    found = problems_of(workbook(officials=[row]))
    assert len(found) == 1
    assert found[0].startswith(problem)


@pytest.mark.parametrize(
    "said",
    [
        "02/01/2026",
        "2-1-2026",
        "2026-01-02",
        "2 Januari 2026",
        "2 Jan 2026",
        46024,
        "2026-01-02 00:00",
    ],
)
def test_dates_are_understood_in_several_forms(said):
    (row,) = rows_of(workbook(officials=[("Nuri", "", "", "KDH", "", "", said)])).officials
    assert row.active_from == date(2026, 1, 2)


def test_merged_cells_are_refused_with_their_range():
    found = problems_of(workbook(merge="B3:B4"))
    assert any("Perangkat Daerah!B3:B4: Sel digabung" in problem for problem in found)


def test_a_missing_sheet_and_a_missing_column_are_named():
    found = problems_of(workbook(skip_sheet="Jabatan"))
    assert "Jabatan: Lembar ini tidak ada." in found


def test_fifty_thousand_rows_are_refused_before_they_are_read():
    many = [(f"U{n}", "Unit", "Dinas", "", "", "") for n in range(50_000)]
    found = problems_of(workbook(units=many))
    assert any("berisi 50001 baris; paling banyak 5000" in problem for problem in found)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "bukan buku kerja"),
        (b"%PDF-1.7 ...", "bukan buku kerja"),
        (b"kode,nama\nA,B\n", "bukan buku kerja"),
        (b"PK\x03\x04 rusak", "rusak"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "rusak"),
        (b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), "makro"),
        (b"PK\x03\x04" + b"0" * (10 * 1024 * 1024), "lebih besar"),
    ],
)
def test_what_is_no_workbook_is_refused(data, sentence):
    with pytest.raises(Invalid, match=sentence):
        reading.read(data, TABLES)


def test_a_workbook_with_macros_is_refused():
    import zipfile

    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open")
    with pytest.raises(Invalid, match="makro"):
        reading.read(out.getvalue(), TABLES)


def test_the_template_is_read_back_as_empty():
    read = reading.read(template(TABLES, title="Organisasi", steps=STEPS), TABLES)
    assert read.problems == []
    assert all(lines == [] for lines in read.lines.values())


def test_rows_survive_the_way_from_preview_to_act():
    rows = rows_of(workbook())
    assert OrganizationRows.from_plain(rows.to_plain()) == rows


def test_a_planner_loads_nothing(malang):
    with pytest.raises(NotAllowed):
        load_workbook(rows=rows_of(workbook()), by=account(cast.AGUS), at=AT)


def test_a_known_name_without_nip_is_the_same_person(malang):
    organization.the_cast_in_office()
    rows = rows_of(workbook((), (), [("ratna puspita", NIP, "", "", "", "", "")]))
    load_workbook(rows=rows, by=account(cast.DEWI), at=AT)
    assert Official.objects.get(nip=NIP).user.username == "ratna"
