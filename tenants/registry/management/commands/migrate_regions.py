"""Bring `public` and every region's schema to the current migrations, all regions at once.

    manage.py migrate_regions [--workers 4]

Exit code 1 when any region failed: it is taken out of service with a page that says so, and the
others go on. Run it again to go on where it stopped, or to mend a region once its cause is gone.
"""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from core.audit.trail import record
from realms import install, migrate
from realms import plan as plans
from realms.models import SchemaVersion
from realms.owner import as_owner
from tenants.registry.models import Region, RegionState
from tenants.registry.states import PLATFORM, WORKFLOW


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
            raise CommandError(
                f"{failure}. Skema pertama gagal; skema lain tidak disentuh."
            ) from failure
        finally:
            settle(at=timezone.now())
        failed = [outcome.schema for outcome in outcomes if outcome.error]
        self.stdout.write(
            f"{len(outcomes) - len(failed)} skema dimutakhirkan, {len(failed)} gagal."
        )
        if failed:
            raise CommandError("Gagal: " + ", ".join(failed))

    def _tell(self, outcome: migrate.MigrationOutcome) -> None:
        what = outcome.error or f"{outcome.before or '-'} → {outcome.after}"
        self.stdout.write(f"{outcome.schema:>18}  {outcome.seconds:6.3f} s  {what}")


def _schemas() -> list[str]:
    with as_owner():
        gone = [RegionState.DESTROYED]
        return list(Region.objects.exclude(state__in=gone).values_list("schema_name", flat=True))


def settle(*, at: datetime) -> None:
    """Take out of service what the ledger says has failed, and put back what stands at the plan.

    By the ledger and not by this run's outcomes: an earlier run may have been killed in between.
    """
    ledger = SchemaVersion.objects
    with as_owner(), transaction.atomic():
        failed = ledger.exclude(error="").values_list("schema", "error")
        for schema, error in failed:
            _move(schema, RegionState.ACTIVE, RegionState.BROKEN, at=at, error=error)
        broken = Region.objects.filter(state=RegionState.BROKEN).values("schema_name")
        mended = ledger.filter(schema__in=broken, plan=plans.checksum(), error="")
        for schema in mended.values_list("schema", flat=True):
            _move(schema, RegionState.BROKEN, RegionState.ACTIVE, at=at)


def _move(
    schema: str, before: RegionState, after: RegionState, *, at: datetime, **data: str
) -> None:
    region = Region.objects.filter(schema_name=schema, state=before).first()
    if region is None:
        return
    step = WORKFLOW.check(before, after, [PLATFORM])
    region.state = after
    region.save(update_fields=["state"])
    record(
        f"region.{after.lower()}",
        region,
        by=None,
        at=at,
        sentence=f"{step.sentence}: {region.name}",
        **data,
    )
