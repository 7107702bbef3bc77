"""Keep the reviewer's answers to some parts.

1. Only the reviewer does, after the unit has submitted and before the review is complete.
2. Answers are AA…E; A and AA have their note. What the unit proposed stays as it was.
3. Audit: "menilai …".
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.errors import NotNow
from pk.evaluation import permissions, rules
from pk.evaluation.actions import _answering as answering
from pk.evaluation.actions import _locked as locked
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import Answer, ScoreSheet, SheetState


@act
def review(
    *, sheet: ScoreSheet, answers: Sequence[PartAnswer], by: User, at: datetime
) -> list[Answer]:
    """The rows that were scored."""
    permissions.check_may_review(by)  # 1
    sheet = locked.sheet(sheet.id)
    if sheet.state != SheetState.SUBMITTED:
        raise NotNow("Lembar ini tidak sedang dinilai.")
    rows = answering.keep(sheet, answers, rules.DECIDED)  # 2
    said = {row.sub_component: row.decided or row.decided_parts for row in rows}
    codes = ", ".join(said)
    trail.record(  # 3
        "evaluation.reviewed",
        sheet,
        by=by,
        at=at,
        sentence=f"menilai bagian {codes}",
        decided=said,
    )
    return rows
