"""Which regions an evaluator may compare. Lives in `public`."""

from django.conf import settings
from django.db import models

from core.models import Row


class EvaluatorScope(Row):
    """An evaluator's scope: one province, or all regions when `province_code` is empty."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="scope")
    province_code = models.CharField(max_length=2, blank=True)

    def __str__(self) -> str:
        return self.province_code or "semua daerah"
