"""Score sheets, recommendations and clause cases that wait for someone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from core.accounts.models import Role, User
from pk.evaluation.models import ClauseCase, Recommendation, ScoreSheet, SheetState
from reporting.dashboards.queries.waiting import Waiting
from tenants.organization import hierarchy


def waiting_for(user: User, on: date) -> Iterator[Waiting]:
    """By role: the unit assesses itself and follows up, the reviewer judges, the head decides."""
    if user.has_role(Role.HEAD_OF_UNIT):
        yield from _of_the_unit(user, on)
    if user.has_role(Role.REVIEWER):
        yield from _of_the_reviewer()
    if user.has_role(Role.HEAD_OF_REGION):
        cases = ClauseCase.objects.filter(state=ClauseCase.State.OPEN).select_related("agreement")
        for case in cases.order_by("opened_at"):
            yield Waiting(
                "Putuskan akibat klausul",
                case.agreement.receiver_title,
                reverse("evaluation:case", args=[case.id]),
            )


def _of_the_unit(user: User, on: date) -> Iterator[Waiting]:
    units = hierarchy.headed_by(user, on=on)
    for sheet in ScoreSheet.objects.filter(
        unit__in=units, state=SheetState.SELF_ASSESSMENT
    ).select_related("unit"):
        yield Waiting(
            "Isi penilaian mandiri", str(sheet), reverse("evaluation:sheet", args=[sheet.id])
        )
    for row in Recommendation.objects.filter(
        sheet__unit__in=units, state=Recommendation.State.OPEN
    ).order_by("due_on"):
        yield Waiting(
            "Tindak lanjuti rekomendasi",
            row.text,
            reverse("evaluation:recommendations"),
            row.due_on,
        )


def _of_the_reviewer() -> Iterator[Waiting]:
    for sheet in ScoreSheet.objects.filter(state=SheetState.SUBMITTED).select_related("unit"):
        yield Waiting(
            "Nilai lembar kerja evaluasi", str(sheet), reverse("evaluation:sheet", args=[sheet.id])
        )
    reported = Recommendation.objects.filter(state=Recommendation.State.REPORTED).count()
    if reported:
        yield Waiting(
            "Periksa tindak lanjut rekomendasi",
            f"{reported} dilaporkan",
            reverse("evaluation:recommendations"),
        )
