"""The API of one region."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from core.api.documentation import documentation
from pk.agreements.api import AgreementViewSet
from pk.evaluation.api import EvaluationViewSet
from pk.measurement.api import MeasurementViewSet

router = SimpleRouter()
router.register("agreements", AgreementViewSet, basename="api-agreements")
router.register("measurements", MeasurementViewSet, basename="api-measurements")
router.register("evaluations", EvaluationViewSet, basename="api-evaluations")

urlpatterns = [
    *documentation(__name__),
    path("api/v1/", include(router.urls)),
]
