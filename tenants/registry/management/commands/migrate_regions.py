"""Bring `public` and every region's schema to the current migrations, all regions at once.

    manage.py migrate_regions [--workers 4]

Exit code 1 when any region failed: it is taken out of service with a page that says so, and the
others go on. Run it again to go on where it stopped, or to mend a region once its cause is gone.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core.db import install, migrate
from core.db.owner import as_owner
from tenants.registry.models import Region, RegionState


class Command(BaseCommand):
    """One line per schema; the ledger keeps the same."""

    help = "Memutakhirkan skema public dan semua daerah sekaligus."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        if install.public_is_behind():
            for sentence in install.bring_public_up_to_date():
                self.stderr.write(f"Ditolak server: {sentence}")
        try:
            outcomes = migrate.migrate(_schemas(), workers=options["workers"], told=self._tell)
        except migrate.CanaryFailed as failure:
            _take_out_of_service([failure.outcome])
            raise CommandError(
                f"{failure}. Skema pertama gagal; skema lain tidak disentuh."
            ) from failure
        failed = [outcome for outcome in outcomes if outcome.error]
        _put_back_into_service({o.schema for o in outcomes} - {o.schema for o in failed})
        self.stdout.write(
            f"{len(outcomes) - len(failed)} skema dimutakhirkan, {len(failed)} gagal."
        )
        if failed:
            _take_out_of_service(failed)
            raise CommandError("Gagal: " + ", ".join(outcome.schema for outcome in failed))

    def _tell(self, outcome: migrate.Outcome) -> None:
        what = outcome.error or f"{outcome.before or '-'} → {outcome.after}"
        self.stdout.write(f"{outcome.schema:>18}  {outcome.seconds:6.3f} s  {what}")


def _schemas() -> list[str]:
    with as_owner():
        gone = [RegionState.DESTROYED]
        return list(Region.objects.exclude(state__in=gone).values_list("schema_name", flat=True))


def _take_out_of_service(outcomes: list[migrate.Outcome]) -> None:
    _move({outcome.schema for outcome in outcomes}, RegionState.ACTIVE, RegionState.BROKEN)


def _put_back_into_service(schemas: set[str]) -> None:
    _move(schemas, RegionState.BROKEN, RegionState.ACTIVE)


def _move(schemas: set[str], before: RegionState, after: RegionState) -> None:
    if schemas:
        with as_owner(), transaction.atomic():
            Region.objects.filter(schema_name__in=schemas, state=before).update(state=after)
