"""What must hold of nodes, indicators, targets and programmes. Each raises Invalid."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from core.errors import Invalid
from pk.cascade.inputs import IndicatorInput, NodeInput, PlanInput, ProgrammeInput, TargetInput
from pk.cascade.models import (
    Aggregation,
    CascadeNode,
    Direction,
    Indicator,
    NodeKind,
    Plan,
    Programme,
    ValueKind,
)

LONGEST_PLAN = 20
Shape = Mapping[str, frozenset[str]]


def check_plan(entered: PlanInput) -> None:
    """A plan has a title and a span of years in order; a Renstra belongs to a unit."""
    _required(entered.title, "title", "Judul dokumen harus diisi.")
    if entered.kind not in Plan.Kind.values:
        raise Invalid("Jenis dokumen perencanaan tidak dikenal.", field="kind")
    if not 1945 <= entered.first_year <= 9999:
        raise Invalid("Tahun awal tidak wajar.", field="first_year")
    if not entered.first_year <= entered.last_year <= entered.first_year + LONGEST_PLAN:
        raise Invalid("Tahun akhir harus sama dengan atau sesudah tahun awal.", field="last_year")
    if entered.kind == Plan.Kind.RENSTRA and entered.unit is None:
        raise Invalid("Renstra harus menyebut perangkat daerahnya.", field="unit")


def check_node(
    entered: NodeInput, *, plan: Plan, shape: Shape, node: CascadeNode | None = None
) -> None:
    """A node states something and stands where the region lets its kind stand."""
    _required(entered.statement, "statement", "Pernyataan harus diisi.")
    if entered.kind not in NodeKind.values:
        raise Invalid("Jenis tidak dikenal.", field="kind")
    kind = NodeKind(entered.kind)
    allowed = shape.get(kind, frozenset())
    if entered.parent is None:
        if allowed:
            above = _either(allowed)
            raise Invalid(f"{kind.label} harus berada di bawah {above}.", field="parent")
    elif entered.parent.plan_id != plan.id:
        raise Invalid("Induk harus berada dalam dokumen perencanaan yang sama.", field="parent")
    elif entered.parent.kind not in allowed:
        above = _either(allowed) if allowed else "puncak pohon, tanpa induk"
        where = "berada di bawah" if allowed else "berada di"
        raise Invalid(f"{kind.label} harus {where} {above}.", field="parent")
    if kind == NodeKind.UNIT_OBJECTIVE and entered.unit is None:
        raise Invalid("Pilih perangkat daerah yang memiliki sasaran ini.", field="unit")
    above_node = entered.parent
    while node and above_node:
        if above_node.id == node.id:
            raise Invalid("Tidak dapat dipindahkan ke bawah dirinya sendiri.", field="parent")
        above_node = above_node.parent


def check_children(node: CascadeNode, kind: str, shape: Shape) -> None:
    """A change of kind leaves every child where it may stand."""
    for child in node.children.filter(is_retired=False):
        if kind not in shape.get(child.kind, frozenset()):
            label = NodeKind(child.kind).label
            raise Invalid(f"{label} di bawahnya tidak boleh berada di jenis ini.", field="kind")


def check_indicator(entered: IndicatorInput, *, indicator: Indicator | None = None) -> None:
    """An indicator has a code of its own, a name, a unit of measure and a way to compare."""
    _required(entered.code, "code", "Kode indikator harus diisi.")
    _required(entered.name, "name", "Nama indikator harus diisi.")
    _required(entered.unit_of_measure, "unit_of_measure", "Satuan harus diisi.")
    for value, choices, field in (
        (entered.value_kind, ValueKind.values, "value_kind"),
        (entered.direction, Direction.values, "direction"),
        (entered.aggregation, Aggregation.values, "aggregation"),
    ):
        if value not in choices:
            raise Invalid("Pilihan ini tidak dikenal.", field=field)
    if entered.value_kind == ValueKind.GRADE and len(set(entered.scale)) < 2:
        raise Invalid(
            "Tuliskan tingkat predikat dari yang terendah, paling sedikit dua.", field="scale"
        )
    if entered.direction == Direction.RANGE and entered.value_kind not in {
        ValueKind.NUMBER,
        ValueKind.PERCENT,
    }:
        raise Invalid("Rentang hanya berlaku bagi angka dan persen.", field="direction")
    twins = Indicator.objects.filter(code=entered.code)
    if (twins.exclude(id=indicator.id) if indicator else twins).exists():
        raise Invalid(f"Kode {entered.code} sudah dipakai indikator lain.", field="code")


def check_target(row: TargetInput) -> None:
    """A target says what its indicator can be: a number, a range, a grade of its scale, or yes."""
    plan = row.indicator.node.plan
    if not plan.first_year <= row.year <= plan.last_year:
        raise Invalid(
            f"Tahun {row.year} di luar masa dokumen ({plan.first_year}–{plan.last_year})."
        )
    if not 0 <= row.period <= 12:
        raise Invalid("Periode harus 1 sampai 12, atau 0 untuk setahun.")
    if row.is_empty:
        return
    kind = row.indicator.value_kind
    if kind == ValueKind.GRADE:
        if row.label not in row.indicator.scale:
            raise Invalid(f"Isi salah satu predikat: {', '.join(row.indicator.scale)}.")
        return
    if row.label or row.low is None:
        raise Invalid("Target indikator ini harus berupa angka.")
    if kind == ValueKind.YES_NO and row.low != 1:
        raise Invalid("Target indikator ini hanya dapat “tercapai”.")
    if row.indicator.direction == Direction.RANGE:
        if row.high is None:
            raise Invalid("Isi batas bawah dan batas atas, misalnya 3–5.")
        if row.high < row.low:
            raise Invalid("Batas atas harus sama dengan atau di atas batas bawah.")
    elif row.high is not None:
        raise Invalid("Indikator ini tidak memakai rentang; isi satu angka.")


def check_programme(row: ProgrammeInput) -> None:
    """A programme has a code, a name, and a ceiling in whole rupiah."""
    _required(row.code, "code", "Kode program harus diisi.")
    _required(row.name, "name", f"Nama {row.code} harus diisi.")
    if row.kind not in Programme.Kind.values:
        raise Invalid(f"Jenis {row.code} tidak dikenal.", field="kind")
    if row.ceiling_rupiah < 0 or row.ceiling_rupiah != row.ceiling_rupiah.to_integral_value():
        raise Invalid(
            f"Pagu {row.code} harus rupiah bulat dan tidak negatif.", field="ceiling_rupiah"
        )
    if row.ceiling_rupiah >= Decimal(10) ** 18:
        raise Invalid(f"Pagu {row.code} terlalu besar.", field="ceiling_rupiah")


def _either(kinds: frozenset[str]) -> str:
    labels = [NodeKind(k).label for k in NodeKind.values if k in kinds]
    return " atau ".join(labels)


def _required(value: str, field: str, sentence: str) -> None:
    if not value.strip():
        raise Invalid(sentence, field=field)
