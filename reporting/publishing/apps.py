from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "reporting.publishing"
    label = "publishing"
    verbose_name = "Rilis hasil"
