"""What the registry's triggers call, and the extension that every region's tables lean on.

The function runs as its owner, because whoever changes the registry need not be able to write
the version; it takes no argument and its path is fixed. The extension is made here, in `public`, once:
made by a region's migration it would live, and die, in that region's schema.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("db", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public",
                "INSERT INTO db_registryversion (id, value) VALUES (1, gen_random_uuid())",
                """
                CREATE FUNCTION amanah_registry_changed() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
                BEGIN
                    UPDATE public.db_registryversion SET value = gen_random_uuid() WHERE id = 1;
                    RETURN NULL;
                END $$
                """,
            ],
            [
                "DROP FUNCTION amanah_registry_changed()",
                "DELETE FROM db_registryversion",
            ],
        )
    ]
