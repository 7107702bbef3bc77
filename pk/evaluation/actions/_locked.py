"""Rows as an act needs them: locked until its transaction ends, and read anew."""

from uuid import UUID

from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet


def sheet(sheet_id: UUID) -> ScoreSheet:
    """The sheet, locked."""
    return (
        ScoreSheet.objects.select_for_update(of=("self",)).select_related("unit").get(id=sheet_id)
    )


def recommendation(recommendation_id: UUID) -> Recommendation:
    """The recommendation, locked."""
    return (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("sheet__unit")
        .get(id=recommendation_id)
    )


def case(case_id: UUID) -> ClauseCase:
    """The case, locked."""
    return (
        ClauseCase.objects.select_for_update(of=("self",))
        .select_related("clause", "agreement__receiver__official")
        .get(id=case_id)
    )
