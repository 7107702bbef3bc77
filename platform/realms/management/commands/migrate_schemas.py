"""django-tenants' `migrate_schemas`, as the owner, keeping roles, grants and the ledger in step."""

from typing import Any

from django.core.management.base import CommandParser
from django_tenants.management.commands.migrate_schemas import MigrateSchemasCommand

from realms import install, schemas
from realms.owner import as_owner


class Command(MigrateSchemasCommand):
    """One schema at a time, by Django's own executor; `migrate_regions` does the same at once."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--plain", action="store_true", help="tables only: no roles, no grants")

    def handle(self, *args: Any, **options: Any) -> None:
        if options.pop("plain"):
            super().handle(*args, **options)
            return
        only = options.get("schema_name")
        if only in (None, "public"):
            for sentence in install.bring_public_up_to_date():
                self.stderr.write(f"The server refused: {sentence}")
        if options.get("shared") or only == "public":
            return
        with as_owner():
            super().handle(*args, **{**options, "shared": False, "tenant": True})
            for schema in schemas.of_regions():
                if only in (None, schema):
                    schemas.adopt(schema)
