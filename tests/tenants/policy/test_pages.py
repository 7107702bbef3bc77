"""Adopting a policy in the browser, without script."""

import re
from datetime import date

import pytest
from lxml import html as lxml_html

from core.errors import NotNow
from tenants.policy import ports
from tenants.policy.ports import Effect
from tenants.policy.presets import PRESETS
from tenants.policy.queries import versions
from tenants.registry.context import in_region
from tests import cast
from tests.counting import questions
from tests.given import policy
from tests.given.organization import the_cast_in_office

EDIT = "/kebijakan/ubah/"


@pytest.fixture
def region(people):
    with in_region("35.07"):
        policy.adopted(preset="standar")


def fields_of(response):
    """What a browser would send back from the form of a page."""
    form = lxml_html.fromstring(response.content.decode()).xpath("//form[@method='post']")[-1]
    data: dict[str, list[str]] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data


def on(day):
    with in_region("35.07"):
        return versions.policy_on(day)


def test_everyone_of_the_region_reads_what_holds(region, sign_in):
    page = sign_in(cast.RINA).get("/kebijakan/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "Kebijakan versi 1" in text
    assert "Satu per satu" in text
    assert "Ubah kebijakan" not in text


def test_a_preset_is_adopted_in_three_steps(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(f"{EDIT}?pola=simbolis-klausul-mundur"))
    data |= {"effective_from": "2026-01-01", "langkah": "periksa"}
    preview = dewi.post(EDIT, data)
    assert preview.status_code == 200
    assert "Simbolis: wakil di panggung" in preview.content.decode()
    assert on(date(2026, 1, 1)).version.number == 1
    done = dewi.post(EDIT, fields_of(preview) | {"langkah": "tetapkan"})
    assert done.status_code == 303
    assert done["Location"] == "/kebijakan/versi/2/"
    assert on(date(2026, 1, 1)).rules == PRESETS["simbolis-klausul-mundur"].rules
    version = dewi.get(done["Location"]).content.decode()
    assert "Kebijakan versi 2" in version
    assert "Perubahan dari versi 1" in version


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_the_form_says_back_what_a_preset_says(region, sign_in, name):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(f"{EDIT}?pola={name}")) | {"langkah": "tetapkan"}
    data["effective_from"] = ["2026-02-01"]
    response = dewi.post(EDIT, data)
    if name == "standar":
        assert response.status_code == 422
        assert "Tidak ada yang berubah" in response.content.decode()
    else:
        assert response.status_code == 303
        assert on(date(2026, 2, 1)).rules == PRESETS[name].rules


def test_a_clause_is_added_and_taken_away_without_script(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(EDIT))
    with_clause = dewi.post(EDIT, data | {"langkah": "tambah:clauses:improvement"})
    assert with_clause.status_code == 200
    data = fields_of(with_clause)
    assert data["clauses.0.months"] == ["6"]
    without = dewi.post(EDIT, data | {"langkah": "buang:clauses.0"})
    assert "clauses.0.months" not in fields_of(without)


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(f"{EDIT}?pola=bulanan-masa-perbaikan"))
    data |= {"clauses.0.months": ["99"], "monitoring.due_days": ["sepuluh"], "langkah": "periksa"}
    page = dewi.post(EDIT, data)
    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#id_clauses.0.months"' in text
    assert "Paling banyak 24." in text
    assert "Isi dengan bilangan bulat." in text
    assert fields_of(page)["monitoring.due_days"] == ["sepuluh"]
    assert re.search(r"<title>\s*Kesalahan:", text)


def test_an_unknown_blank_in_a_clause_is_refused(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(f"{EDIT}?pola=simbolis-klausul-mundur"))
    data |= {"clauses.0.text": ["Bila {nilai} kurang, saya mundur."], "langkah": "periksa"}
    page = dewi.post(EDIT, data)
    assert page.status_code == 422
    assert "Isian {nilai} tidak dikenal; yang ada {grade}." in page.content.decode()


def test_a_choice_that_is_not_offered_is_refused(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(EDIT)) | {"signing.ceremony": ["sulap"], "langkah": "tetapkan"}
    assert dewi.post(EDIT, data).status_code == 422


def test_optional_parts_are_switched_on(region, sign_in):
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(EDIT))
    data |= {
        "deadlines.cascade_within.on": ["on"],
        "deadlines.cascade_within.after": ["signed"],
        "deadlines.cascade_within.months": ["0"],
        "deadlines.cascade_within.days": ["7"],
        "effective_from": ["2026-03-01"],
        "langkah": ["tetapkan"],
    }
    assert dewi.post(EDIT, data).status_code == 303
    assert on(date(2026, 3, 1)).rules.deadlines.cascade_within.days == 7


def test_representatives_are_chosen_from_the_positions(region, sign_in):
    with in_region("35.07"):
        the_cast_in_office()
    dewi = sign_in(cast.DEWI)
    page = dewi.get(f"{EDIT}?pola=simbolis-klausul-mundur")
    assert "Camat Satu" in page.content.decode()
    data = fields_of(page)
    data |= {"signing.representatives": ["INSP-KA", "CAMAT-01"], "langkah": ["tetapkan"]}
    data["effective_from"] = ["2026-03-01"]
    assert dewi.post(EDIT, data).status_code == 303
    assert on(date(2026, 3, 1)).rules.signing.representatives == ["INSP-KA", "CAMAT-01"]


def test_the_preview_says_the_effects_that_rooms_know(region, sign_in, monkeypatch):
    monkeypatch.setattr(
        ports.effects_of,
        "_answer",
        lambda rules, day: [Effect(f"12 perjanjian menjadi terlambat per {day:%d-%m-%Y}.", "warn")],
    )
    dewi = sign_in(cast.DEWI)
    data = fields_of(dewi.get(EDIT)) | {"effective_from": "2026-01-01", "langkah": "periksa"}
    page = dewi.post(EDIT, data).content.decode()
    assert "12 perjanjian menjadi terlambat per 01-01-2026." in page


def test_the_guide_is_open_to_all(region, sign_in):
    assert "PermenPAN-RB 53/2014" in sign_in(cast.RINA).get("/kebijakan/panduan/").content.decode()


@pytest.mark.parametrize("person", [cast.RATNA, cast.SARI, cast.AGUS, cast.WULAN, cast.RINA])
def test_for_other_roles_the_form_is_not_there(region, sign_in, person):
    browser = sign_in(person)
    assert browser.get(EDIT).status_code == 404
    assert browser.post(EDIT, {"langkah": "tetapkan"}).status_code == 404


def test_without_signing_in_there_is_only_the_sign_in_page(region, sign_in):
    for address in ("/kebijakan/", EDIT, "/kebijakan/panduan/", "/kebijakan/versi/1/"):
        response = sign_in(None).get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/masuk/")


def test_tomo_sees_nothing_of_the_other_regions_policy(region, sign_in):
    tomo = sign_in(cast.TOMO, "kab-solok")
    assert "belum mempunyai kebijakan" in tomo.get("/kebijakan/").content.decode()
    assert tomo.get("/kebijakan/versi/1/").status_code == 404
    data = fields_of(tomo.get(EDIT)) | {"effective_from": "2026-01-01", "langkah": "tetapkan"}
    assert tomo.post(EDIT, data).status_code == 303
    assert on(date(2026, 1, 1)).version.number == 1
    with in_region("13.02"):
        assert versions.policy_on(date(2026, 1, 1)).version.number == 1
        with pytest.raises(NotNow):
            versions.policy_on(date(2025, 12, 31))


def test_the_pages_ask_the_database_little(region, sign_in):
    dewi = sign_in(cast.DEWI)
    asked = {"/kebijakan/": 4, EDIT: 4, "/kebijakan/versi/1/": 4}
    assert {address: questions(dewi, address) for address in asked} == asked
