from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Register daerah"

    def ready(self) -> None:
        """Tell the kernel how a region is entered and what it is called."""
        from core.jobs import queue
        from core.signing import authority
        from tenants.registry.context import current_region, in_region

        queue.enter_region = in_region
        authority.name_of_organisation = lambda: current_region().name
