"""The sample region's cascade, entered as its planner would: goals down to positions, targets, budgets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from core.accounts.models import User
from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.add_plan import add_plan
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.load_programmes import load_programmes
from pk.cascade.actions.set_targets import set_targets
from pk.cascade.inputs import IndicatorInput, NodeInput, PlanInput, ProgrammeInput, TargetInput
from pk.cascade.models import CascadeNode, Indicator, NodeKind, Plan
from samples import catalogue, chance
from samples.catalogue import SampleRegion
from samples.organization import Office
from tenants.organization.models import Level, OrgUnit, Position


@dataclass
class Planner:
    """Enters one plan with everything that hangs below it, for the years that are walked."""

    region: SampleRegion
    office: Office
    by: User
    at: datetime
    years: list[int]
    periods: int = 4
    prefix: str = ""
    targets: list[TargetInput] = field(default_factory=list)

    def enter(self, title: str, first: int, last: int) -> None:
        """One plan: goals, objectives, the units' own objectives, targets and budgets."""
        plan = add_plan(entered=PlanInput(title, first, last), by=self.by, at=self.at)
        objectives = self._of_the_region(plan)
        for position in self.office.positions.values():
            wants = self._wanted(position)
            if wants and position.level != Level.ADMINISTRATOR:
                self._of_a_position(plan, objectives[wants["under"]], position, wants)
        set_targets(rows=self.targets, by=self.by, at=self.at)
        self.targets.clear()

    def _of_the_region(self, plan: Plan) -> dict[str, CascadeNode]:
        head = self.office.positions["KDH"]
        more = self.region.raw.get("more_indicators", [])
        found: dict[str, CascadeNode] = {}
        for goal in self.region.goals():
            top = self._node(plan, NodeKind.GOAL, goal["statement"], None, None)
            for objective in goal["objectives"]:
                node = self._node(plan, NodeKind.OBJECTIVE, objective["statement"], top, None)
                self._own(node, head)
                found[objective["key"]] = node
                extra = [row for row in more if row["under"] == objective["key"]]
                for row in [*objective["indicators"], *extra]:
                    self._indicator(node, row, head, f"{self.prefix}{row['code']}", is_key=True)
        return found

    def _wanted(self, position: Position) -> dict[str, Any] | None:
        """What a position answers for, by its unit or its kind."""
        performance = catalogue.performance()
        by_level = {
            Level.ASSISTANT: performance["assistant"],
            Level.EXPERT: performance["expert"],
            Level.DISTRICT_HEAD: performance["district"],
        }
        if position.level == Level.HEAD_OF_REGION:
            return None
        return dict(by_level.get(Level(position.level)) or performance["units"][position.unit.code])

    def _of_a_position(
        self, plan: Plan, above: CascadeNode, position: Position, wants: dict[str, Any]
    ) -> None:
        statement = f"{wants['objective']}"
        node = self._node(plan, NodeKind.UNIT_OBJECTIVE, statement, above, position.unit)
        self._own(node, position)
        for order, row in enumerate(wants["indicators"], 1):
            code = f"{self.prefix}{position.code}-{order:02}"
            self._indicator(node, row, position, code)
        if "programmes" in wants:
            self._budget(node, position, wants["programmes"])
        for below in self.office.positions.values():
            if below.superior_id == position.id and below.level == Level.ADMINISTRATOR:
                self._of_a_field(plan, node, below)

    def _of_a_field(self, plan: Plan, above: CascadeNode, position: Position) -> None:
        wants = catalogue.performance()["field"]
        statement = f"{wants['objective']} {position.title.removeprefix('Kepala Bidang ').lower()}"
        node = self._node(plan, NodeKind.OUTCOME, statement, above, position.unit)
        self._own(node, position)
        for order, row in enumerate(wants["indicators"], 1):
            self._indicator(node, row, position, f"{self.prefix}{position.code}-{order:02}")

    def _node(
        self,
        plan: Plan,
        kind: NodeKind,
        statement: str,
        parent: CascadeNode | None,
        unit: OrgUnit | None,
    ) -> CascadeNode:
        entered = NodeInput(kind, statement, parent, unit)
        return add_node(plan=plan, entered=entered, by=self.by, at=self.at)

    def _own(self, node: CascadeNode, position: Position) -> None:
        for year in self.years:
            assign_owner(node=node, position=position, year=year, by=self.by, at=self.at)

    def _indicator(
        self,
        node: CascadeNode,
        row: dict[str, Any],
        owner: Position,
        code: str,
        *,
        is_key: bool = False,
    ) -> None:
        places = row.get("decimals", 2)
        entered = IndicatorInput(
            code=code,
            name=row["name"],
            unit_of_measure=row["unit"],
            value_kind=row.get("kind", "NUMBER"),
            direction=row.get("direction", "HIGHER"),
            aggregation=row.get("aggregation", "LAST"),
            scale=tuple(row.get("scale", ())),
            is_key=is_key,
            owner=owner,
            decimals=places,
        )
        indicator = add_indicator(node=node, entered=entered, by=self.by, at=self.at)
        for year in self.years:
            self._targets(indicator, row, year, places)

    def _targets(self, indicator: Indicator, row: dict[str, Any], year: int, places: int) -> None:
        target = catalogue.target_in(row, year)
        if target is None:
            self.targets.append(TargetInput(indicator, year, label=row["label"]))
            return
        target = chance.rounded(target, places)
        self.targets.append(TargetInput(indicator, year, low=target))
        if row.get("aggregation") == "SUM":
            done = Decimal(0)
            for number in range(1, self.periods + 1):
                part = chance.rounded(target * number / self.periods, places) - done
                done += part
                self.targets.append(TargetInput(indicator, year, number, low=part))

    def _budget(self, node: CascadeNode, position: Position, names: list[str]) -> None:
        for year in self.years:
            rows = [
                ProgrammeInput(
                    code=f"{order:02}",
                    name=name,
                    ceiling_rupiah=Decimal(
                        (400 + chance.number(self.region.code, position.code, name, below=9000))
                        * 1_250_000
                    ),
                    node=node,
                )
                for order, name in enumerate(names, 1)
            ]
            load_programmes(unit=position.unit, year=year, rows=rows, by=self.by, at=self.at)
