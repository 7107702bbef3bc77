"""The database refuses to change what was approved, and what was signed.

The functions name their tables with the schema of the row that fires them, so that they mean the
same in every region, whatever the search path.
"""

from django.db import migrations

FROZEN_COLUMNS = (
    "year", "version", "amends_id", "amendment_kind", "amendment_reason", "receiver_id", "giver_id",
    "receiver_name", "receiver_title", "receiver_rank", "receiver_nip", "giver_name", "giver_title",
    "giver_rank", "giver_nip", "policy_id", "document_id", "drafted_at", "approved_at",
)
CONTENT_TABLES = ("commitment", "budgetline", "clause", "companion")

AGREEMENT = f"""
CREATE FUNCTION agreements_keep_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.document_id IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an approved agreement is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF ({", ".join(f"OLD.{c}" for c in FROZEN_COLUMNS)})
       IS DISTINCT FROM ({", ".join(f"NEW.{c}" for c in FROZEN_COLUMNS)}) THEN
        RAISE EXCEPTION 'an approved agreement is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.in_force_at IS NOT NULL AND OLD.in_force_at IS DISTINCT FROM NEW.in_force_at THEN
        RAISE EXCEPTION 'the moment of coming into force is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$
"""

CONTENT = """
CREATE FUNCTION agreements_keep_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner uuid;
    frozen boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN owner := OLD.agreement_id; ELSE owner := NEW.agreement_id; END IF;
    IF TG_OP = 'UPDATE' AND OLD.agreement_id <> NEW.agreement_id THEN
        RAISE EXCEPTION 'content stays with its agreement' USING ERRCODE = 'restrict_violation';
    END IF;
    EXECUTE format('SELECT document_id IS NOT NULL FROM %I.agreements_agreement WHERE id = $1',
                   TG_TABLE_SCHEMA) INTO frozen USING owner;
    IF frozen THEN
        RAISE EXCEPTION 'the content of an approved agreement is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
END $$
"""

STEP = """
CREATE FUNCTION agreements_keep_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner uuid;
    frozen boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN owner := OLD.commitment_id; ELSE owner := NEW.commitment_id; END IF;
    EXECUTE format('SELECT a.document_id IS NOT NULL FROM %1$I.agreements_commitment c '
                   'JOIN %1$I.agreements_agreement a ON a.id = c.agreement_id WHERE c.id = $1',
                   TG_TABLE_SCHEMA) INTO frozen USING owner;
    IF frozen THEN
        RAISE EXCEPTION 'the content of an approved agreement is never changed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;
END $$
"""

SIGNATURE = """
CREATE FUNCTION agreements_keep_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signature is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$
"""


def _function(sql: str, name: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql, f"DROP FUNCTION {name}()")


def _trigger(table: str, name: str, events: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE {events} ON agreements_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
        f"DROP TRIGGER {name} ON agreements_{table}",
    )


class Migration(migrations.Migration):

    dependencies = [("agreements", "0001_initial")]

    operations = [
        _function(AGREEMENT, "agreements_keep_agreement"),
        _function(CONTENT, "agreements_keep_content"),
        _function(STEP, "agreements_keep_step"),
        _function(SIGNATURE, "agreements_keep_signature"),
        _trigger("agreement", "agreements_keep_agreement", "UPDATE OR DELETE"),
        *(
            _trigger(table, "agreements_keep_content", "INSERT OR UPDATE OR DELETE")
            for table in CONTENT_TABLES
        ),
        _trigger("actiontarget", "agreements_keep_step", "INSERT OR UPDATE OR DELETE"),
        _trigger("signature", "agreements_keep_signature", "UPDATE OR DELETE"),
    ]
