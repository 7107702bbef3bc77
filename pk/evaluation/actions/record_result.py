"""Record a result of the region that somebody else published, such as the ministry's.

1. Only the steward does, and says where it was published.
2. A score has the grade that belongs to it; a grade may stand alone where no score was published.
3. There is one result per year; a sheet that is already being filled is not overwritten.
4. Clauses whose condition is met by it open their cases.
5. Audit: "mencatat predikat SAKIP tahun …".
"""

from datetime import datetime
from decimal import Decimal

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.errors import Invalid, NotNow
from pk.evaluation import permissions, rules
from pk.evaluation.actions import _clause_cases as watch
from pk.evaluation.models import ScoreSheet, SheetState
from pk.policies import grades, numbers
from tenants.policy.queries.versions import policy_on


@act
def record_result(
    *, year: int, grade: str, score: Decimal | None, source_note: str, by: User, at: datetime
) -> ScoreSheet:
    """The region's sheet of the year, final."""
    permissions.check_may_record_result(by)  # 1
    source = rules.check_said(source_note, "source_note", "Sebutkan sumber hasil ini.")
    if grade not in grades.BY_CODE:  # 2
        raise Invalid("Pilih predikat AA sampai D.", field="grade")
    if score is not None:
        if score != numbers.round_half_up(score):
            raise Invalid("Nilai paling banyak dua angka di belakang koma.", field="score")
        belongs = grades.grade_of(score).code
        if belongs != grade:
            raise Invalid(f"Nilai ini berpredikat {belongs}, bukan {grade}.", field="score")
    sheet = ScoreSheet.objects.select_for_update().filter(unit=None, year=year).first()  # 3
    if sheet is not None and (sheet.state == SheetState.FINAL or sheet.answers.exists()):
        raise NotNow(f"Hasil evaluasi daerah tahun {year} sudah ada atau sedang disusun.")
    template = policy_on(day_of(at)).rules.evaluation.template
    sheet = sheet or ScoreSheet(unit=None, year=year, template=template)
    sheet.state, sheet.finalised_at = SheetState.FINAL, at
    sheet.score, sheet.grade, sheet.source_note = score, grade, source
    sheet.save()
    trail.record(  # 5
        "evaluation.recorded",
        sheet,
        by=by,
        at=at,
        sentence=f"mencatat predikat SAKIP {grade} tahun {year} ({source})",
    )
    watch.open_cases(year, by=by, at=at)  # 4
    return sheet
