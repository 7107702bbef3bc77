"""The laporan hasil evaluasi (LHE) as it is printed: a frozen dataclass, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.accounts.models import User
from core.days import day_of
from core.documents.kinds import DocumentKind
from core.documents.models import Document
from pk.evaluation import permissions
from pk.evaluation.models import ScoreSheet
from pk.evaluation.queries import results, tables
from pk.measurement.queries.figures import today
from pk.policies import grades, numbers
from tenants.registry.context import current_region

KIND = "evaluation_report"
TEMPLATE = "evaluation/print/report.html"


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part: its weight, the decided answer and its points, as printed."""

    code: str
    aspect: str
    weight: str
    answer: str
    points: str
    note: str


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """One component with its parts."""

    code: str
    name: str
    weight: str
    points: str
    parts: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """What shall be done, and by when."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ReportContent:
    """Everything that stands on paper."""

    region_name: str
    colour: str
    unit_name: str
    year: int
    score: str
    grade: str
    grade_label: str
    regulation: str
    components: tuple[ComponentLine, ...]
    recommendations: tuple[RecommendationLine, ...]
    open_before: int
    finalised_on: date
    is_sample: bool


def content_of(sheet: ScoreSheet, *, on: date) -> ReportContent:
    """The report of a final sheet."""
    region = current_region()
    template, result = results.template_of(sheet), results.result(sheet)
    rows = {row.part.code: row for row in tables.parts(sheet)}
    components = tuple(
        ComponentLine(
            code=component.code,
            name=component.name,
            weight=numbers.print_number(component.weight),
            points=numbers.print_number(result.of(component), decimals=2),
            parts=tuple(_part_line(rows[part.code]) for part in component.parts),
        )
        for component in template.components
    )
    before = results.recommendations(year=sheet.year - 1, unit=sheet.unit)
    return ReportContent(
        region_name=region.name,
        colour=region.brand,
        unit_name=sheet.unit.name if sheet.unit else f"Pemerintah {region.name}",
        year=sheet.year,
        score=numbers.print_number(result.score, decimals=2),
        grade=sheet.grade,
        grade_label=grades.BY_CODE[sheet.grade].label,
        regulation=template.regulation.split(",")[0],
        components=components,
        recommendations=tuple(
            RecommendationLine(row.text, row.due_on)
            for row in results.recommendations().filter(sheet=sheet)
        ),
        open_before=before.exclude(state="CLOSED").count() if sheet.unit else 0,
        finalised_on=day_of(sheet.finalised_at) if sheet.finalised_at else on,
        is_sample=region.is_sample,
    )


def _part_line(row: tables.PartRow) -> PartLine:
    answer = row.answer
    return PartLine(
        code=row.part.code,
        aspect=row.part.aspect_label,
        weight=numbers.print_number(row.part.weight),
        answer=(answer.decided or "per kriteria") if answer else "",
        points="" if row.decided is None else numbers.print_number(row.decided, decimals=2),
        note=answer.decided_note if answer else "",
    )


def may_read(user: User, document: Document) -> bool:
    """Whoever may read the sheet may read its report."""
    sheet = ScoreSheet.objects.select_related("unit").filter(id=document.subject_id).first()
    return sheet is not None and permissions.may_read(user, sheet, today())


REPORT = DocumentKind(KIND, "Laporan hasil evaluasi", may_read)
