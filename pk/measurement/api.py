"""Realisation as it was reported, for accounts that may read it on the pages.

Missing is not zero: a measurement without `value` and `label` says nothing, one that is
`unavailable` says that the figure does not exist yet.
"""

from datetime import date
from typing import cast

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets

from core.accounts.models import User
from pk.measurement import permissions
from pk.measurement.models import Measurement, MeasurementState, Period


class PeriodSerializer(serializers.ModelSerializer[Period]):
    """A month or quarter."""

    class Meta:
        model = Period
        fields = ("id", "year", "kind", "number", "opens_on", "due_on", "state")


class MeasurementSerializer(serializers.ModelSerializer[Measurement]):
    """One commitment's figure in one period, never a running sum. Figures are exact, as text."""

    agreement = serializers.UUIDField(source="commitment.agreement_id")
    unit = serializers.CharField(source="commitment.agreement.receiver.position.unit.name")
    indicator_name = serializers.CharField(source="commitment.indicator_name")
    unit_of_measure = serializers.CharField(source="commitment.unit_of_measure")
    target_low = serializers.DecimalField(
        source="commitment.target_low", max_digits=20, decimal_places=4, allow_null=True
    )
    target_high = serializers.DecimalField(
        source="commitment.target_high", max_digits=20, decimal_places=4, allow_null=True
    )
    target_label = serializers.CharField(source="commitment.target_label")
    period = PeriodSerializer()
    inputs = serializers.DictField(child=serializers.CharField())
    evidence_count = serializers.IntegerField()

    class Meta:
        model = Measurement
        fields = (
            "id",
            "agreement",
            "commitment",
            "unit",
            "indicator_name",
            "unit_of_measure",
            "target_low",
            "target_high",
            "target_label",
            "period",
            "state",
            "value",
            "label",
            "unavailable",
            "inputs",
            "cause",
            "plan",
            "evidence_count",
            "reported_at",
        )


class MeasurementFilter(filters.FilterSet):
    """`?year=2026&period=<id>&agreement=<id>&state=APPROVED`."""

    year = filters.NumberFilter(field_name="period__year")
    period = filters.UUIDFilter(field_name="period_id")
    agreement = filters.UUIDFilter(field_name="commitment__agreement_id")
    state = filters.ChoiceFilter(choices=MeasurementState.choices)

    class Meta:
        model = Measurement
        fields = ("year", "period", "agreement", "state")


class MeasurementViewSet(viewsets.ReadOnlyModelViewSet[Measurement]):
    """Realisasi kinerja yang boleh dibaca akun ini."""

    serializer_class = MeasurementSerializer
    filterset_class = MeasurementFilter
    queryset = Measurement.objects.none()

    def get_queryset(self) -> QuerySet[Measurement]:
        """The measurements this account may read, newest period first."""
        readable = _readable(cast(User, self.request.user), timezone.localdate())
        return (
            Measurement.objects.filter(readable)
            .select_related("period", "commitment__agreement__receiver__position__unit")
            .annotate(evidence_count=Count("evidence"))
            .order_by("-period__year", "-period__number", "commitment__order", "id")
        )


def _readable(user: User, day: date) -> Q:
    """`permissions.may_read` as one condition; a test compares the two for everyone."""
    if user.has_role(*permissions.SEES_ALL):
        return Q()
    held = permissions.held_by(user, day)
    return (
        Q(commitment__agreement__receiver__position__in=held.positions)
        | Q(commitment__agreement__giver__position__in=held.positions)
        | Q(commitment__agreement__receiver__position__unit__in=held.units)
    )
