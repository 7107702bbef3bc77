from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "core.api"
    label = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """Let the OpenAPI document know the tokens."""
        from core.api import scheme  # noqa: F401
