"""Row security on the accounts in `public`: on the evaluators' site only evaluators exist."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comparison", "0001_initial"), ("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE accounts_user ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY all_accounts ON accounts_user TO amanah_operator USING (true)",
                """
                CREATE POLICY evaluators ON accounts_user TO amanah_evaluator
                USING ('EVALUATOR' = ANY (roles))
                """,
            ],
            [
                "DROP POLICY evaluators ON accounts_user",
                "DROP POLICY all_accounts ON accounts_user",
                "ALTER TABLE accounts_user DISABLE ROW LEVEL SECURITY",
            ],
        )
    ]
