from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "core.db"
    label = "db"
    verbose_name = "Basis data"
