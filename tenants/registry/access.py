"""The one door to a row of the registry for pages and commands."""

from uuid import UUID

from core.accounts.models import User
from core.errors import NotFound
from tenants.registry.models import Archive, Batch, Destruction, Region
from tenants.registry.permissions import check_may_operate


def region_for(by: User, code: str) -> Region:
    """The region with `code`, for an operator. Raises NotFound or NotAllowed."""
    check_may_operate(by)
    region = Region.objects.select_related("status").filter(code=code).first()
    if region is None:
        raise NotFound("Daerah ini tidak terdaftar.")
    return region


def locked(region: Region) -> Region:
    """The same region as it stands now, locked until the transaction ends."""
    found = Region.objects.select_for_update().filter(pk=region.pk).first()
    if found is None:
        raise NotFound("Daerah ini tidak terdaftar lagi.")
    return found


def batch_for(by: User, batch_id: UUID) -> Batch:
    """A list of regions to open, for an operator."""
    check_may_operate(by)
    batch = Batch.objects.filter(id=batch_id).first()
    if batch is None:
        raise NotFound
    return batch


def destruction_for(by: User, number: str) -> Destruction:
    """A certificate of destruction, for an operator."""
    check_may_operate(by)
    found = Destruction.objects.select_related("archive").filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def archive_for(by: User, archive_id: UUID) -> Archive:
    """A recorded archive, for an operator."""
    check_may_operate(by)
    archive = Archive.objects.filter(id=archive_id).first()
    if archive is None:
        raise NotFound
    return archive
