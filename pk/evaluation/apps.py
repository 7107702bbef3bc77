from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "pk.evaluation"
    label = "evaluation"
    verbose_name = "Evaluasi AKIP"
