"""Row security on the sessions in `public`: operators and evaluators each find their own only.

The row says itself under which role it was written; Django does not name the column, so the
default fills it.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comparison", "0003_own_tokens"), ("sessions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE django_session ADD COLUMN realm text NOT NULL DEFAULT current_user",
                "ALTER TABLE django_session ENABLE ROW LEVEL SECURITY",
                """
                CREATE POLICY own_sessions ON django_session TO amanah_operator, amanah_evaluator
                USING (realm = current_user::text)
                """,
            ],
            [
                "DROP POLICY own_sessions ON django_session",
                "ALTER TABLE django_session DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE django_session DROP COLUMN realm",
            ],
        )
    ]
