"""Every page that the browser visits, by host and person; each is looked at on a phone and on an office PC.

A page whose address holds an id is reached as a person would: `follow` are the links to take from
`path`, each as a CSS selector. Add a line for every new page.
"""

from dataclasses import dataclass

from tests.cast import AGUS, DEWI, EKA, OKI, RATNA, RINA, SARI, WULAN, Person


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


PAGES = (
    Page("", None, "/"),
    Page("", None, "/verifikasi/"),
    Page("", None, "/verifikasi/?code=salah", status=422),
    Page("", None, "/verifikasi/3507-0000-0000-0000/"),
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
    *(Page("konsol", OKI, path) for path in ("/", "/buka/", "/buka/35.73/", "/arsip/")),
    Page("konsol", OKI, "/daerah/35.07/"),
    *(Page("evaluasi", EKA, path) for path in ("/", "/perkembangan/", "/daerah/35.07/")),
)
