"""What the database engine keeps in `public`: the registry's version, and the ledger of migrations."""

from django.db import models


class RegistryVersion(models.Model):
    """One row whose value changes with every change of the registry; triggers see to that.

    Processes keep the hosts in memory and compare this value now and then (`tenants.registry.hosts`).
    """

    id = models.SmallIntegerField(primary_key=True)
    value = models.UUIDField()

    def __str__(self) -> str:
        return str(self.value)


class CompiledPlan(models.Model):
    """The SQL of all region migrations, compiled once per set of migrations (`realms.plan`)."""

    checksum = models.CharField(max_length=64, primary_key=True)
    content = models.JSONField()
    compiled_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.checksum


class SchemaVersion(models.Model):
    """Where one region's schema stands: the plan it was last brought to, or why it was not."""

    schema = models.CharField(max_length=63, primary_key=True)
    plan = models.CharField(max_length=64)
    version = models.CharField(max_length=160)
    seconds = models.FloatField(default=0)
    error = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.schema} {self.version}"


class AppliedMigration(models.Model):
    """The ledger: one row per schema and migration that was applied by the engine."""

    schema = models.CharField(max_length=63)
    migration = models.CharField(max_length=160)
    checksum = models.CharField(max_length=64)
    seconds = models.FloatField()
    applied_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schema", "migration"], name="applied_once")]

    def __str__(self) -> str:
        return f"{self.schema} {self.migration}"
