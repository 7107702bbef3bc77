"""Add an indicator to a node.

1. Only the planner keeps the tree.
2. The code is new; a grade has its scale; a range is of numbers.
3. Audit: "menambahkan indikator …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from pk.cascade.inputs import IndicatorFacts
from pk.cascade.models import CascadeNode, Indicator
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_indicator


@act
def add_indicator(*, node: CascadeNode, facts: IndicatorFacts, by: User, at: datetime) -> Indicator:
    """A new indicator of the node."""
    check_may_plan(by)  # 1
    if node.is_retired:
        raise NotNow("Ini sudah dikeluarkan dari pohon kinerja.")
    check_indicator(facts)  # 2
    indicator = Indicator(node=node)
    fill(indicator, facts)
    indicator.save(force_insert=True)
    sentence = f"menambahkan indikator {indicator.code} {indicator.name}"
    record("indicator.added", indicator, by=by, at=at, sentence=sentence)  # 3
    return indicator


def fill(indicator: Indicator, facts: IndicatorFacts) -> None:
    """Write the facts onto the row, unsaved."""
    indicator.code = facts.code
    indicator.name = facts.name
    indicator.unit_of_measure = facts.unit_of_measure
    indicator.value_kind = facts.value_kind
    indicator.direction = facts.direction
    indicator.aggregation = facts.aggregation
    indicator.scale = list(facts.scale)
    indicator.formula = facts.formula
    indicator.data_source = facts.data_source
    indicator.is_key = facts.is_key
    indicator.owner = facts.owner
    indicator.decimals = facts.decimals
    indicator.order = facts.order
