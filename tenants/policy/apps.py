from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "tenants.policy"
    label = "policy"
    verbose_name = "Kebijakan daerah"
