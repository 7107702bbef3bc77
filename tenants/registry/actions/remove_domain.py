"""Take a further host away from a region.

1. Only an operator may; the primary address stays.
2. The host leads nowhere.
3. Audit in both trails: "melepas domain …".
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.errors import NotFound, NotNow
from tenants.registry import access
from tenants.registry.actions._trail import record_in_both
from tenants.registry.models import Domain, Region
from tenants.registry.permissions import check_may_operate


@act
def remove_domain(*, region: Region, domain: str, by: User, at: datetime) -> None:
    """The host no longer leads to the region."""
    check_may_operate(by)  # 1
    region = access.locked(region)
    found = Domain.objects.filter(tenant=region, domain=domain).first()
    if found is None:
        raise NotFound("Domain ini bukan milik daerah tersebut.")
    if found.is_primary:
        raise NotNow("Alamat utama tidak dapat dilepas; ganti dahulu alamat daerah ini.")
    found.delete()  # 2
    record_in_both(  # 3
        "region.domain_removed",
        region,
        by=by,
        at=at,
        sentence=f"melepas domain {domain} dari {region.name}",
    )
