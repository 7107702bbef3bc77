"""The map is drawn from the shipped boundaries."""

import pytest

from reporting.comparison.queries import map_geometry
from tenants.registry import area_codes


def test_every_kabupaten_and_kota_has_a_shape():
    drawn = {shape.code for shape in map_geometry.sheet().areas}
    assert drawn == {code for code in area_codes.areas() if len(code) == 5}


def test_a_province_shows_only_its_own_areas():
    sheet = map_geometry.sheet("35")
    assert {shape.code[:2] for shape in sheet.areas} == {"35"}
    assert [shape.code for shape in sheet.borders] == ["35"]


def test_the_country_is_wider_than_high():
    assert 300 < map_geometry.sheet().height < 450


def test_every_outline_is_closed_and_starts_somewhere():
    for shape in map_geometry.sheet().areas:
        assert shape.path.startswith("M")
        assert shape.path.endswith("z")


def test_an_unknown_province_has_no_map():
    with pytest.raises(KeyError):
        map_geometry.sheet("99")
