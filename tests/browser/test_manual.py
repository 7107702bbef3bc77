"""The pictures of the manual: `AMANAH_PICTURES=docs/manual/gambar ./run test tests/browser/test_manual.py`.

Without the variable the pages are opened and looked for, and no picture is kept.
"""

import re
from pathlib import Path

import pytest

from tests import cast
from tests.browser import looking

MANUAL = Path(__file__).parents[2] / "docs" / "manual"

# picture, person, host, path, links to follow
PICTURES = (
    ("konsol", cast.OKI, "konsol", "/", ()),
    ("beranda", cast.RATNA, "kab-malang", "/", ()),
    ("kebijakan", cast.DEWI, "kab-malang", "/kebijakan/", ()),
    ("organisasi", cast.DEWI, "kab-malang", "/organisasi/", ()),
    ("pohon-kinerja", cast.AGUS, "kab-malang", "/pohon-kinerja/", ()),
    ("perjanjian", cast.SARI, "kab-malang", "/perjanjian/?status=IN_FORCE", ("main tbody a",)),
    ("papan", cast.DEWI, "kab-malang", "/perjanjian/penandatanganan/", ("main tbody a",)),
    ("verifikasi", None, "", "/verifikasi/", ()),
    ("capaian", cast.DEWI, "kab-malang", "/pengukuran/capaian/", ()),
    ("evaluasi", cast.WULAN, "kab-malang", "/evaluasi/", ()),
    ("rilis", cast.DEWI, "kab-malang", "/rilis/", ()),
    ("perbandingan", cast.EKA, "evaluasi", "/", ()),
)


@pytest.mark.parametrize(("name", "person", "host", "path", "follow"), PICTURES, ids=lambda v: v)
def test_a_page_of_the_manual_is_as_its_picture_shows(open_page, name, person, host, path, follow):
    page = open_page(path, person, host)
    for selector in follow:
        looking.follow(page, page.locator(selector).first)
    looking.assert_one_heading(page)
    page.set_viewport_size({"width": 1180, "height": 820})
    looking.shoot(page, name, full=False)


def test_every_picture_that_the_manual_shows_is_made_here():
    shown = set()
    for chapter in MANUAL.glob("*.md"):
        shown |= set(re.findall(r"\(gambar/([a-z-]+)\.png\)", chapter.read_text()))
    assert shown <= {name for name, *_ in PICTURES}
    assert all((MANUAL / "gambar" / f"{name}.png").is_file() for name in shown)
