from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "pk.evaluation"
    label = "evaluation"
    verbose_name = "Evaluasi AKIP"

    def ready(self) -> None:
        """Say who may read the room's documents."""
        from core.documents import kinds
        from pk.evaluation import report

        kinds.register(report.REPORT)
