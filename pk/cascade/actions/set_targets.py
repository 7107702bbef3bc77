"""Set targets, many at once.

1. Only the planner keeps the tree.
2. Every target says what its indicator can be, in a year of its plan; one wrong target stops all.
3. A row that says nothing takes its target away; the others are written. Zero says something.
4. Audit: one sentence per indicator, with what was before.
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from pk.cascade.inputs import TargetInput
from pk.cascade.models import Indicator, Target
from pk.cascade.permissions import check_may_plan
from pk.cascade.rules import check_target


@act
def set_targets(*, rows: Sequence[TargetInput], by: User, at: datetime) -> int:
    """How many targets are different from before."""
    check_may_plan(by)  # 1
    for row in rows:
        check_target(row)  # 2
    before = {
        (target.indicator_id, target.year, target.period): target
        for target in Target.objects.select_for_update().filter(
            indicator__in={row.indicator.id for row in rows}
        )
    }
    changed: dict[Indicator, dict[str, str]] = {}
    for row in rows:
        was = before.get((row.indicator.id, row.year, row.period))
        if _same(was, row):
            continue
        changed.setdefault(row.indicator, {})[f"{row.year}/{row.period}"] = _plain(was)
        if row.is_empty:  # 3
            Target.objects.filter(
                indicator=row.indicator, year=row.year, period=row.period
            ).delete()
            continue
        Target.objects.update_or_create(
            indicator=row.indicator,
            year=row.year,
            period=row.period,
            defaults={"low": row.low, "high": row.high, "label": row.label},
        )
    for indicator, values in changed.items():  # 4
        sentence = f"menetapkan target indikator {indicator.code} {indicator.name}"
        record("targets.set", indicator, by=by, at=at, sentence=sentence, before=values)
    return sum(len(values) for values in changed.values())


def _same(was: Target | None, row: TargetInput) -> bool:
    if was is None:
        return row.is_empty
    return (was.low, was.high, was.label) == (row.low, row.high, row.label)


def _plain(was: Target | None) -> str:
    if was is None:
        return ""
    if was.label:
        return was.label
    return f"{was.low}–{was.high}" if was.high is not None else str(was.low)
