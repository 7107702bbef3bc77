from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Register daerah"

    def ready(self) -> None:
        """Tell the queue how a region is entered."""
        from core.jobs import queue
        from tenants.registry.context import in_region

        queue.enter_region = in_region
