"""Who sees which way: the menu of every host and role, in one table."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from core.accounts.models import Role
from realms.context import EVALUATOR, FRONT, OPERATOR, current_realm

EVERYONE = frozenset(Role)
CYCLE = frozenset({Role.STEWARD, Role.PLANNER})

REGION = (
    ("Beranda", "/", EVERYONE),
    ("Perjanjian", "/perjanjian/", EVERYONE),
    (
        "Penandatanganan",
        "/perjanjian/penandatanganan/",
        frozenset({Role.STEWARD, Role.HEAD_OF_REGION, Role.HEAD_OF_UNIT}),
    ),
    ("Pohon kinerja", "/pohon-kinerja/", EVERYONE),
    ("Pengukuran", "/pengukuran/", EVERYONE),
    ("Evaluasi", "/evaluasi/", EVERYONE - {Role.OFFICIAL}),
    ("Rilis", "/rilis/", frozenset({Role.STEWARD, Role.HEAD_OF_REGION})),
    ("Organisasi", "/organisasi/", CYCLE),
    ("Kebijakan", "/kebijakan/", CYCLE | {Role.REVIEWER, Role.HEAD_OF_REGION}),
)
CONSOLE = (
    ("Daerah", "/", frozenset({Role.OPERATOR})),
    ("Buka daerah", "/buka/", frozenset({Role.OPERATOR})),
    ("Arsip", "/arsip/", frozenset({Role.OPERATOR})),
    ("Evaluator", "/evaluator/", frozenset({Role.OPERATOR})),
)
EVALUATION = (
    ("Perbandingan", "/", frozenset({Role.EVALUATOR})),
    ("Perkembangan", "/perkembangan/", frozenset({Role.EVALUATOR})),
)
BASE = (("Beranda", "/", EVERYONE), ("Verifikasi dokumen", "/verifikasi/", EVERYONE))

SITE_NAMES = {OPERATOR.role: "Konsol Amanah", EVALUATOR.role: "Evaluasi antardaerah"}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the menu."""

    label: str
    href: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation`: the links this person may follow here; `site_name` and `sign_in_url` for the letterhead."""
    realm = current_realm()
    if realm is None:
        return {}
    user = getattr(request, "user", None)
    is_front = realm.role == FRONT.role
    table = {FRONT.role: BASE, OPERATOR.role: CONSOLE, EVALUATOR.role: EVALUATION}
    rows = table.get(realm.role, REGION)
    if not is_front:
        has_role = user.has_role if user and user.is_authenticated else lambda *_: False
        rows = tuple(row for row in rows if has_role(*row[2]))
    here = _longest(request.path, [href for _, href, _ in rows])
    if not here and request.path.startswith("/daerah/"):
        here = "/"
    return {
        "navigation": [Link(label, href, href == here) for label, href, _ in rows],
        "site_name": SITE_NAMES.get(realm.role, "Amanah"),
        "sign_in_url": "" if is_front else "/masuk/",
    }


def _longest(path: str, hrefs: list[str]) -> str:
    """The entry that `path` lies under; the front page only when it is the page itself."""
    under = [href for href in hrefs if path == href or (href != "/" and path.startswith(href))]
    return max(under, key=len, default="")
