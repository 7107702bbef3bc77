"""Take a sheet one step on, or one step back with a reason.

1. Who may take which step is in the table of states.
2. What is submitted or reviewed is complete: every part is answered.
3. A step back has its reason.
4. Audit: the sentence of the table, and the reason.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import NotNow
from pk.evaluation import permissions, rules, states
from pk.evaluation.actions import _locked as locked
from pk.evaluation.models import ScoreSheet, SheetState
from pk.evaluation.queries import results

COMPLETE = {SheetState.SUBMITTED: rules.PROPOSED, SheetState.REVIEWED: rules.DECIDED}
BACK = {
    (SheetState.SUBMITTED, SheetState.SELF_ASSESSMENT),
    (SheetState.REVIEWED, SheetState.SUBMITTED),
}


@act
def move_sheet(
    *, sheet: ScoreSheet, target: str, by: User, at: datetime, reason: str = ""
) -> ScoreSheet:
    """The sheet in its new state. Finalising is an act of its own."""
    sheet = locked.sheet(sheet.id)
    if target == SheetState.FINAL:
        raise NotNow("Penetapan hasil adalah langkah tersendiri.")
    played = permissions.parts(by, sheet, day_of(at))
    said = states.SHEET.check(sheet.state, target, played).sentence  # 1
    goes_back = (sheet.state, target) in BACK
    if goes_back:
        why = rules.check_said(reason, "reason", "Tuliskan alasannya.")  # 3
    elif target in COMPLETE:
        rules.check_complete(results.result(sheet, COMPLETE[SheetState(target)]).unanswered)  # 2
    sheet.state = target
    sheet.save(update_fields=["state"])
    sentence = f"{said}: {why}" if goes_back else said
    trail.record(f"evaluation.{target.lower()}", sheet, by=by, at=at, sentence=sentence)  # 4
    return sheet
