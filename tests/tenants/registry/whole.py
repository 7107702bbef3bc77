"""What there is of regions, and whether any of it is half done."""

from django.conf import settings

from realms.owner import connect
from tests.tenants.registry.conftest import files_under

_LIVING = "state NOT IN ('DESTROYED')"
_ROLES = """
    SELECT DISTINCT rolname::text FROM pg_shdepend JOIN pg_roles ON pg_roles.oid = refobjid
     WHERE refclassid = 'pg_authid'::regclass
       AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND rolname ~ '^(r[0-9]|spare_)'
"""
"""Those that may do something in this database; the cluster has the roles of other tests, too."""


def state():
    """Everything that the acts of the registry make or take away."""
    with connect() as owner:

        def rows(statement):
            return sorted(owner.execute(statement).fetchall())

        return {
            "regions": rows("SELECT code, slug, state FROM registry_region"),
            "domains": rows("SELECT domain FROM registry_domain"),
            "schemas": rows("SELECT nspname FROM pg_namespace WHERE nspname ~ '^(r[0-9]|spare_)'"),
            "roles": rows(_ROLES),
            "ledger": rows("SELECT schema FROM db_schemaversion WHERE schema <> 'public'"),
            "applied": rows("SELECT DISTINCT schema FROM db_appliedmigration"),
            "archives": rows("SELECT path FROM registry_archive"),
            "told": rows("SELECT number FROM audit_event"),
            "files": sorted(files_under(settings.MEDIA_ROOT)),
            "archive files": sorted(files_under(settings.ARCHIVE_ROOT)),
        }


def half_done():
    """What is there without what belongs to it. Empty when all is whole."""
    with connect() as owner:

        def names(statement):
            return {name for (name,) in owner.execute(statement)}

        living = names(f"SELECT schema_name FROM registry_region WHERE {_LIVING}")
        there = {
            "schemas": names("SELECT nspname FROM pg_namespace WHERE nspname ~ '^r[0-9]'"),
            "ledger": names("SELECT schema FROM db_schemaversion WHERE schema ~ '^r[0-9]'"),
            "applied": names("SELECT schema FROM db_appliedmigration WHERE schema ~ '^r[0-9]'"),
            "domains": names(
                "SELECT DISTINCT schema_name FROM registry_domain d "
                "JOIN registry_region r ON r.id = d.tenant_id"
            ),
        }
        found = {kind: there[kind] ^ living for kind in there if there[kind] != living}
        if (roles := names(_ROLES)) != living:
            found["roles"] = roles ^ living
        folders = {path.name for path in settings.MEDIA_ROOT.glob("*")} - living
        if folders:
            found["folders"] = folders
        archives = names("SELECT path FROM registry_archive")
        files = {path.name for path in settings.ARCHIVE_ROOT.glob("*")}
        if archives != files:
            found["archives"] = archives ^ files
    return found
