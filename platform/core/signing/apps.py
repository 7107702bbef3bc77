from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "core.signing"
    label = "signing"
    verbose_name = "Tanda tangan elektronik"
