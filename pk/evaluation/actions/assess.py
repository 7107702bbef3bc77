"""Keep the unit's own assessment of some parts.

1. Only who answers for the unit does, while the sheet is with the unit.
2. Answers are AA…E; A and AA have their note.
3. Audit: "menilai mandiri …".
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import NotAllowed, NotNow
from pk.evaluation import permissions, rules
from pk.evaluation.actions import _answering as answering
from pk.evaluation.actions import _locked as locked
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import Answer, ScoreSheet, SheetState


@act
def assess(
    *, sheet: ScoreSheet, answers: Sequence[PartAnswer], by: User, at: datetime
) -> list[Answer]:
    """The rows that were answered."""
    sheet = locked.sheet(sheet.id)
    if not permissions.answers_for(by, sheet, day_of(at)):  # 1
        raise NotAllowed("Penilaian mandiri diisi oleh pimpinan unit yang dinilai.")
    if sheet.state != SheetState.SELF_ASSESSMENT:
        raise NotNow("Penilaian mandiri sudah diajukan.")
    rows = answering.keep(sheet, answers, rules.PROPOSED)  # 2
    codes = ", ".join(row.sub_component for row in rows)
    trail.record(  # 3
        "evaluation.assessed", sheet, by=by, at=at, sentence=f"menilai mandiri bagian {codes}"
    )
    return rows
