from django.apps import AppConfig


class AuthenticationConfig(AppConfig):
    name = "core.authentication"
    label = "authentication"
    verbose_name = "Masuk"
