from datetime import date
from decimal import Decimal

import pytest

from core.errors import Invalid, NotAllowed, NotNow
from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.add_plan import add_plan
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.load_programmes import load_programmes
from pk.cascade.actions.move_node import move_node
from pk.cascade.actions.ratify_budgets import ratify_budgets
from pk.cascade.actions.retire_node import retire_node
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import IndicatorInput, NodeInput, PlanInput, ProgrammeInput, TargetInput
from pk.cascade.models import BudgetDocument, NodeKind, Programme, Target
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import cascade
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture
def given(malang):
    return cascade.planned()


def test_only_the_planner_adds_to_the_tree(given):
    entered = NodeInput(NodeKind.GOAL, "Tujuan")
    for person in (cast.RATNA, cast.SARI, cast.DEWI, cast.WULAN):
        with pytest.raises(NotAllowed):
            add_node(plan=given.plan, entered=entered, by=account(person), at=AT)


def test_what_may_stand_under_what_is_policy(given):
    objective = NodeInput(NodeKind.OBJECTIVE, "Sasaran di puncak")
    with pytest.raises(Invalid) as refused:
        add_node(plan=given.plan, entered=objective, by=account(cast.AGUS), at=AT)
    assert refused.value.sentence == "Sasaran daerah harus berada di bawah Tujuan."
    flat = RegionPolicy.model_validate({"cascade": {"shape": [{"kind": "OBJECTIVE"}]}})
    cascade.policy.adopted(flat, effective_from=date(2026, 1, 1))
    node = add_node(plan=given.plan, entered=objective, by=account(cast.AGUS), at=AT)
    assert node.parent is None


def test_a_node_never_moves_below_itself(given):
    shape = [{"kind": "UNIT_OBJECTIVE", "under": ["OBJECTIVE", "UNIT_OBJECTIVE"]}]
    rules = RegionPolicy.model_validate({"cascade": {"shape": shape}})
    cascade.policy.adopted(rules, effective_from=date(2026, 1, 1))
    agus = account(cast.AGUS)
    audit, district = given.nodes["audit"], given.nodes["district"]
    move_node(node=audit, parent=district, by=agus, at=AT)
    district.refresh_from_db()
    audit.refresh_from_db()
    with pytest.raises(Invalid) as refused:
        move_node(node=district, parent=audit, by=agus, at=AT)
    assert refused.value.field == "parent"


def test_a_node_with_children_is_not_retired(given):
    with pytest.raises(NotNow):
        retire_node(node=given.nodes["services"], by=account(cast.AGUS), at=AT)


def test_a_retired_node_takes_its_indicators_along(given):
    retire_node(node=given.nodes["community"], by=account(cast.AGUS), at=AT)
    indicator = given.indicators["DINKES-03"]
    indicator.refresh_from_db()
    assert indicator.is_retired


def test_a_unit_objective_names_its_unit(given):
    entered = NodeInput(NodeKind.UNIT_OBJECTIVE, "Sasaran", given.nodes["health"])
    with pytest.raises(Invalid) as refused:
        add_node(plan=given.plan, entered=entered, by=account(cast.AGUS), at=AT)
    assert refused.value.field == "unit"


def test_a_plan_of_a_unit_names_the_unit(given):
    entered = PlanInput("Renstra", 2025, 2029, kind="RENSTRA")
    with pytest.raises(Invalid) as refused:
        add_plan(entered=entered, by=account(cast.AGUS), at=AT)
    assert refused.value.field == "unit"


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (IndicatorInput("IKU-01", "Kembar", "persen"), "code"),
        (IndicatorInput("X", "", "persen"), "name"),
        (IndicatorInput("X", "X", ""), "unit_of_measure"),
        (IndicatorInput("X", "X", "predikat", "GRADE", scale=("A",)), "scale"),
        (IndicatorInput("X", "X", "ya/tidak", "YES_NO", "RANGE"), "direction"),
        (IndicatorInput("X", "X", "persen", "PERSEN"), "value_kind"),
    ],
)
def test_a_wrong_indicator_is_refused_at_its_field(given, entered, field):
    with pytest.raises(Invalid) as refused:
        add_indicator(node=given.nodes["goal"], entered=entered, by=account(cast.AGUS), at=AT)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("IKU-02", {"label": "E"}),
        ("IKU-02", {"low": Decimal(80)}),
        ("DINKES-01", {"label": "A"}),
        ("DINKES-01", {"low": Decimal(1), "high": Decimal(2)}),
        ("DINKES-01", {"low": Decimal(1), "year": 2031}),
        ("DINKES-01", {"low": Decimal(1), "period": 13}),
    ],
)
def test_one_wrong_target_stops_all(given, code, target):
    good = TargetInput(given.indicators["SETDA-01"], YEAR, low=Decimal(70))
    wrong = TargetInput(given.indicators[code], **{"year": YEAR, **target})
    with pytest.raises(Invalid):
        set_targets(rows=[good, wrong], by=account(cast.AGUS), at=AT)
    assert not Target.objects.exists()


def test_zero_is_a_target_and_empty_takes_one_away(given):
    agus = account(cast.AGUS)
    indicator = given.indicators["DINKES-01"]
    assert set_targets(rows=[TargetInput(indicator, YEAR, low=Decimal(0))], by=agus, at=AT) == 1
    assert Target.objects.get().low == 0
    assert set_targets(rows=[TargetInput(indicator, YEAR, low=Decimal(0))], by=agus, at=AT) == 0
    assert set_targets(rows=[TargetInput(indicator, YEAR)], by=agus, at=AT) == 1
    assert not Target.objects.exists()


def test_an_owner_is_assigned_once_and_inside_the_plan(given):
    agus = account(cast.AGUS)
    node, sari = given.nodes["services"], given.organization.positions["DINKES-KA"]
    for year, field in ((YEAR, "position"), (2040, "year")):
        with pytest.raises(Invalid) as refused:
            assign_owner(node=node, position=sari, year=year, by=agus, at=AT)
        assert refused.value.field == field


def test_one_impossible_date_stops_all(given):
    units = given.organization.units
    dates = {units["DINKES"]: date(2026, 1, 2), units["INSP"]: date(2031, 1, 2)}
    with pytest.raises(Invalid):
        ratify_budgets(year=YEAR, dates=dates, by=account(cast.DEWI), at=AT)
    assert not BudgetDocument.objects.exists()


def test_programmes_are_loaded_whole_or_not_at_all(given):
    dinkes, agus = given.organization.units["DINKES"], account(cast.AGUS)
    rows = [
        ProgrammeInput("1.02.02", "Program", Decimal(100)),
        ProgrammeInput("1.02.02.2.01", "Kegiatan", Decimal(60), "ACTIVITY", "1.02.02"),
    ]
    load_programmes(unit=dinkes, year=YEAR, rows=rows, by=agus, at=AT)
    wrong = [ProgrammeInput("1.02.02", "Program", Decimal(200)), ProgrammeInput("", "", Decimal(1))]
    with pytest.raises(Invalid):
        load_programmes(unit=dinkes, year=YEAR, rows=wrong, by=agus, at=AT)
    assert {p.code: p.ceiling_rupiah for p in Programme.objects.all()} == {
        "1.02.02": 100,
        "1.02.02.2.01": 60,
    }
    assert Programme.objects.get(code="1.02.02.2.01").parent.code == "1.02.02"


@pytest.mark.parametrize("ceiling", ["-1", "1.5", "1000000000000000000"])
def test_a_ceiling_is_whole_rupiah(given, ceiling):
    rows = [ProgrammeInput("1.02.02", "Program", Decimal(ceiling))]
    with pytest.raises(Invalid):
        load_programmes(
            unit=given.organization.units["DINKES"],
            year=YEAR,
            rows=rows,
            by=account(cast.AGUS),
            at=AT,
        )
