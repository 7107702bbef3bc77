"""Give a region a further host of its own, such as sakip.malangkab.go.id.

1. Only an operator may; the name is proper and belongs to no region yet.
2. The further host serves the region, or leads to its primary address.
3. Audit in both trails: "menambah domain …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import Invalid
from realms import schemas
from tenants.registry import access, addresses
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Domain, Region
from tenants.registry.permissions import check_may_operate


@act
def add_domain(*, region: Region, domain: str, redirects: bool, by: User, at: datetime) -> Domain:
    """The further host."""
    check_may_operate(by)  # 1
    domain = domain.strip().lower()
    addresses.check_domain(domain)
    schemas.lock()
    taken = Domain.objects.select_related("tenant").filter(domain=domain).first()
    if taken is not None:
        raise Invalid(f"Domain {domain} sudah dipakai oleh {taken.tenant.name}.", field="domain")
    region = access.locked(region)
    added = Domain.objects.create(  # 2
        tenant=region, domain=domain, is_primary=False, redirects=redirects
    )
    record_in_both(  # 3
        "region.domain_added",
        region,
        by=by,
        at=at,
        sentence=f"menambah domain {domain} untuk {region.name}",
    )
    return added
