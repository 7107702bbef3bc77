"""The list of agreements as a workbook: what is on the page, whole."""

from collections.abc import Iterable
from datetime import date

from core.days import day_of
from core.spreadsheets import writing
from pk.agreements import rules
from pk.agreements.models import Agreement

HEADERS = (
    "Tahun",
    "Perangkat daerah",
    "Jabatan",
    "Penerima amanah",
    "Pemberi amanah",
    "Versi",
    "Status",
    "Batas tanda tangan",
    "Berlaku sejak",
    "Terlambat",
    "Kode dokumen",
)


def workbook(agreements: Iterable[Agreement], *, year: int, today: date) -> bytes:
    """An xlsx with one agreement per row."""
    return writing.export(f"Perjanjian {year}", HEADERS, (_row(a, today) for a in agreements))


def _row(agreement: Agreement, today: date) -> tuple[object, ...]:
    since = agreement.in_force_at
    return (
        agreement.year,
        agreement.receiver.position.unit.name,
        agreement.receiver_title,
        agreement.receiver_name,
        agreement.giver_name,
        agreement.version,
        agreement.get_state_display(),
        agreement.due_on,
        day_of(since) if since else None,
        "Ya" if rules.is_late(agreement, today) else "Tidak",
        agreement.document.code if agreement.document else "",
    )
