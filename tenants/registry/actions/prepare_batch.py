"""Put a list of regions down, to be opened once an operator has read it.

1. Only an operator may.
2. The rows are kept with what was said about each; nothing is opened.
3. Audit, in the operators' trail: "menyiapkan pembukaan … daerah …".
"""

from datetime import datetime
from typing import Any

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.registry.models import Batch
from tenants.registry.permissions import check_may_operate


@act
def prepare_batch(*, title: str, rows: list[dict[str, Any]], by: User, at: datetime) -> Batch:
    """The list, ready to be looked at."""
    check_may_operate(by)  # 1
    batch = Batch.objects.create(title=title, rows=rows, asked_at=at, asked_by_name=by.name)  # 2
    ready = sum(row["state"] == "siap" for row in rows)
    record(  # 3
        "batch.prepared",
        batch,
        by=by,
        at=at,
        sentence=f"menyiapkan pembukaan {ready} dari {len(rows)} daerah ({title})",
    )
    return batch
