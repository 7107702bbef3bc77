"""What `manage.py region <act>` takes, act by act."""

from datetime import date
from typing import Any

Argument = tuple[tuple[str, ...], dict[str, Any]]

CODE: Argument = (("code",), {"help": "kode wilayah, misalnya 35.07"})
REASON: Argument = (("--reason",), {"required": True, "help": "alasan, terbaca di jejak audit"})
PRESET: Argument = (("--preset",), {"default": "standar", "help": "kebijakan awal"})
SAMPLE: Argument = (("--sample",), {"action": "store_true", "help": "tandai data contoh"})

HELP = {
    "open": "buka satu daerah",
    "open-many": "buka banyak daerah dari CSV atau satu provinsi",
    "password": "terbitkan kata sandi sekali pakai pengelola pertama",
    "suspend": "tangguhkan",
    "reopen": "buka kembali",
    "rename": "ganti alamat",
    "add-domain": "tambah domain",
    "remove-domain": "lepas domain",
    "describe": "ubah warna, zona waktu, tanda data contoh",
    "preset": "ganti kebijakan",
    "export": "ekspor ke arsip",
    "restore": "pulihkan dari arsip",
    "close": "tutup, ekspor, dan simpan selama masa simpan",
    "destroy": "musnahkan data daerah yang sudah ditutup",
}

ARGUMENTS: dict[str, list[Argument]] = {
    "open": [
        CODE,
        (("--slug",), {"default": "", "help": "alamat; kosong: usulan dari nama"}),
        (("--steward",), {"default": "pengelola", "help": "nama pengguna pengelola pertama"}),
        (("--steward-name",), {"default": "Bagian Organisasi", "help": "namanya"}),
        PRESET,
        SAMPLE,
    ],
    "open-many": [
        (("--csv",), {"default": "", "help": "berkas CSV dengan kolom kode, alamat, …"}),
        (("--province",), {"default": "", "help": "kode provinsi"}),
        PRESET,
        SAMPLE,
    ],
    "password": [CODE],
    "suspend": [CODE, REASON],
    "reopen": [CODE, REASON],
    "rename": [CODE, (("slug",), {"help": "alamat baru"})],
    "add-domain": [
        CODE,
        (("domain",), {}),
        (("--redirects",), {"action": "store_true", "help": "alihkan ke alamat utama"}),
    ],
    "remove-domain": [CODE, (("domain",), {})],
    "describe": [
        CODE,
        (("--brand",), {"help": "warna, misalnya #0b5d3b"}),
        (("--time-zone",), {"help": "Asia/Jakarta, Asia/Makassar, atau Asia/Jayapura"}),
        (("--sample",), {"dest": "is_sample", "action": "store_const", "const": True}),
        (("--official",), {"dest": "is_sample", "action": "store_const", "const": False}),
    ],
    "preset": [
        CODE,
        (("preset",), {}),
        (("--from",), {"required": True, "type": date.fromisoformat, "help": "tanggal berlaku"}),
    ],
    "export": [
        CODE,
        (
            ("--transfer",),
            {"action": "store_true", "help": "untuk instalasi lain: dengan frasa sandi"},
        ),
    ],
    "restore": [
        (("archive",), {"help": "nama berkas di folder arsip"}),
        (("--fingerprint",), {"required": True, "help": "sidik jari arsip"}),
        (("--slug",), {"default": "", "help": "alamat; kosong: alamat di dalam arsip"}),
        (("--as-copy",), {"action": "store_true", "help": "salinan di samping yang hidup"}),
        (("--replace",), {"action": "store_true", "help": "ganti isi daerah yang dihentikan"}),
    ],
    "close": [
        CODE,
        REASON,
        (("--keep-days",), {"type": int, "default": 90, "help": "masa simpan dalam hari"}),
    ],
    "destroy": [CODE],
}
