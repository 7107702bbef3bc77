"""The wiring as an app, so that Django says when every other app is loaded. It stands last in the list."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    label = "wiring"
    verbose_name = "Rangkaian"

    def ready(self) -> None:
        """Say who answers whom."""
        from config import wiring

        wiring.connect()
