"""The steward sees what would leave the region before it does."""

import pytest

from tests import cast
from tests.given.releases import released


@pytest.fixture
def dewi(sign_in):
    browser = sign_in(cast.DEWI)
    released("35.07", 2025, "65.25", "B")
    return browser


def test_the_list_says_what_is_released(dewi):
    page = dewi.get("/rilis/").content.decode()
    assert "Dirilis" in page
    assert "Belum dirilis" in page


def test_the_year_shows_what_stands_released_and_what_is_missing(dewi):
    page = dewi.get("/rilis/2025/").content.decode()
    assert "65,25" in page
    assert "Belum ada perjanjian kinerja tahun 2025." in page


def test_without_the_tick_nothing_is_released(dewi):
    answer = dewi.post("/rilis/2025/", {})
    assert answer.status_code == 422
    assert "Centang pernyataan ini" in answer.content.decode()


def test_a_year_without_figures_is_refused_on_the_form(dewi):
    answer = dewi.post("/rilis/2024/", {"confirmed": "on"})
    assert answer.status_code == 422
    assert "Belum ada hasil tahun 2024" in answer.content.decode()


def test_a_withdrawal_goes_through_the_form(dewi):
    assert dewi.post("/rilis/2025/tarik/", {"reason": ""}).status_code == 422
    answer = dewi.post("/rilis/2025/tarik/", {"reason": "Angka diperbaiki"}, follow=True)
    assert answer.redirect_chain == [("/rilis/", 303)]
    assert "tidak lagi terlihat evaluator" in answer.content.decode()


@pytest.mark.parametrize("path", ["/rilis/1999/", "/rilis/2999/", "/rilis/2024/tarik/"])
def test_a_year_that_cannot_be_is_not_found(dewi, path):
    assert dewi.get(path).status_code == 404


@pytest.mark.parametrize("person", [cast.SARI, cast.AGUS, cast.WULAN, cast.RINA], ids=str)
def test_the_page_exists_for_the_steward_only(sign_in, person):
    assert sign_in(person).get("/rilis/2025/").status_code == 404


def test_another_region_sees_none_of_it(dewi, sign_in):
    assert "65,25" not in sign_in(cast.TOMO, "kab-solok").get("/rilis/2025/").content.decode()
