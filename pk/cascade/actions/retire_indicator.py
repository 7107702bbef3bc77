"""Take an indicator out of the tree; what was promised with it stays as it was.

1. Only the planner keeps the tree.
2. It is still in the tree.
3. Audit: "mengeluarkan indikator …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import NotNow
from pk.cascade.models import Indicator
from pk.cascade.permissions import check_may_plan


@act
def retire_indicator(*, indicator: Indicator, by: User, at: datetime) -> Indicator:
    """The indicator, no longer shown or promised."""
    check_may_plan(by)  # 1
    indicator = Indicator.objects.select_for_update(of=("self",)).get(id=indicator.id)
    if indicator.is_retired:  # 2
        raise NotNow("Indikator ini sudah dikeluarkan.")
    indicator.is_retired = True
    indicator.save(update_fields=["is_retired"])
    sentence = f"mengeluarkan indikator {indicator.code} {indicator.name}"
    record("indicator.retired", indicator, by=by, at=at, sentence=sentence)  # 3
    return indicator
