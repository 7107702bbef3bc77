from django.apps import AppConfig


class CascadeConfig(AppConfig):
    name = "pk.cascade"
    label = "cascade"
    verbose_name = "Pohon kinerja"
