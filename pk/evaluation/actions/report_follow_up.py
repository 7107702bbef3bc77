"""Report what was done about a recommendation.

1. Only who answers for the unit does, by the table of states.
2. Something was done.
3. Audit: "melaporkan tindak lanjut rekomendasi".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.evaluation import permissions, rules, states
from pk.evaluation.actions import _locked as locked
from pk.evaluation.models import Recommendation


@act
def report_follow_up(
    *, recommendation: Recommendation, text: str, by: User, at: datetime
) -> Recommendation:
    """The recommendation, reported."""
    row = locked.recommendation(recommendation.id)
    played = permissions.parts(by, row.sheet, day_of(at))
    target = Recommendation.State.REPORTED
    said = states.RECOMMENDATION.check(row.state, target, played).sentence  # 1
    row.follow_up = rules.check_said(text, "text", "Tuliskan apa yang sudah dilakukan.")  # 2
    row.state, row.reported_at = target, at
    row.save(update_fields=["state", "follow_up", "reported_at"])
    trail.record("recommendation.reported", row, by=by, at=at, sentence=said)  # 3
    return row
