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
from pk.cascade.inputs import IndicatorInput
from pk.cascade.models import CascadeNode, Indicator
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_indicator


@act
def add_indicator(
    *, node: CascadeNode, entered: IndicatorInput, by: User, at: datetime
) -> Indicator:
    """A new indicator of the node."""
    check_may_plan(by)  # 1
    if node.is_retired:
        raise NotNow("Ini sudah dikeluarkan dari pohon kinerja.")
    check_indicator(entered)  # 2
    indicator = Indicator(node=node)
    fill(indicator, entered)
    indicator.save(force_insert=True)
    sentence = f"menambahkan indikator {indicator.code} {indicator.name}"
    record("indicator.added", indicator, by=by, at=at, sentence=sentence)  # 3
    return indicator


def fill(indicator: Indicator, entered: IndicatorInput) -> None:
    """Write what was entered onto the row, unsaved."""
    indicator.code = entered.code
    indicator.name = entered.name
    indicator.unit_of_measure = entered.unit_of_measure
    indicator.value_kind = entered.value_kind
    indicator.direction = entered.direction
    indicator.aggregation = entered.aggregation
    indicator.scale = list(entered.scale)
    indicator.formula = entered.formula
    indicator.data_source = entered.data_source
    indicator.is_key = entered.is_key
    indicator.owner = entered.owner
    indicator.decimals = entered.decimals
    indicator.order = entered.order
