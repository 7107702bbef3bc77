from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Register daerah"

    def ready(self) -> None:
        """Tell the memory of hosts when it is outdated."""
        from django.db.models.signals import post_delete, post_save

        from tenants.registry import hosts

        for model in ("Region", "Domain"):
            for changed in (post_save, post_delete):
                changed.connect(lambda **_: hosts.forget(), self.get_model(model), weak=False)
