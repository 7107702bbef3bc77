from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    verbose_name = "Register daerah"

    def ready(self) -> None:
        """Tell the kernel how a region is entered and called, and the hosts when they are outdated."""
        from django.db.models.signals import post_delete, post_save

        from core.jobs import queue
        from core.notifications import mail
        from core.signing import authority
        from tenants.registry import hosts, slugs
        from tenants.registry.context import current_region, in_region

        queue.enter_region = in_region
        authority.name_of_organisation = lambda: current_region().name
        mail.name_of_sender = lambda: current_region().name
        mail.link = slugs.link
        for model in ("Region", "Domain"):
            for changed in (post_save, post_delete):
                changed.connect(lambda **_: hosts.forget(), self.get_model(model), weak=False)
