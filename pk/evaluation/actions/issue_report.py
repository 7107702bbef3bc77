"""Print and archive the report of an evaluation (LHE).

1. Only the reviewer does, once the result is final and was scored here.
2. What is printed is frozen; there is one report per sheet.
3. Audit: "menerbitkan laporan hasil evaluasi".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.documents import archive
from core.documents.models import Document
from core.errors import NotNow
from pk.evaluation import permissions
from pk.evaluation.actions import _locked as locked
from pk.evaluation.documents import report
from pk.evaluation.models import ScoreSheet, SheetState
from tenants.registry.context import current_region


@act
def issue_report(*, sheet: ScoreSheet, by: User, at: datetime) -> Document:
    """The archived report."""
    permissions.check_may_review(by)  # 1
    sheet = locked.sheet(sheet.id)
    if sheet.state != SheetState.FINAL or not sheet.answers.exists():
        raise NotNow("Laporan terbit setelah hasil penilaian ditetapkan.")
    if sheet.report_id is not None:  # 2
        raise NotNow("Laporan hasil evaluasi sudah terbit.")
    content = report.content_of(sheet, on=day_of(at))
    document = archive.freeze(
        kind=report.KIND,
        title=f"Laporan Hasil Evaluasi AKIP {sheet.year} {content.unit_name}",
        template=report.TEMPLATE,
        content=content,
        subject=sheet,
        at=at,
        code_prefix=current_region().code,
    )
    sheet.report = document
    sheet.save(update_fields=["report"])
    trail.record(  # 3
        "evaluation.reported",
        sheet,
        by=by,
        at=at,
        sentence=f"menerbitkan laporan hasil evaluasi {document.code}",
    )
    return document
