"""Row security: a region sees and writes only its own releases; evaluators read all; nobody else any.

A region's role is named after its code (35.07 is r3507), so the row says whose it is.
"""

from django.db import migrations

TABLES = ("publishing_release", "publishing_publishedfigure")
OWN = "'r' || replace(region_code, '.', '') = current_user::text"


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"CREATE POLICY own_rows ON {table} TO amanah_region USING ({OWN}) WITH CHECK ({OWN})",
                f"CREATE POLICY read_all ON {table} FOR SELECT TO amanah_evaluator USING (true)",
            ],
            [
                f"DROP POLICY read_all ON {table}",
                f"DROP POLICY own_rows ON {table}",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            ],
        )
        for table in TABLES
    ]
