"""What a schema consists of, to be compared with another's."""

from realms.owner import as_owner, connect

SHAPE = """
    SELECT 'column', table_name || '.' || column_name || ' ' || data_type || ' '
           || coalesce(column_default, '') || is_nullable || coalesce(is_identity, '')
      FROM information_schema.columns WHERE table_schema = %(schema)s
    UNION ALL
    SELECT 'constraint', conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace
    UNION ALL
    SELECT 'index', pg_get_indexdef(indexrelid)
      FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE relnamespace = %(schema)s::regnamespace
    UNION ALL
    SELECT 'trigger', pg_get_triggerdef(t.oid)
      FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
     WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
    UNION ALL
    SELECT 'grants', relname || ' ' || coalesce(relacl::text, '')
      FROM pg_class WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r'
"""


def shape(schema):
    """Every column, constraint, index, trigger and grant of a schema."""
    with as_owner() as owner, owner.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_catalog")
        with owner.bare():
            cursor.execute(SHAPE, {"schema": schema})
            return sorted(
                (kind, text.replace(schema, "SCHEMA")) for kind, text in cursor.fetchall()
            )


def columns(schema, name):
    """How many tables of a schema have a column of this name."""
    with connect() as owner:
        return owner.execute(
            "SELECT count(*) FROM information_schema.columns "
            "WHERE table_schema = %s AND column_name = %s",
            [schema, name],
        ).fetchone()[0]
