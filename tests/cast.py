"""The people of the tests. They are the same everywhere, so that a test reads like a sentence.

In Kabupaten Malang (35.07): Bupati Ratna, Sekda Bima, dr. Sari of Dinas Kesehatan, Camat Yusuf,
Inspektur Wulan, Steward Dewi of Bagian Organisasi, Planner Agus of Bappeda, and Rina, a head of
field under dr. Sari. Tomo is the steward of Kabupaten Solok (13.02) and must never see anything.
Evaluator Eka and operator Oki live in `public`.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

PASSWORD = "sandi-contoh-amanah-2026"


@dataclass(frozen=True, slots=True)
class Person:
    """One member of the cast: account, roles, position code (empty: holds no position)."""

    username: str
    name: str
    roles: tuple[str, ...]
    position: str = ""

    def account_id(self, schema: str) -> UUID:
        """The key of this person's account in a schema: the same in every test, in no two schemas."""
        return uuid5(UUID(int=0), f"{schema}/{self.username}")


RATNA = Person("ratna", "Ratna Puspita", ("HEAD_OF_REGION",), "KDH")
BIMA = Person("bima", "Bima Sakti", ("HEAD_OF_UNIT",), "SEKDA")
SARI = Person("sari", "dr. Sari Wijaya", ("HEAD_OF_UNIT",), "DINKES-KA")
YUSUF = Person("yusuf", "Yusuf Maulana", ("HEAD_OF_UNIT",), "CAMAT-01")
WULAN = Person("wulan", "Wulan Lestari", ("HEAD_OF_UNIT", "REVIEWER"), "INSP-KA")
RINA = Person("rina", "Rina Kartika", ("OFFICIAL",), "DINKES-KABID")
DEWI = Person("dewi", "Dewi Anggraini", ("STEWARD",))
AGUS = Person("agus", "Agus Prasetyo", ("PLANNER",))
TOMO = Person("tomo", "Tomo Hidayat", ("STEWARD",))
EKA = Person("eka", "Eka Nugraha", ("EVALUATOR",))
OKI = Person("oki", "Oki Saputra", ("OPERATOR",))

MALANG = (RATNA, BIMA, SARI, YUSUF, WULAN, RINA, DEWI, AGUS)
SOLOK = (TOMO,)
HOSTS = {"kab-malang": MALANG, "kab-solok": SOLOK, "evaluasi": (EKA,), "konsol": (OKI,)}
"""Whose account is where, by the first label of the host."""
