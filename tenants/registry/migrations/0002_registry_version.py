"""Every change of regions and hosts changes the registry's version, so that processes notice it."""

from django.db import migrations

TABLES = ("registry_region", "registry_domain")


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("db", "0002_registry_version")]

    operations = [
        migrations.RunSQL(
            [
                f"""
                CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION amanah_registry_changed()
                """
                for table in TABLES
            ],
            [f"DROP TRIGGER changed ON {table}" for table in TABLES],
        )
    ]
