"""Change an indicator.

1. Only the planner keeps the tree.
2. The code stays its own; with targets set, what a target is does not change.
3. Audit: "mengubah indikator …", with what was before.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from pk.cascade.actions.add_indicator import fill
from pk.cascade.inputs import IndicatorInput
from pk.cascade.models import Indicator
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_indicator


@act
def edit_indicator(
    *, indicator: Indicator, entered: IndicatorInput, by: User, at: datetime
) -> Indicator:
    """The indicator as it is from now on."""
    check_may_plan(by)  # 1
    indicator = Indicator.objects.select_for_update(of=("self",)).get(id=indicator.id)
    check_indicator(entered, indicator=indicator)  # 2
    changed = (indicator.value_kind, indicator.direction == "RANGE") != (
        entered.value_kind,
        entered.direction == "RANGE",
    )
    if changed and indicator.targets.exists():
        raise Invalid(
            "Target sudah diisi; kosongkan target sebelum mengubah jenis nilainya.",
            field="value_kind",
        )
    before = {"code": indicator.code, "name": indicator.name, "formula": indicator.formula}
    fill(indicator, entered)
    indicator.save()
    sentence = f"mengubah indikator {indicator.code} {indicator.name}"
    record("indicator.edited", indicator, by=by, at=at, sentence=sentence, before=before)  # 3
    return indicator
