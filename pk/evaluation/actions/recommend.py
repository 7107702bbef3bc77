"""Add a recommendation to a sheet.

1. Only the reviewer does, while the sheet is being scored or after it is final.
2. It begins with "Agar" and has a day in the future.
3. Audit: "memberi rekomendasi: …".
"""

from datetime import date, datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import NotNow
from pk.evaluation import permissions, rules
from pk.evaluation.actions import _locked as locked
from pk.evaluation.models import Recommendation, ScoreSheet, SheetState
from pk.policies import lke


@act
def recommend(
    *, sheet: ScoreSheet, sub_component: str, text: str, due_on: date, by: User, at: datetime
) -> Recommendation:
    """The recommendation."""
    permissions.check_may_review(by)  # 1
    sheet = locked.sheet(sheet.id)
    if sheet.state == SheetState.SELF_ASSESSMENT:
        raise NotNow("Rekomendasi diberikan setelah penilaian mandiri diajukan.")
    said = rules.check_recommendation(text, due_on, day_of(at))  # 2
    if sub_component:
        lke.template(sheet.template).part(sub_component)
    row = Recommendation.objects.create(
        sheet=sheet, sub_component=sub_component, text=said, due_on=due_on
    )
    trail.record(  # 3
        "recommendation.given", row, by=by, at=at, sentence=f"memberi rekomendasi: {said}"
    )
    return row
