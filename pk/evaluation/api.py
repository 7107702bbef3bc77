"""Evaluations over the API: what the pages show, to whom the pages show it. Read only."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets

from core.accounts.models import User
from pk.evaluation import access
from pk.evaluation.models import Answer, Recommendation, ScoreSheet, SheetState
from pk.measurement.queries.figures import today


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


class EvaluationFilter(filters.FilterSet):
    """`?year=2026&state=FINAL`."""

    state = filters.ChoiceFilter(choices=SheetState.choices)

    class Meta:
        model = ScoreSheet
        fields = ("year", "state")


class EvaluationViewSet(viewsets.ReadOnlyModelViewSet[ScoreSheet]):
    """Lembar kerja evaluasi yang boleh dibaca akun ini."""

    serializer_class = EvaluationSerializer
    filterset_class = EvaluationFilter
    queryset = ScoreSheet.objects.none()

    def get_queryset(self) -> QuerySet[ScoreSheet]:
        """The sheets this account may read, newest year first."""
        return access.readable(cast(User, self.request.user), today())
