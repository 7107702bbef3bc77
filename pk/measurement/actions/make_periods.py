"""Make the measurement periods of a year.

1. Only the steward does.
2. The policy in force says months or quarters and how many days there are to report.
3. A year has one kind of period; what exists already stays as it is.
4. Audit: "membuka … periode pengukuran tahun …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid
from pk.measurement import permissions
from pk.measurement.models import Period
from pk.policies import periods
from tenants.policy.queries.versions import policy_on


@act
def make_periods(*, year: int, by: User, at: datetime) -> list[Period]:
    """The periods of the year, in order."""
    permissions.check_may_run_periods(by)  # 1
    rules = policy_on(day_of(at)).rules.monitoring  # 2
    if Period.objects.filter(year=year).exclude(kind=rules.every).exists():  # 3
        raise Invalid(f"Tahun {year} sudah memakai jenis periode yang lain.", field="year")
    made = 0
    for span in periods.spans(year, rules):
        _, created = Period.objects.get_or_create(
            year=year,
            kind=rules.every,
            number=span.number,
            defaults={"opens_on": span.opens_on, "due_on": span.due_on},
        )
        made += created
    if made:
        trail.record(  # 4
            "period.made",
            None,
            by=by,
            at=at,
            sentence=f"membuka {made} periode pengukuran tahun {year}",
            year=year,
            kind=rules.every,
        )
    return list(Period.objects.filter(year=year).order_by("number"))
