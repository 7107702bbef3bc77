from django.apps import AppConfig


class PublicPortalConfig(AppConfig):
    name = "reporting.public_portal"
    label = "public_portal"
    verbose_name = "Halaman publik"
