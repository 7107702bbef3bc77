"""The one door: how a page gets a sheet, a recommendation or a case. Not found and not allowed look the same."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.accounts.models import User
from core.errors import NotFound
from pk.evaluation import permissions
from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet
from pk.evaluation.queries import results
from tenants.organization import hierarchy


def sheets_of(user: User, year: int, day: date) -> list[ScoreSheet]:
    """The sheets of a year that this account may read."""
    rows = results.sheets(year)
    if user.has_role(*permissions.SEES_ALL):
        return list(rows)
    return list(rows.filter(unit__in=hierarchy.headed_by(user, on=day)))


def readable(user: User, day: date) -> QuerySet[ScoreSheet]:
    """The sheets of all years that this account may read, newest first."""
    rows = (
        ScoreSheet.objects.select_related("unit")
        .prefetch_related("answers", "recommendations")
        .order_by("-year", "unit__protocol_order", "unit__name")
    )
    if user.has_role(*permissions.SEES_ALL):
        return rows
    return rows.filter(unit__in=hierarchy.headed_by(user, on=day))


def sheet_for(user: User, sheet_id: UUID, day: date) -> ScoreSheet:
    """The sheet, if this account may read it. Raises NotFound."""
    sheet = (
        ScoreSheet.objects.select_related("unit", "report")
        .prefetch_related("answers")
        .filter(id=sheet_id)
        .first()
    )
    if sheet is None or not permissions.may_read(user, sheet, day):
        raise NotFound
    return sheet


def recommendations_of(user: User, day: date) -> list[Recommendation]:
    """The recommendations that this account may read."""
    rows = results.recommendations()
    if user.has_role(*permissions.SEES_ALL):
        return list(rows)
    return list(rows.filter(sheet__unit__in=hierarchy.headed_by(user, on=day)))


def recommendation_for(user: User, recommendation_id: UUID, day: date) -> Recommendation:
    """The recommendation, if this account may read its sheet. Raises NotFound."""
    row = Recommendation.objects.select_related("sheet__unit").filter(id=recommendation_id).first()
    if row is None or not permissions.may_read(user, row.sheet, day):
        raise NotFound
    return row


def cases_of(user: User) -> list[ClauseCase]:
    """The cases that this account may read."""
    return [case for case in results.cases() if permissions.may_read_case(user, case)]


def case_for(user: User, case_id: UUID) -> ClauseCase:
    """The case, if this account may read it. Raises NotFound."""
    case = results.cases().filter(id=case_id).first()
    if case is None or not permissions.may_read_case(user, case):
        raise NotFound
    return case
