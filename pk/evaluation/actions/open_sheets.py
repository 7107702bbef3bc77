"""Open the score sheets of a year.

1. The steward or the reviewer opens them.
2. The policy in force says which version of the LKE, and whether parts or criteria are scored.
3. One sheet per unit with an agreement in force, and one for the region; what exists stays.
4. Audit: "membuka … lembar evaluasi tahun …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.agreements.queries import mandates as agreements
from pk.evaluation import permissions
from pk.evaluation.models import ScoreSheet
from pk.policies import lke
from tenants.organization import hierarchy
from tenants.organization.models import OrgUnit, UnitKind
from tenants.policy.queries.versions import policy_on


@act
def open_sheets(*, year: int, by: User, at: datetime) -> list[ScoreSheet]:
    """The sheets that were opened now."""
    permissions.check_may_open(by)  # 1
    rules = policy_on(day_of(at)).rules.evaluation  # 2
    template = lke.template(rules.template)
    wanted: list[OrgUnit | None] = [None, *_units(year, at)]  # 3
    there = set(ScoreSheet.objects.filter(year=year).values_list("unit_id", flat=True))
    made = [
        ScoreSheet(unit=unit, year=year, template=template.id, scoring_level=rules.scoring_level)
        for unit in wanted
        if (unit.id if unit else None) not in there
    ]
    ScoreSheet.objects.bulk_create(made)
    if made:
        trail.record(  # 4
            "evaluation.opened",
            None,
            by=by,
            at=at,
            sentence=f"membuka {len(made)} lembar evaluasi tahun {year}",
            year=year,
            template=template.id,
        )
    return made


def _units(year: int, at: datetime) -> list[OrgUnit]:
    """The perangkat daerah whose officials have agreements; the head office is the region itself."""
    found: dict[object, OrgUnit] = {}
    roots = hierarchy.root_units()
    for agreement in agreements.in_force(day_of(at), year=year):
        root = roots[agreement.receiver.position.unit_id]
        if root.kind != UnitKind.HEAD_OFFICE:
            found[root.id] = root
    return list(found.values())
