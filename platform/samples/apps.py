from django.apps import AppConfig


class SamplesConfig(AppConfig):
    name = "samples"
    label = "demo"
    verbose_name = "Data contoh"
