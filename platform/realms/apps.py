"""The database engine."""

from django.apps import AppConfig


class RealmsConfig(AppConfig):
    name = "realms"
    label = "db"
    verbose_name = "Basis data"

    def ready(self) -> None:
        """Queries remember the realm they were made in; migrations are looked at by `check`."""
        from django.core.checks import register

        from realms import safety
        from realms.backend.compiler import remember_realms

        remember_realms()
        register(safety.check_migrations)
