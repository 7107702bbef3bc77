"""A small cascade: a plan, a goal, objectives of region and units, targets, budget."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.add_plan import add_plan
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.load_programmes import load_programmes
from pk.cascade.actions.ratify_budgets import ratify_budgets
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import IndicatorInput, NodeInput, PlanInput, ProgrammeInput, TargetInput
from pk.cascade.models import (
    Aggregation,
    CascadeNode,
    Direction,
    Indicator,
    NodeKind,
    Plan,
    ValueKind,
)
from tenants.policy.models import PolicyVersion
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import organization, policy
from tests.given.organization import AT, YEAR, Organization, account
from tests.remembered import remembered

RATIFIED_ON = date(2026, 1, 2)
GRADES = ("D", "C", "CC", "B", "BB", "A", "AA")

# key, parent, kind, unit, owner, statement
NODES = (
    ("goal", None, NodeKind.GOAL, None, "KDH", "Meningkatnya kualitas hidup masyarakat"),
    ("health", "goal", NodeKind.OBJECTIVE, None, "KDH", "Meningkatnya derajat kesehatan"),
    ("govern", "goal", NodeKind.OBJECTIVE, None, "KDH", "Meningkatnya akuntabilitas kinerja"),
    ("services", "health", NodeKind.UNIT_OBJECTIVE, "DINKES", "DINKES-KA",
     "Meningkatnya mutu layanan kesehatan"),
    ("community", "services", NodeKind.OUTCOME, "DINKES", "DINKES-KABID",
     "Menurunnya prevalensi stunting"),
    ("secretariat", "govern", NodeKind.UNIT_OBJECTIVE, "SETDA", "SEKDA",
     "Meningkatnya tata kelola pemerintahan"),
    ("audit", "govern", NodeKind.UNIT_OBJECTIVE, "INSP", "INSP-KA",
     "Meningkatnya mutu pengawasan intern"),
    ("district", "govern", NodeKind.UNIT_OBJECTIVE, "KEC-01", "CAMAT-01",
     "Meningkatnya mutu layanan kecamatan"),
)  # fmt: skip

# node, entered, the year's target
INDICATORS: tuple[tuple[str, IndicatorInput, dict[str, Decimal | str]], ...] = (
    ("health", IndicatorInput("IKU-01", "Umur harapan hidup", "tahun", is_key=True),
     {"low": Decimal("72.5")}),
    ("govern", IndicatorInput("IKU-02", "Predikat SAKIP", "predikat", ValueKind.GRADE,
                              scale=GRADES, is_key=True), {"label": "A"}),
    ("services", IndicatorInput("DINKES-01", "Indeks kepuasan masyarakat", "indeks"),
     {"low": Decimal("85")}),
    ("services", IndicatorInput("DINKES-02", "Angka kematian ibu", "per 100.000 kelahiran hidup",
                                direction=Direction.LOWER), {"low": Decimal("90")}),
    ("community", IndicatorInput("DINKES-03", "Prevalensi stunting", "persen", ValueKind.PERCENT,
                                 Direction.LOWER, Aggregation.LAST), {"low": Decimal("14")}),
    ("secretariat", IndicatorInput("SETDA-01", "Indeks reformasi birokrasi", "indeks"),
     {"low": Decimal("75.25")}),
    ("audit", IndicatorInput("INSP-01", "Tindak lanjut rekomendasi", "persen",
                             ValueKind.PERCENT), {"low": Decimal("90")}),
    ("district", IndicatorInput("KEC-01-01", "Indeks kepuasan layanan kecamatan", "indeks"),
     {"low": Decimal("80")}),
)  # fmt: skip

PROGRAMMES = {
    "DINKES": (
        ("1.02.02", "Pemenuhan Upaya Kesehatan Perorangan dan Masyarakat", 120_000_000_000),
        ("1.02.03", "Peningkatan Kapasitas Sumber Daya Manusia Kesehatan", 8_500_000_000),
    ),
    "SETDA": (("4.01.02", "Pemerintahan dan Kesejahteraan Rakyat", 21_000_000_000),),
    "INSP": (("6.01.02", "Penyelenggaraan Pengawasan", 6_250_000_000),),
    "KEC-01": (("7.01.02", "Penyelenggaraan Pemerintahan dan Pelayanan Publik", 1_900_000_000),),
}


@dataclass(frozen=True, slots=True)
class Cascade:
    """Everything by its key: nodes as in `NODES`, indicators by code."""

    year: int
    organization: Organization
    version: PolicyVersion
    plan: Plan
    nodes: dict[str, CascadeNode] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)


@remembered
def planned(
    rules: RegionPolicy | None = None, *, preset: str = "standar", at: datetime = AT
) -> Cascade:
    """The cast in office, a policy, owned nodes with indicators; no targets, no budget."""
    organized = organization.the_cast_in_office(at)
    version = policy.adopted(rules, preset=preset, at=at)
    agus = account(cast.AGUS)
    entered = PlanInput("RPJMD Kabupaten Malang", 2025, 2029, legal_basis="Perda 1 Tahun 2025")
    cascade = Cascade(YEAR, organized, version, add_plan(entered=entered, by=agus, at=at))
    for key, parent, kind, unit, owner, statement in NODES:
        above = cascade.nodes[parent] if parent else None
        node = NodeInput(kind, statement, above, organized.units[unit] if unit else None)
        cascade.nodes[key] = add_node(plan=cascade.plan, entered=node, by=agus, at=at)
        position = organized.positions[owner]
        assign_owner(node=cascade.nodes[key], position=position, year=YEAR, by=agus, at=at)
    for key, indicator, _ in INDICATORS:
        cascade.indicators[indicator.code] = add_indicator(
            node=cascade.nodes[key], entered=indicator, by=agus, at=at
        )
    return cascade


@remembered
def ready_for_agreements(
    rules: RegionPolicy | None = None, *, preset: str = "standar", at: datetime = AT
) -> Cascade:
    """As `planned`, with targets, programmes, and every DPA ratified on 2 January 2026."""
    cascade = planned(rules, preset=preset, at=at)
    agus = account(cast.AGUS)
    rows = [
        TargetInput(cascade.indicators[entered.code], YEAR, **target)  # type: ignore[arg-type]
        for _, entered, target in INDICATORS
    ]
    set_targets(rows=rows, by=agus, at=at)
    units = cascade.organization.units
    for code, programmes in PROGRAMMES.items():
        lines = [ProgrammeInput(c, name, Decimal(ceiling)) for c, name, ceiling in programmes]
        load_programmes(unit=units[code], year=YEAR, rows=lines, by=agus, at=at)
    dates = dict.fromkeys(units.values(), RATIFIED_ON)
    ratify_budgets(year=YEAR, dates=dates, by=agus, at=at)
    return cascade
