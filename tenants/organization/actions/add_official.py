"""Add a person in office.

1. Only the steward keeps the organisation.
2. The NIP, when given, is 18 digits and nobody else's.
3. Audit: "menambahkan pejabat …"; the NIP stays out of the trail.
"""

from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from tenants.organization.inputs import OfficialInput
from tenants.organization.models import Official
from tenants.organization.permissions import check_may_keep
from tenants.organization.rules import check_official


@act
def add_official(*, entered: OfficialInput, by: User, at: datetime) -> Official:
    """A new person in office."""
    check_may_keep(by)  # 1
    return write(entered, by=by, at=at)


def write(entered: OfficialInput, *, by: User, at: datetime) -> Official:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_official(entered)  # 2
    official = Official.objects.create(name=entered.name, nip=entered.nip, rank=entered.rank)
    sentence = f"menambahkan pejabat {official}"
    record("official.added", official, by=by, at=at, sentence=sentence)  # 3
    return official
