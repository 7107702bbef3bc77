from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "pk.measurement"
    label = "measurement"
    verbose_name = "Pengukuran kinerja"
