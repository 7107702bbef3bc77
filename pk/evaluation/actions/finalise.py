"""Make the result of a review final.

1. Only the reviewer does, by the table of states.
2. The score is computed once more from the decided answers, exactly, and kept with its grade.
3. Clauses whose condition is met by it open their cases; they decide nothing.
4. Audit: "menetapkan hasil evaluasi: 65,25 (B)".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from pk.evaluation import permissions, rules, states
from pk.evaluation.actions import _clause_cases as watch
from pk.evaluation.actions import _locked as locked
from pk.evaluation.models import ScoreSheet, SheetState
from pk.evaluation.queries import results
from pk.policies import numbers


@act
def finalise(*, sheet: ScoreSheet, by: User, at: datetime) -> ScoreSheet:
    """The sheet with its score and grade."""
    sheet = locked.sheet(sheet.id)
    played = permissions.parts(by, sheet, day_of(at))
    said = states.SHEET.check(sheet.state, SheetState.FINAL, played).sentence  # 1
    result = results.result(sheet)  # 2
    rules.check_complete(result.unanswered)
    sheet.state, sheet.finalised_at = SheetState.FINAL, at
    sheet.score, sheet.grade = result.score, result.grade.code
    sheet.save(update_fields=["state", "finalised_at", "score", "grade"])
    score = numbers.print_number(result.score, decimals=2)
    trail.record(  # 4
        "evaluation.final", sheet, by=by, at=at, sentence=f"{said}: {score} ({sheet.grade})"
    )
    watch.open_cases(sheet.year, by=by, at=at)  # 3
    return sheet
