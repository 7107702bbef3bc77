from datetime import date
from decimal import Decimal

import pytest

from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.edit_indicator import edit_indicator
from pk.cascade.actions.ratify_budget import ratify_budget
from pk.cascade.inputs import IndicatorInput
from pk.cascade.models import BudgetDocument
from pk.cascade.queries import plans
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.inputs import UnitInput
from tests import cast
from tests.given import cascade
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")


def test_sari_answers_for_two_indicators_with_their_targets():
    given = cascade.ready_for_agreements()
    planned = plans.commitments_for(given.organization.positions["DINKES-KA"], YEAR)
    assert [(p.indicator.code, p.target.low) for p in planned] == [
        ("DINKES-01", Decimal(85)),
        ("DINKES-02", Decimal(90)),
    ]
    assert {p.node.statement for p in planned} == {"Meningkatnya mutu layanan kesehatan"}


def test_a_missing_target_is_missing_and_not_zero():
    given = cascade.planned()
    planned = plans.commitments_for(given.organization.positions["DINKES-KA"], YEAR)
    assert [p.target for p in planned] == [None, None]


def test_last_year_she_answered_for_nothing():
    given = cascade.ready_for_agreements()
    position = given.organization.positions["DINKES-KA"]
    assert plans.commitments_for(position, YEAR - 1) == []
    assert not plans.owned_nodes(position, YEAR - 1).exists()


def test_of_a_shared_node_an_indicator_with_an_owner_goes_to_the_owner():
    given = cascade.planned()
    agus = account(cast.AGUS)
    positions = given.organization.positions
    node, rina, sari = given.nodes["services"], positions["DINKES-KABID"], positions["DINKES-KA"]
    assign_owner(node=node, position=rina, year=YEAR, by=agus, at=AT)
    entered = IndicatorInput("DINKES-02", "Angka kematian ibu", "orang", owner=rina)
    edit_indicator(indicator=given.indicators["DINKES-02"], entered=entered, by=agus, at=AT)
    assert [p.indicator.code for p in plans.commitments_for(sari, YEAR)] == ["DINKES-01"]
    codes = {p.indicator.code for p in plans.commitments_for(rina, YEAR)}
    assert codes == {"DINKES-01", "DINKES-02", "DINKES-03"}


def test_an_indicator_owned_by_someone_who_does_not_share_the_node_is_not_lost():
    given = cascade.planned()
    positions = given.organization.positions
    entered = IndicatorInput("DINKES-02", "AKI", "orang", owner=positions["CAMAT-01"])
    agus = account(cast.AGUS)
    edit_indicator(indicator=given.indicators["DINKES-02"], entered=entered, by=agus, at=AT)
    assert len(plans.commitments_for(positions["DINKES-KA"], YEAR)) == 2


def test_the_unit_head_lists_the_programmes_of_the_unit_and_the_regent_those_of_all():
    given = cascade.ready_for_agreements()
    positions = given.organization.positions
    codes = [p.code for p in plans.programmes_for(positions["DINKES-KA"], YEAR)]
    assert codes == ["1.02.02", "1.02.03"]
    assert len(plans.programmes_for(positions["KDH"], YEAR)) == 5
    assert plans.programmes_for(positions["DINKES-KABID"], YEAR) == []


def test_deadlines_run_from_the_first_budget_document():
    given = cascade.ready_for_agreements()
    dinkes = given.organization.units["DINKES"]
    agus = account(cast.AGUS)
    later = date(2026, 10, 1)
    ratify_budget(unit=dinkes, year=YEAR, ratified_on=later, revision=1, by=agus, at=AT)
    assert plans.budget_days(YEAR).of(dinkes.id) == cascade.RATIFIED_ON
    assert plans.ratified_dates(YEAR)[dinkes].ratified_on == cascade.RATIFIED_ON
    assert plans.budget_days(YEAR + 1).of(dinkes.id) is None
    assert BudgetDocument.objects.filter(unit=dinkes).count() == 2


def test_a_section_goes_by_the_unit_above_it():
    given = cascade.ready_for_agreements()
    entered = UnitInput("BID", "Bidang", "SECTION", parent=given.organization.units["DINKES"])
    section = add_unit(entered=entered, by=account(cast.DEWI), at=AT)
    assert plans.budget_days(YEAR).of(section.id) == cascade.RATIFIED_ON
