"""Every page that the browser visits, by host and person; each is looked at on a phone and on an office PC.

A page whose address holds an id is reached as a person would: `follow` are the links to take from
`path`, each as a CSS selector. Add a line for every new page.
"""

from dataclasses import dataclass

from tests.cast import AGUS, DEWI, EKA, OKI, RATNA, RINA, SARI, WULAN, YUSUF, Person


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where, as whom, and the status it answers with."""

    host: str
    person: Person | None
    path: str
    follow: tuple[str, ...] = ()
    status: int = 200

    def __str__(self) -> str:
        who = self.person.username if self.person else "siapa pun"
        return f"{self.host or 'base'} {who} {self.path}" + "".join(f" > {s}" for s in self.follow)


ROW = ("main tbody a",)
NEXT = "main a.button-primary"

PAGES = (
    Page("", None, "/"),
    Page("", None, "/verifikasi/"),
    Page("", None, "/verifikasi/?code=salah", status=422),
    Page("", None, "/verifikasi/3507-0000-0000-0000/"),
    Page("kab-malang", DEWI, "/kunci-api/"),
    Page("kab-malang", None, "/gaya/"),
    Page("kab-malang", None, "/masuk/"),
    Page("konsol", None, "/masuk/"),
    Page("evaluasi", None, "/masuk/"),
    Page("kab-malang", None, "/tidak/ada/", status=404),
    Page("tidak-ada", None, "/", status=404),
    Page("kab-malang", SARI, "/kata-sandi/"),
    Page("kab-malang", SARI, "/keluar/"),
    Page("kab-malang", DEWI, "/gaya/"),
    *(Page("kab-malang", person, "/") for person in (RATNA, SARI, RINA, DEWI, AGUS, WULAN)),
    *(Page("kab-malang", DEWI, f"/kebijakan/{path}") for path in ("", "ubah/", "panduan/")),
    *(Page("kab-malang", person, "/perjanjian/") for person in (DEWI, RATNA, SARI)),
    *(Page("kab-malang", DEWI, f"/perjanjian/?status={s}", ROW) for s in ("IN_FORCE", "RETURNED")),
    Page("kab-malang", DEWI, "/perjanjian/?status=IN_FORCE", (*ROW, "a[href$='/perubahan/']")),
    Page("kab-malang", DEWI, "/perjanjian/susun/"),
    Page("kab-malang", SARI, "/perjanjian/bawahan/"),
    Page("kab-malang", SARI, "/perjanjian/?status=SUBMITTED", ROW),
    Page("kab-malang", SARI, "/perjanjian/?status=SUBMITTED", (*ROW, "a[href$='/kembalikan/']")),
    Page("kab-malang", YUSUF, "/perjanjian/", (*ROW, NEXT)),
    Page("kab-malang", YUSUF, "/perjanjian/", (*ROW, NEXT, NEXT)),
    Page("kab-malang", RATNA, "/perjanjian/menunggu/"),
    *(Page("kab-malang", p, "/perjanjian/penandatanganan/") for p in (DEWI, YUSUF)),
    Page("kab-malang", DEWI, "/perjanjian/penandatanganan/baru/"),
    *(Page("kab-malang", p, "/perjanjian/penandatanganan/", ROW) for p in (DEWI, YUSUF)),
    Page("kab-malang", DEWI, "/perjanjian/penandatanganan/", (*ROW, "a[href$='/layar/']")),
    Page("kab-malang", DEWI, "/perjanjian/penandatanganan/", (*ROW, "a[href$='/qr/']")),
    *(Page("kab-malang", p, "/pengukuran/") for p in (SARI, DEWI)),
    Page("kab-malang", DEWI, "/pengukuran/?tahun=2024"),
    *(
        Page("kab-malang", SARI, "/pengukuran/", (f"main tbody td:nth-of-type({n}) a",))
        for n in (1, 3)
    ),
    Page(
        "kab-malang", RATNA, "/pengukuran/", ("main tbody tr:nth-of-type(2) td:nth-of-type(2) a",)
    ),
    *(Page("kab-malang", DEWI, f"/pengukuran/{path}/") for path in ("capaian", "periode")),
    Page("kab-malang", DEWI, "/pengukuran/periode/", ROW),
    Page("kab-malang", RATNA, "/pengukuran/periode/", ("main a[href*='/rapat/']",)),
    *(Page("kab-malang", p, "/evaluasi/?tahun=2026") for p in (SARI, DEWI)),
    *(Page("kab-malang", p, "/evaluasi/?tahun=2026", ROW) for p in (SARI, DEWI)),
    Page("kab-malang", DEWI, "/evaluasi/?tahun=2026", (*ROW, "a[href*='/komponen/1/']")),
    Page("kab-malang", DEWI, "/evaluasi/hasil-luar/"),
    *(Page("kab-malang", WULAN, f"/evaluasi/{path}/") for path in ("rekomendasi", "klausul")),
    Page("kab-malang", SARI, "/evaluasi/rekomendasi/", ROW),
    Page("kab-malang", RATNA, "/evaluasi/klausul/", ROW),
    *(Page("konsol", OKI, path) for path in ("/", "/buka/", "/buka/35.73/", "/arsip/")),
    Page("konsol", OKI, "/daerah/35.07/"),
    *(Page("evaluasi", EKA, path) for path in ("/", "/perkembangan/", "/daerah/35.07/")),
)
