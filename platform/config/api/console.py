"""The API of the operators' console."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api.documentation import documentation
from tenants.registry.api import RegionViewSet

router = SimpleRouter()
router.register("regions", RegionViewSet, basename="api-regions")

urlpatterns = [
    *documentation(__name__),
    path("api/v1/", include(router.urls)),
]
