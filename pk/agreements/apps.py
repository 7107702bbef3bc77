from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "pk.agreements"
    label = "agreements"
    verbose_name = "Perjanjian kinerja"
