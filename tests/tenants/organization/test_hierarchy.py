"""One answer to what stands below a unit, and to who heads it on a day."""

from datetime import date

import pytest

from core.errors import Invalid
from tenants.organization import hierarchy
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.edit_unit import edit_unit
from tenants.organization.inputs import PositionInput, UnitInput
from tenants.organization.models import Level, UnitKind
from tests import cast
from tests.given import organization, successions
from tests.given.organization import AT, IN_OFFICE_SINCE, account
from tests.given.successions import SENO

pytestmark = pytest.mark.usefixtures("malang")
TODAY = date(2026, 1, 5)


@pytest.fixture
def units():
    """The cast's units, and below Dinas Kesehatan a field, in it a section, in that a team."""
    found = organization.the_cast_in_office().units
    for code, above in (("BIDANG", "DINKES"), ("SEKSI", "BIDANG"), ("TIM", "SEKSI")):
        entered = UnitInput(code, code.title(), UnitKind.SECTION, parent=found[above])
        found[code] = add_unit(entered=entered, by=account(cast.DEWI), at=AT)
    return found


def named(units, ids):
    return sorted(code for code, unit in units.items() if unit.id in ids)


def test_below_a_unit_stands_everything_however_deep(units):
    assert named(units, hierarchy.units_below([units["DINKES"].id])) == [
        "BIDANG",
        "DINKES",
        "SEKSI",
        "TIM",
    ]
    two = [units["SEKSI"].id, units["INSP"].id]
    assert named(units, hierarchy.units_below(two)) == ["INSP", "SEKSI", "TIM"]
    assert hierarchy.units_below([]) == frozenset()


def test_the_way_up_leads_to_the_perangkat_daerah(units):
    assert hierarchy.ways_up()[units["TIM"].id] == [
        units[code].id for code in ("TIM", "SEKSI", "BIDANG", "DINKES")
    ]
    assert hierarchy.root_units()[units["TIM"].id] == units["DINKES"]
    assert hierarchy.root_unit(units["TIM"]) == units["DINKES"]
    assert hierarchy.root_unit(units["DINKES"]) == units["DINKES"]


def test_a_unit_does_not_stand_below_its_own_section(units):
    circle = UnitInput("DINKES", "Dinas Kesehatan", UnitKind.AGENCY, parent=units["TIM"])
    with pytest.raises(Invalid) as refused:
        edit_unit(unit=units["DINKES"], entered=circle, by=account(cast.DEWI), at=AT)
    assert refused.value.field == "parent"


def test_a_head_has_the_unit_and_all_below_it_from_the_first_day(units):
    sari = account(cast.SARI)
    assert named(units, hierarchy.headed_by(sari, on=TODAY)) == ["DINKES"]
    assert named(units, hierarchy.units_of(sari, on=TODAY)) == ["BIDANG", "DINKES", "SEKSI", "TIM"]
    assert hierarchy.units_of(sari, on=date(2025, 1, 1)) == frozenset()
    assert hierarchy.units_of(sari, on=IN_OFFICE_SINCE) != frozenset()


def test_a_head_of_field_heads_the_field_only_where_it_is_a_unit_of_its_own(units):
    assert hierarchy.units_of(account(cast.RINA), on=TODAY) == frozenset()
    above = organization.Position.objects.get(code="DINKES-KA")
    post = PositionInput(units["BIDANG"], "BIDANG-KA", "Kabid", Level.ADMINISTRATOR, above)
    add_position(entered=post, by=account(cast.DEWI), at=AT)
    successions.newcomer(SENO, "BIDANG-KA", TODAY)
    assert named(units, hierarchy.units_of(account(SENO), on=TODAY)) == ["BIDANG", "SEKSI", "TIM"]


def test_each_question_is_one_query(units, django_assert_num_queries):
    with django_assert_num_queries(1):
        hierarchy.units_below([units["DINKES"].id, units["INSP"].id])
    with django_assert_num_queries(1):
        hierarchy.ways_up()
