"""Django's `makemigrations`, which compares with the database: as the owner, who needs no realm."""

from typing import Any

from django.core.management.commands.makemigrations import Command as Django

from realms.owner import as_owner


class Command(Django):
    def handle(self, *args: Any, **options: Any) -> Any:
        with as_owner():
            return super().handle(*args, **options)
