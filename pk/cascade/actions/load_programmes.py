"""Load the programmes of a unit for a year.

1. The steward or the planner keeps budget documents.
2. Every row has a code once, a name and a ceiling in whole rupiah; one wrong row stops all.
3. Rows with a known code are changed, the others added; nothing is taken away.
4. Audit: "memuat … program …".
"""

from collections.abc import Sequence
from datetime import datetime

from core.accounts.models import User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from pk.cascade.inputs import ProgrammeInput
from pk.cascade.models import Programme
from pk.cascade.permissions import check_may_keep_budget
from pk.cascade.rules import check_programme
from tenants.organization.models import OrgUnit


@act
def load_programmes(
    *, unit: OrgUnit, year: int, rows: Sequence[ProgrammeInput], by: User, at: datetime
) -> list[Programme]:
    """The programmes of these rows, in their order."""
    check_may_keep_budget(by)  # 1
    return write(unit, year, rows, by=by, at=at)


def write(
    unit: OrgUnit, year: int, rows: Sequence[ProgrammeInput], *, by: User, at: datetime
) -> list[Programme]:
    """Steps 2 to 4, for this act and for a workbook of many units."""
    codes = [row.code for row in rows]
    for row in rows:  # 2
        check_programme(row)
        if codes.count(row.code) > 1:
            raise Invalid(f"Kode {row.code} tertulis lebih dari sekali.", field="code")
    known = {
        programme.code: programme
        for programme in Programme.objects.select_for_update(of=("self",)).filter(
            unit=unit, year=year
        )
    }
    loaded = []
    for row in rows:  # 3
        programme = known.setdefault(row.code, Programme(unit=unit, year=year, code=row.code))
        if row.parent_code and row.parent_code not in known:
            raise Invalid(
                f"Induk {row.parent_code} dari {row.code} belum ada; tulis di baris sebelumnya.",
                field="parent_code",
            )
        programme.parent = known[row.parent_code] if row.parent_code else None
        programme.kind = row.kind
        programme.name = row.name
        programme.node = row.node or programme.node
        programme.ceiling_rupiah = row.ceiling_rupiah
        programme.fund_source = row.fund_source
        programme.nomenclature = row.nomenclature
        programme.save()
        loaded.append(programme)
    sentence = f"memuat {len(loaded)} program dan kegiatan {unit} tahun {year}"
    record("programmes.loaded", unit, by=by, at=at, sentence=sentence)  # 4
    return loaded
