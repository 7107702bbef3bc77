"""The three sheets of the workbook."""

from __future__ import annotations

from core.spreadsheets import cells
from core.spreadsheets.tables import Column, Table
from tenants.organization.models import ActingKind, Level, UnitKind

UNITS = Table(
    "units",
    "Perangkat Daerah",
    (
        Column(
            "code",
            "Kode",
            True,
            longest=32,
            help="Pendek dan tetap, tanpa spasi.",
            example="DINKES",
        ),
        Column("name", "Nama", True, longest=200, width=44, example="Dinas Kesehatan"),
        Column("kind", "Jenis", True, choices=tuple(UnitKind.choices), example="Dinas"),
        Column("short_name", "Singkatan", longest=60, example="Dinkes"),
        Column(
            "parent",
            "Kode induk",
            help="Kode perangkat daerah di atasnya; kosong bila berdiri sendiri.",
        ),
        Column(
            "protocol_order", "Urutan protokol", read=cells.whole, help="Angka kecil lebih dahulu."
        ),
    ),
)

POSITIONS = Table(
    "positions",
    "Jabatan",
    (
        Column("code", "Kode", True, longest=32, example="DINKES-KA"),
        Column(
            "title", "Nama jabatan", True, longest=200, width=44, example="Kepala Dinas Kesehatan"
        ),
        Column("unit", "Kode perangkat daerah", True, example="DINKES"),
        Column(
            "level",
            "Jenjang",
            True,
            choices=tuple(Level.choices),
            example="Kepala perangkat daerah",
        ),
        Column(
            "superior",
            "Kode jabatan atasan",
            help="Pemberi amanah; kosong hanya bagi kepala daerah.",
            example="KDH",
        ),
        Column("protocol_order", "Urutan protokol", read=cells.whole),
    ),
)

ACTING = tuple((value or "DEFINITIF", str(word)) for value, word in ActingKind.choices)

OFFICIALS = Table(
    "officials",
    "Pejabat",
    (
        Column(
            "name", "Nama dan gelar", True, longest=160, width=36, example="dr. Nama Contoh, M.Kes."
        ),
        Column(
            "nip",
            "NIP",
            read=cells.nip,
            help="18 angka, format sel Teks. Boleh kosong.",
            example="198001012005011001",
            width=22,
        ),
        Column("rank", "Pangkat/golongan", longest=80, example="Pembina Tingkat I (IV/b)"),
        Column(
            "position",
            "Kode jabatan",
            help="Jabatan yang dipegang; kosong bila hanya mencatat orangnya.",
            example="DINKES-KA",
        ),
        Column("acting", "Cara menjabat", choices=ACTING, example="Definitif"),
        Column("decree", "Nomor SK", longest=120, example="821/12/2026"),
        Column("active_from", "Mulai", read=cells.day, example="02/01/2026"),
    ),
)

TABLES = (UNITS, POSITIONS, OFFICIALS)

STEPS = (
    "Isi lembar Perangkat Daerah, Jabatan dan Pejabat; jangan ubah judul kolom.",
    "Kolom bertanda * wajib diisi. Sel jangan digabung.",
    "Yang kodenya sudah ada akan diubah, yang baru ditambahkan, yang tidak tertulis tetap.",
    "Unggah di halaman Organisasi. Masalah ditampilkan menurut sel dan belum ada yang tersimpan.",
    "Periksa ringkasan perubahan, lalu simpan: semua baris, atau tidak satu pun.",
)
