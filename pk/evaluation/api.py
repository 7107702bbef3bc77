"""Evaluations over the API: what the pages show, to whom the pages show it. Read only."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets

from core.accounts.models import User
from pk.evaluation import access
from pk.evaluation.models import Answer, Recommendation, ScoreSheet
from pk.measurement.queries import today


class AnswerSerializer(serializers.ModelSerializer[Answer]):
    """The answer to one part: proposed by the unit, decided by the reviewer."""

    class Meta:
        model = Answer
        fields = ["sub_component", "proposed", "decided", "criteria_met"]


class RecommendationSerializer(serializers.ModelSerializer[Recommendation]):
    """A recommendation and what became of it."""

    class Meta:
        model = Recommendation
        fields = ["id", "sub_component", "text", "due_on", "state", "follow_up"]


class EvaluationSerializer(serializers.ModelSerializer[ScoreSheet]):
    """One score sheet; `score` and `grade` are there once it is final."""

    unit = serializers.CharField(source="unit.name", default=None, read_only=True)
    answers = AnswerSerializer(many=True, read_only=True)
    recommendations = RecommendationSerializer(many=True, read_only=True)

    class Meta:
        model = ScoreSheet
        fields = [
            "id",
            "unit",
            "year",
            "template",
            "state",
            "score",
            "grade",
            "source_note",
            "finalised_at",
            "answers",
            "recommendations",
        ]


YEAR = OpenApiParameter("year", int, description="Tahun; tanpa ini semua tahun.")


@extend_schema(parameters=[YEAR])
class EvaluationViewSet(viewsets.ReadOnlyModelViewSet[ScoreSheet]):
    """The sheets that this account may read, of all years or of `?year=`."""

    serializer_class = EvaluationSerializer
    queryset = ScoreSheet.objects.none()

    def get_queryset(self) -> QuerySet[ScoreSheet]:
        if getattr(self, "swagger_fake_view", False):
            return ScoreSheet.objects.none()
        rows = access.readable(cast(User, self.request.user), today())
        said = cast(Any, self.request).query_params.get("year", "")
        return rows.filter(year=int(said)) if said.isdecimal() else rows
