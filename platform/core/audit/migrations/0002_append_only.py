"""The audit trail can be added to, and nothing else: not even by the owner of the table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = '42501';
                END $$
                """,
                """
                CREATE TRIGGER stays_as_written BEFORE UPDATE OR DELETE ON audit_event
                FOR EACH ROW EXECUTE FUNCTION audit_event_stays()
                """,
                """
                CREATE TRIGGER stays_as_a_whole BEFORE TRUNCATE ON audit_event
                FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays()
                """,
            ],
            [
                "DROP TRIGGER stays_as_a_whole ON audit_event",
                "DROP TRIGGER stays_as_written ON audit_event",
                "DROP FUNCTION audit_event_stays()",
            ],
        )
    ]
