"""Lists of regions: a province, good CSV, bad CSV."""

import pytest

from core.errors import Invalid
from tenants.registry import area_codes, batches

CHOICES = {"preset": "standar", "is_sample": True}


def read(text, encoding="utf-8"):
    return batches.of_csv(text.encode(encoding), **CHOICES)


def states(rows):
    return [(row["line"], row["code"], row["state"]) for row in rows]


def test_a_province_brings_itself_and_all_its_regencies_and_cities(public):
    rows = batches.of_province("35", **CHOICES)
    assert len(rows) == 39
    assert rows[0]["name"] == "Provinsi Jawa Timur"
    assert [r["code"] for r in rows if r["state"] == "gagal"] == ["35.07"]  # it is open already


def test_jakarta_brings_the_province_alone(public):
    assert [r["code"] for r in batches.of_province("31", **CHOICES)] == ["31"]


def test_what_a_line_leaves_out_is_proposed(public):
    row = read("kode,alamat,nama_pengelola,nama_pengguna,kebijakan\n35.73,,,,\n")[0]
    assert (row["slug"], row["steward_username"], row["preset"], row["state"]) == (
        "kota-malang",
        "pengelola",
        "standar",
        "siap",
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_office_software_may_choose_the_separator(public, separator):
    rows = read(f"kode{separator}alamat\r\n35.73{separator}malang-kota\r\n")
    assert (rows[0]["slug"], rows[0]["state"]) == ("malang-kota", "siap")


def test_a_file_in_latin_1_with_a_broken_row_is_reported_row_by_row(public):
    rows = read(
        'kode;nama_pengelola\n35.73;José Müller\n35.7x;Rusak\n35.74;"tanda kutip;tidak ditutup\n',
        encoding="latin-1",
    )
    assert rows[0]["steward_name"] == "José Müller"
    assert states(rows)[:2] == [(2, "35.73", "siap"), (3, "35.7x", "gagal")]
    assert "tidak ada dalam daftar" in rows[1]["sentence"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("35.07,", "sudah dibuka"),
        ("31.71,", "wilayah administrasi"),
        ("99.99,", "tidak ada dalam daftar"),
        (",", "tidak ada dalam daftar"),
        ("35.73,konsol", "dipakai oleh platform"),
        ("35.73,kab-solok", "sudah dipakai oleh Kabupaten Solok"),
        ("35.73,kota-malang,lebih", "lebih banyak kolom"),
    ],
)
def test_each_bad_row_says_why(public, line, sentence):
    rows = read(f"kode,alamat\n35.78,kota-surabaya\n{line}\n")
    if line == ",":
        assert len(rows) == 1  # an empty line is no row
        return
    assert [row["state"] for row in rows] == ["siap", "gagal"]
    assert sentence in rows[1]["sentence"]


def test_a_code_or_an_address_twice_is_refused_on_both_rows(public):
    rows = read("kode,alamat\n35.73,a-satu\n35.73,b-dua\n35.74,sama\n35.75,sama\n")
    assert [row["state"] for row in rows] == ["gagal"] * 4


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"nama,alamat\nMalang,x\n", b"PK\x03\x04\x00\x00", b"kode\n", b"kode\n" * 1000],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(public, content):
    with pytest.raises(Invalid) as refusal:
        batches.of_csv(content, **CHOICES)
    assert refusal.value.field == "daftar"


def test_the_whole_country_is_one_list(public):
    lines = [a.code for a in area_codes.areas().values() if a.is_autonomous]
    rows = read("kode\n" + "\n".join(lines) + "\n")
    assert sum(row["state"] == "siap" for row in rows) == 544  # two are open already
