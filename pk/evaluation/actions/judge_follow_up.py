"""Accept what was done about a recommendation, or ask for more.

1. Only the reviewer does, by the table of states.
2. Whoever asks for more says what is missing.
3. Audit: the sentence of the table, and what is missing.
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
def judge_follow_up(
    *, recommendation: Recommendation, accepted: bool, reason: str, by: User, at: datetime
) -> Recommendation:
    """The recommendation, closed or open again."""
    row = locked.recommendation(recommendation.id)
    state = Recommendation.State
    target = state.CLOSED if accepted else state.OPEN
    played = permissions.parts(by, row.sheet, day_of(at))
    said = states.RECOMMENDATION.check(row.state, target, played).sentence  # 1
    if not accepted:
        said = f"{said}: {rules.check_said(reason, 'reason', 'Tuliskan yang masih kurang.')}"  # 2
    row.state, row.closed_at = target, at if accepted else None
    row.save(update_fields=["state", "closed_at"])
    trail.record("recommendation.judged", row, by=by, at=at, sentence=said)  # 3
    return row
