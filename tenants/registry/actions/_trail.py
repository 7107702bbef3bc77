"""An act on a region is told twice: to the region in its own trail, and to the operators in theirs."""

from datetime import datetime
from typing import Any

from core.accounts.models import User
from core.audit.trail import record
from tenants.registry.context import in_region
from tenants.registry.models import Region
from tenants.registry.tenant import Tenant


def record_in_both(
    action: str, region: Region, *, by: User | None, at: datetime, sentence: str, **data: Any
) -> None:
    """Append the same sentence to both trails, inside the transaction in force."""
    with in_region(Tenant.of(region)):
        record(action, region, by=by, at=at, sentence=sentence, **data)
    record(action, region, by=by, at=at, sentence=sentence, **data)
