from django.apps import AppConfig


class ComparisonConfig(AppConfig):
    name = "reporting.comparison"
    label = "comparison"
    verbose_name = "Perbandingan daerah"
