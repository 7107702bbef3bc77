"""What must hold of units, positions, officials and appointments. Each raises Invalid."""

from __future__ import annotations

from datetime import date

from core.errors import Invalid
from tenants.organization import hierarchy
from tenants.organization.inputs import OfficialInput, PositionInput, UnitInput
from tenants.organization.models import Appointment, Level, Official, OrgUnit, Position, UnitKind

NIP_LENGTH = 18


def check_unit(entered: UnitInput, *, unit: OrgUnit | None = None) -> None:
    """A unit has a code of its own, a name, a known kind, and does not stand below itself."""
    _required(entered.code, "code", "Kode perangkat daerah harus diisi.")
    _required(entered.name, "name", "Nama perangkat daerah harus diisi.")
    if entered.kind not in UnitKind.values:
        raise Invalid("Jenis perangkat daerah tidak dikenal.", field="kind")
    twins = OrgUnit.objects.filter(code=entered.code)
    if (twins.exclude(id=unit.id) if unit else twins).exists():
        raise Invalid(f"Kode {entered.code} sudah dipakai perangkat daerah lain.", field="code")
    if unit and entered.parent and entered.parent.id in hierarchy.units_below([unit.id]):
        raise Invalid(f"{unit.name} tidak dapat berada di bawah dirinya.", field="parent")


def check_position(entered: PositionInput, *, position: Position | None = None) -> None:
    """A position has a code of its own and a superior, unless it is the head of region's."""
    _required(entered.code, "code", "Kode jabatan harus diisi.")
    _required(entered.title, "title", "Nama jabatan harus diisi.")
    if entered.level not in Level.values:
        raise Invalid("Jenjang jabatan tidak dikenal.", field="level")
    twins = Position.objects.filter(code=entered.code)
    if (twins.exclude(id=position.id) if position else twins).exists():
        raise Invalid(f"Kode {entered.code} sudah dipakai jabatan lain.", field="code")
    if entered.level == Level.HEAD_OF_REGION:
        if entered.superior:
            raise Invalid("Kepala daerah tidak mempunyai atasan.", field="superior")
        heads = Position.objects.filter(level=Level.HEAD_OF_REGION, is_active=True)
        if (heads.exclude(id=position.id) if position else heads).exists():
            raise Invalid("Jabatan kepala daerah sudah ada.", field="level")
    elif entered.superior is None:
        raise Invalid("Pilih jabatan atasan: dialah pemberi amanah.", field="superior")
    above = entered.superior
    while position and above:
        if above.id == position.id:
            raise Invalid("Jabatan tidak dapat menjadi atasan dirinya.", field="superior")
        above = above.superior


def check_official(entered: OfficialInput, *, official: Official | None = None) -> None:
    """A person has a name; a NIP, when given, is 18 digits and nobody else's."""
    _required(entered.name, "name", "Nama pejabat harus diisi.")
    if not entered.nip:
        return
    if not (entered.nip.isdigit() and len(entered.nip) == NIP_LENGTH):
        raise Invalid("NIP terdiri atas 18 angka.", field="nip")
    twins = Official.objects.filter(nip=entered.nip)
    if (twins.exclude(id=official.id) if official else twins).exists():
        raise Invalid("NIP ini sudah tercatat pada pejabat lain.", field="nip")


def check_vacant(
    position: Position,
    active_from: date,
    active_to: date | None = None,
    *,
    but: Appointment | None = None,
) -> None:
    """Nobody else holds the position in any day of the half-open period; `but` is not somebody else."""
    if active_to is not None and active_to <= active_from:
        raise Invalid("Tanggal selesai harus sesudah tanggal mulai.", field="active_to")
    others = Appointment.objects.overlapping(active_from, active_to).filter(position=position)
    if but:
        others = others.exclude(id=but.id)
    other = others.select_related("official").order_by("active_from").first()
    if other:
        raise Invalid(
            f"Pada masa itu {position.title} dijabat {other.official.name}; "
            "akhiri penempatan itu lebih dahulu.",
            field="active_from",
        )


def _required(value: str, field: str, sentence: str) -> None:
    if not value.strip():
        raise Invalid(sentence, field=field)
