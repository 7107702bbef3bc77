"""The API of the evaluators' site."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api.documentation import documentation
from reporting.comparison.api import AreaViewSet, FigureViewSet

router = SimpleRouter()
router.register("regions", AreaViewSet, basename="api-regions")
router.register("figures", FigureViewSet, basename="api-figures")

urlpatterns = [
    *documentation(__name__),
    path("api/v1/", include(router.urls)),
]
