"""What must be there before the year can be walked: policy, organisation, budget, cascade, periods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef

from core.accounts.models import Role, User
from pk.cascade.models import BudgetDocument, CascadeNode, Indicator, NodeOwner, Target
from pk.measurement.models import Period
from reporting.dashboards.queries.waiting import Waiting
from tenants.organization.models import OrgUnit
from tenants.policy.queries import versions as policy

POLICY, ORGANIZATION, CASCADE, MEASUREMENT = (
    "/kebijakan/",
    "/organisasi/",
    "/pohon-kinerja/",
    "/pengukuran/",
)


def waiting_for(user: User, on: date) -> Iterator[Waiting]:
    """For the steward and the planner; nobody else can do these."""
    if user.has_role(Role.STEWARD):
        yield from _of_the_steward(on)
    if user.has_role(Role.PLANNER):
        yield from _of_the_planner(on)


def _of_the_steward(on: date) -> Iterator[Waiting]:
    if policy.version_on(on) is None:
        yield Waiting("Tetapkan kebijakan daerah", "Belum ada yang berlaku", POLICY, on)
    if not OrgUnit.objects.exists():
        yield Waiting("Muat perangkat daerah, jabatan dan pejabat", "Belum ada", ORGANIZATION, on)
    elif not BudgetDocument.objects.filter(year=on.year).exists():
        yield Waiting("Catat tanggal pengesahan anggaran", f"Tahun {on.year}", CASCADE)
    if not Period.objects.filter(year=on.year).exists():
        yield Waiting("Buka periode pengukuran", f"Tahun {on.year}", MEASUREMENT)


def _of_the_planner(on: date) -> Iterator[Waiting]:
    year = on.year
    nodes = CascadeNode.objects.filter(
        is_retired=False, plan__first_year__lte=year, plan__last_year__gte=year
    )
    if not nodes.exists():
        yield Waiting("Susun pohon kinerja", f"Belum ada untuk tahun {year}", CASCADE)
        return
    owners = NodeOwner.objects.filter(node=OuterRef("id"), year=year)
    unowned = nodes.filter(~Exists(owners)).count()
    if unowned:
        yield Waiting("Tentukan penanggung jawab", f"{unowned} sasaran belum punya", CASCADE)
    targets = Target.objects.filter(indicator=OuterRef("id"), year=year)
    untargeted = Indicator.objects.filter(
        ~Exists(targets), is_retired=False, node__in=nodes
    ).count()
    if untargeted:
        yield Waiting("Isi target", f"{untargeted} indikator tanpa target {year}", CASCADE)
