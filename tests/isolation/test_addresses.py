"""Every address, tried by everyone: pinned answers, so that a door left open is a line in a review.

`who_may_open.json` says for each address what each person gets. To renew it after looking at the
difference: `AMANAH_RENEW=1 ./run test tests/isolation/test_addresses.py`.
"""

import json
import os
from pathlib import Path

import pytest

from reporting.comparison.models import EvaluatorScope
from tests import cast, regions
from tests.isolation import addresses

PINNED = Path(__file__).parent / "who_may_open.json"
OPEN_TO_ALL = {"login", "style_page", "brand_css", "sign_out"}
PEOPLE = {
    "kab-malang": (*cast.MALANG, None),
    "konsol": (cast.OKI, None),
    "evaluasi": (cast.EKA, None),
}


def _pinned() -> dict[str, dict[str, int]]:
    return json.loads(PINNED.read_text()) if PINNED.exists() else {}


def _renew(key: str, answers: dict[str, int]) -> None:
    if os.environ.get("AMANAH_RENEW"):
        PINNED.write_text(
            json.dumps(_pinned() | {key: answers}, indent=1, sort_keys=True, ensure_ascii=False)
            + "\n"
        )


@pytest.fixture
def ids(people, blank_paper):
    """What exists in Kabupaten Malang; Eka may compare everything."""
    with regions.inside("konsol"):
        EvaluatorScope.objects.create(user_id=people.eka.id, province_code="")
    with regions.inside("kab-malang"):
        return addresses.a_year_in_progress()


@pytest.mark.parametrize(
    ("host", "person"),
    [(host, person) for host, persons in PEOPLE.items() for person in persons],
    ids=lambda value: getattr(value, "username", value) or "nobody",
)
def test_everyone_opens_what_is_theirs_and_nothing_else(host, person, ids, sign_in):
    key = f"{host} {person.username if person else 'nobody'}"
    browser = sign_in(person, host)
    answers = {
        f"/{found.pattern}": browser.get(found.path(ids)).status_code
        for found in addresses.every(host)
        if found.name != "sign_out"
    }
    _renew(key, answers)
    assert not [path for path, status in answers.items() if status >= 500]
    assert answers == _pinned().get(key)


@pytest.mark.parametrize("host", PEOPLE)
def test_without_an_account_only_the_sign_in_page_opens(host):
    opened = {
        path
        for path, status in _pinned()[f"{host} nobody"].items()
        if status not in (302, 303, 404, 405)
    }
    assert opened <= {"/masuk/", "/gaya/", "/merek.css"}


def test_nothing_of_one_region_opens_on_another_regions_address(ids, sign_in):
    tomo = sign_in(cast.TOMO, "kab-solok")
    shared = {"number", "code", "year"}
    for found in addresses.every("kab-malang"):
        if set(found.arguments) - shared:
            answer = tomo.get(found.path(ids))
            assert answer.status_code in (404, 405), found.pattern
            answer = tomo.post(found.path(ids))
            assert answer.status_code in (403, 404, 405), found.pattern


def test_an_account_of_one_host_is_nobody_on_another(ids, sign_in):
    dewi = sign_in(cast.DEWI)
    for host in ("kab-solok", "konsol", "evaluasi"):
        answer = dewi.get("/", headers={"host": f"{host}.localhost:8000"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/masuk/")
