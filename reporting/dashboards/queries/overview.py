"""The year on one page: who has signed, what is late, what is below target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.errors import NotNow
from pk.agreements.models import Agreement
from pk.agreements.queries import mandates as agreements
from pk.measurement.queries import achievements
from pk.measurement.queries import figures as measurement
from pk.measurement.queries.achievements import CommitmentAchievement
from pk.measurement.queries.figures import Absorption, Counts, NotReported
from pk.policies.achievement import TargetSide

FIRST = 8
"""So many lines of each list; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the head of region asks first, with the lists behind the figures."""

    year: int
    progress: agreements.SigningProgress
    late: list[Agreement]
    counts: Counts | None
    below: list[CommitmentAchievement]
    below_total: int
    absorption: Absorption | None
    not_reported: list[NotReported]
    not_reported_total: int
    period: str

    @property
    def late_more(self) -> int:
        """Late agreements that the list leaves out."""
        return max(0, self.progress.late - len(self.late))


def overview(year: int, on: date) -> Overview:
    """The year as it stands on a day. Without a policy there are no counts."""
    late = list(agreements.late_on(on, year=year)[:FIRST])
    period = measurement.latest_open(on)
    missing = measurement.not_reported(period) if period and period.year == year else []
    counts, absorption, below = _figures(year, on)
    return Overview(
        year=year,
        progress=agreements.signing_progress(year, on=on),
        late=late,
        counts=counts,
        below=below[:FIRST],
        below_total=len(below),
        absorption=absorption,
        not_reported=missing[:FIRST],
        not_reported_total=len(missing),
        period=str(period) if period else "",
    )


def _figures(
    year: int, on: date
) -> tuple[Counts | None, Absorption | None, list[CommitmentAchievement]]:
    mandates = measurement.mandates(year, on=on)
    if not mandates:
        return None, None, []
    found = achievements.standings(mandates)
    rows = [row for rows in found.values() for row in rows]
    try:
        counts = measurement.counted(rows, year, on=on)
    except NotNow:
        return None, None, []
    once = {row.commitment.indicator_id: row for row in reversed(rows)}
    below = [row for row in once.values() if row.achievement.side == TargetSide.BELOW]
    return counts, measurement.absorption(year), sorted(below, key=_reached)


def _reached(row: CommitmentAchievement) -> Decimal:
    return row.achievement.percent or Decimal(0)
