"""Give a region another address.

1. Only an operator may; the address is proper and leads to no other region.
2. The new address becomes the primary one; the schema and its name stay.
3. The old address stays with the region and leads to the new one. Going back is possible.
4. Audit in both trails: "mengganti alamat … dari … menjadi …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import NotNow
from realms import schemas
from tenants.registry import access, addresses, rules
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Domain, Region, RegionState
from tenants.registry.permissions import check_may_operate


@act
def rename(*, region: Region, slug: str, by: User, at: datetime) -> Region:
    """The region at its new address."""
    check_may_operate(by)  # 1
    schemas.lock()
    region = access.locked(region)
    if region.state == RegionState.DESTROYED:
        raise NotNow(f"{region.name} sudah dimusnahkan.")
    if region.slug == slug:
        raise NotNow(f"{region.name} sudah memakai alamat {slug}.", field="slug")
    rules.check_slug_free(slug, besides=region)
    old, region.slug = region.slug, slug  # 2
    region.save(update_fields=["slug"])
    Domain.objects.filter(tenant=region, domain=addresses.host_of(old)).update(  # 3
        is_primary=False, redirects=True
    )
    Domain.objects.filter(tenant=region, domain=addresses.host_of(slug)).delete()
    Domain.objects.create(tenant=region, domain=addresses.host_of(slug), is_primary=True)
    record_in_both(  # 4
        "region.renamed",
        region,
        by=by,
        at=at,
        sentence=f"mengganti alamat {region.name} dari {old} menjadi {slug}",
        old=old,
        new=slug,
    )
    return region
