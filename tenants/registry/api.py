"""Regions for operators: the registry, no region's rows."""

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from core.accounts.models import Role
from core.api.permissions import for_roles
from tenants.registry.models import Region
from tenants.registry.queries import regions


class RegionSerializer(serializers.ModelSerializer[Region]):
    """One region of the registry."""

    class Meta:
        model = Region
        fields = (
            "code",
            "name",
            "kind",
            "province_code",
            "slug",
            "state",
            "time_zone",
            "is_sample",
            "opened_at",
            "suspended_at",
            "suspension_reason",
        )


class RegionViewSet(viewsets.ReadOnlyModelViewSet[Region]):
    """Daerah yang terdaftar, menurut kode wilayah."""

    permission_classes = [for_roles(Role.OPERATOR)]
    serializer_class = RegionSerializer
    filterset_fields = ("state", "kind", "province_code")
    lookup_field = "code"
    lookup_value_regex = r"[0-9]{2}(?:\.[0-9]{2})?"
    queryset = Region.objects.none()

    def get_queryset(self) -> QuerySet[Region]:
        """Every region, in the order of the codes."""
        return regions.regions()
