"""Change what is known of a person in office.

1. Only the steward keeps the organisation.
2. The NIP, when given, is 18 digits and nobody else's.
3. Audit: "mengubah data pejabat …"; the NIP stays out of the trail.
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
def edit_official(
    *, official: Official, entered: OfficialInput, by: User, at: datetime
) -> Official:
    """The person as recorded from now on."""
    check_may_keep(by)  # 1
    official = Official.objects.select_for_update().get(id=official.id)
    return write(official, entered, by=by, at=at)


def write(official: Official, entered: OfficialInput, *, by: User, at: datetime) -> Official:
    """Steps 2 and 3, for this act and for the loading of a workbook."""
    check_official(entered, official=official)  # 2
    before = {"name": official.name, "rank": official.rank}
    official.name = entered.name
    official.nip = entered.nip
    official.rank = entered.rank
    official.save()
    sentence = f"mengubah data pejabat {official}"
    record("official.edited", official, by=by, at=at, sentence=sentence, before=before)  # 3
    return official
