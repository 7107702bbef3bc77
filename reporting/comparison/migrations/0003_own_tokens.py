"""Row security on the API's keys in `public`: an evaluator's site makes and sees keys of evaluators only.

The inner SELECT is itself narrowed by the row security of the accounts.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("comparison", "0002_own_accounts"), ("api", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE api_token ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY all_tokens ON api_token TO amanah_operator USING (true)",
                """
                CREATE POLICY evaluators ON api_token TO amanah_evaluator
                USING (user_id IN (SELECT id FROM accounts_user))
                """,
            ],
            [
                "DROP POLICY evaluators ON api_token",
                "DROP POLICY all_tokens ON api_token",
                "ALTER TABLE api_token DISABLE ROW LEVEL SECURITY",
            ],
        )
    ]
