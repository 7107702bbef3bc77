"""May this be done to this region now? Each check raises with a sentence; `may_x` answers for pages."""

from django.db.models import Q

from core.errors import Invalid, NotNow
from tenants.registry import slugs
from tenants.registry.codes import Area
from tenants.registry.models import Domain, Region, RegionState


def check_not_open(area: Area) -> None:
    """Raise NotNow when the area is a region already, in whatever state but destroyed."""
    region = Region.objects.filter(code=area.code).exclude(state=RegionState.DESTROYED).first()
    if region is None:
        return
    when = f" sejak {region.opened_at:%d-%m-%Y}" if region.opened_at else ""
    raise NotNow(
        f"{region.name} sudah dibuka{when} di alamat {region.slug} "
        f"(status: {region.get_state_display().lower()}).",
        field="code",
    )


def check_slug_free(slug: str, *, besides: Region | None = None) -> None:
    """Raise Invalid unless `slug` is proper and leads to no other region, now or by an old address."""
    slugs.check_slug(slug)
    mine = Q(pk=besides.pk) if besides else Q(pk=None)
    taken = Region.objects.filter(slug=slug).exclude(mine).first()
    if taken is None:
        domain = Domain.objects.filter(domain=slugs.host_of(slug)).select_related("tenant").first()
        taken = domain.tenant if domain and domain.tenant != besides else None
    if taken is not None:
        raise Invalid(f"Alamat “{slug}” sudah dipakai oleh {taken.name}.", field="slug")
