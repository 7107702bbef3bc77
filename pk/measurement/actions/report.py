"""Keep what was reached in a period, as a draft.

1. Only the holder of the receiving position reports, in an open period.
2. What was submitted is not changed.
3. Each figure is kept with its raw figures, its cause and its plan; a blank stays a blank.
4. Evidence is kept in the region's own store; the same file for the same figure is kept once.
5. Audit: "mencatat realisasi …".
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.accounts.models import User
from core.acts import act
from core.audit import trail
from core.days import day_of
from core.documents import store
from core.errors import NotFound
from pk.agreements.models import Agreement, Commitment
from pk.measurement import permissions, rules
from pk.measurement.actions import _locked as locked
from pk.measurement.inputs import Entry
from pk.measurement.models import Evidence, Measurement, Period

FOLDER = "bukti"


@act
def report(
    *, agreement: Agreement, period: Period, entries: Sequence[Entry], by: User, at: datetime
) -> list[Measurement]:
    """The rows that were reported."""
    permissions.check_may_report(by, agreement, day_of(at))  # 1
    rules.check_open(period, day_of(at))
    rows = {row.commitment_id: row for row in locked.measurements(agreement, period)}
    rules.check_changeable(rows.values())  # 2
    commitments = set(Commitment.objects.filter(agreement=agreement).values_list("id", flat=True))
    kept = []
    for entry in entries:
        if entry.commitment_id not in commitments:
            raise NotFound
        kept.append(_keep(rows.get(entry.commitment_id), entry, period))  # 3
        _keep_files(kept[-1], entry, by_id=by.id, at=at)  # 4
    trail.record(  # 5
        "measurement.reported",
        agreement,
        by=by,
        at=at,
        sentence=f"mencatat realisasi {period}",
        period=str(period),
        figures={str(row.commitment_id): _said(row) for row in kept},
    )
    return kept


def _keep(row: Measurement | None, entry: Entry, period: Period) -> Measurement:
    row = row or Measurement(commitment_id=entry.commitment_id, period=period)
    figure = entry.reading.figure
    row.value = figure.low if figure else None
    row.label = figure.label if figure else ""
    row.unavailable = entry.reading.unavailable
    row.inputs = dict(entry.inputs)
    row.cause, row.plan = entry.cause.strip(), entry.plan.strip()
    row.save()
    return row


def _keep_files(row: Measurement, entry: Entry, *, by_id: UUID, at: datetime) -> None:
    for file in entry.files:
        digest = store.sha256(file.content)
        if Evidence.objects.filter(measurement=row, sha256=digest).exists():
            continue  # the form was sent twice
        Evidence.objects.create(
            measurement=row,
            name=file.name,
            path=store.save(FOLDER, file.content, suffix=file.suffix),
            content_type=file.content_type,
            size_bytes=len(file.content),
            sha256=digest,
            uploaded_by=by_id,
            uploaded_at=at,
        )


def _said(row: Measurement) -> str:
    if row.unavailable:
        return "belum tersedia"
    return row.label or ("" if row.value is None else str(row.value))
