"""Regions and released figures for evaluators, inside the scope of the account."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from core.accounts.models import Role
from core.api.permissions import for_roles
from core.errors import NotFound
from reporting.comparison import access
from reporting.publishing.measures import MEASURES
from reporting.publishing.models import PublishedFigure
from tenants.registry import area_codes


class AreaSerializer(serializers.Serializer[Any]):
    """One region of the scope and the years of which it released results."""

    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    province_code = serializers.CharField()
    released_years = serializers.ListField(child=serializers.IntegerField())


class AreaViewSet(viewsets.GenericViewSet[Any]):
    """Daerah di dalam lingkup evaluator, menurut kode wilayah."""

    permission_classes = [for_roles(Role.EVALUATOR)]
    serializer_class = AreaSerializer
    filter_backends = ()
    lookup_field = "code"
    lookup_value_regex = r"[0-9]{2}(?:\.[0-9]{2})?"

    @extend_schema(operation_id="regions_list", responses=AreaSerializer(many=True))
    def list(self, request: Request) -> Response:
        """Semua daerah otonom di dalam lingkup, juga yang belum merilis apa pun."""
        page = self.paginate_queryset(self._rows(request))
        return self.get_paginated_response(AreaSerializer(page, many=True).data)

    @extend_schema(operation_id="regions_retrieve", responses=AreaSerializer)
    def retrieve(self, request: Request, code: str) -> Response:
        """Satu daerah di dalam lingkup."""
        found = next((row for row in self._rows(request) if row["code"] == code), None)
        if found is None:
            raise NotFound
        return Response(AreaSerializer(found).data)

    def _rows(self, request: Request) -> Any:
        scope = access.scope_of(request.user)  # type: ignore[arg-type]
        years: dict[str, set[int]] = {}
        for code, year in access.figures_in(scope).values_list("region_code", "year").distinct():
            years.setdefault(code, set()).add(year)
        return [
            {
                "code": area.code,
                "name": area.name,
                "kind": area.kind,
                "province_code": area.province_code,
                "released_years": sorted(years.get(area.code, ())),
            }
            for area in area_codes.areas().values()
            if area.is_autonomous and scope.covers(area.code)
        ]


class FigureSerializer(serializers.ModelSerializer[PublishedFigure]):
    """One released figure. `value` is exact and written as text; `label` is a grade or a word."""

    title = serializers.SerializerMethodField()
    unit = serializers.SerializerMethodField()
    version = serializers.IntegerField(source="release.version")
    released_at = serializers.DateTimeField(source="release.released_at")

    class Meta:
        model = PublishedFigure
        fields = (
            "region_code",
            "year",
            "measure",
            "title",
            "subject",
            "value",
            "label",
            "unit",
            "version",
            "released_at",
        )

    def get_title(self, figure: PublishedFigure) -> str:
        """What the measure is called."""
        measure = MEASURES.get(figure.measure)
        return measure.title if measure else figure.measure

    def get_unit(self, figure: PublishedFigure) -> str:
        """What it is counted in."""
        measure = MEASURES.get(figure.measure)
        return measure.unit if measure else ""


class FigureFilter(filters.FilterSet):
    """`?region_code=35.07&year=2025&measure=sakip`."""

    class Meta:
        model = PublishedFigure
        fields = ("region_code", "year", "measure")


class FigureViewSet(viewsets.ReadOnlyModelViewSet[PublishedFigure]):
    """Angka yang dirilis daerah dan berlaku sekarang."""

    permission_classes = [for_roles(Role.EVALUATOR)]
    serializer_class = FigureSerializer
    filterset_class = FigureFilter
    queryset = PublishedFigure.objects.none()

    def get_queryset(self) -> QuerySet[PublishedFigure]:
        """Released figures inside the scope."""
        scope = access.scope_of(self.request.user)  # type: ignore[arg-type]
        return (
            access.figures_in(scope)
            .select_related("release")
            .order_by("region_code", "year", "measure", "subject")
        )
