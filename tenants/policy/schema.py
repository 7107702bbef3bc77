"""How a region does it: one model from which the form, its help page and its validation are made.

Every field has a default, an Indonesian title and description, and its legal basis in
`json_schema_extra["basis"]`; "recalled" marks what was not read in a source. Where a field holds
the name of a behaviour, the behaviour itself is in `pk.policies`.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

GradeCode = Literal["AA", "A", "BB", "B", "CC", "C", "D"]
LevelCode = Literal[
    "HEAD_OF_REGION",
    "SECRETARY",
    "ASSISTANT",
    "EXPERT",
    "UNIT_HEAD",
    "DISTRICT_HEAD",
    "ADMINISTRATOR",
    "SUPERVISOR",
    "FUNCTIONAL",
    "STAFF",
]

NodeKindCode = Literal["GOAL", "OBJECTIVE", "UNIT_OBJECTIVE", "OUTCOME", "OUTPUT", "INDIVIDUAL"]


class PolicyPart(BaseModel):
    """A part of the policy: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Terms(PolicyPart):
    """The words this region uses."""

    unit: Literal["Perangkat Daerah", "OPD", "SKPD"] = Field(
        "Perangkat Daerah", title="Sebutan perangkat daerah"
    )


class Signing(PolicyPart):
    """How agreements are signed."""

    ceremony: Literal["individual", "representative", "mass", "simultaneous"] = Field(
        "individual",
        title="Cara penandatanganan",
        description="Simbolis: hanya wakil yang menandatangani di panggung; "
        "setiap pejabat tetap harus menandatangani.",
        json_schema_extra={"basis": "PermenPAN-RB 53/2014 tidak mengatur cara (recalled)"},
    )
    representatives: list[str] = Field(
        default_factory=list,
        title="Wakil yang menandatangani di panggung",
        description="Dipakai bila cara penandatanganan simbolis.",
        json_schema_extra={"choose": "position"},
    )
    with_socialisation: bool = Field(False, title="Disertai sosialisasi")
    receivers: list[LevelCode] = Field(
        ["HEAD_OF_REGION", "UNIT_HEAD", "DISTRICT_HEAD"],
        title="Jenjang jabatan penerima amanah",
    )
    acting_may_sign: bool = Field(
        True,
        title="Plt., Plh. dan Pj. boleh menjadi pihak",
        json_schema_extra={"basis": "recalled"},
    )
    provider: Literal["local"] = Field("local", title="Penyedia tanda tangan elektronik")


class Deadline(PolicyPart):
    """So many months and days after something happened; calendar time, not working days."""

    after: Literal["budget_ratified", "signed", "year_start"] = Field(
        "budget_ratified", title="Dihitung sejak"
    )
    months: int = Field(0, ge=0, le=24, title="Bulan")
    days: int = Field(0, ge=0, le=366, title="Hari")


class Deadlines(PolicyPart):
    """By when."""

    sign_within: Deadline = Field(
        Deadline(after="budget_ratified", months=1),
        title="Batas penandatanganan",
        json_schema_extra={
            "basis": "PermenPAN-RB 53/2014: paling lambat satu bulan "
            "setelah dokumen anggaran disahkan"
        },
    )
    cascade_within: Deadline | None = Field(
        None,
        title="Batas penurunan ke bawahan",
        description="Dihitung sejak kepala unit menandatangani.",
    )


class Documents(PolicyPart):
    """What is printed."""

    companions: list[Literal["integrity_pact"]] = Field(
        default_factory=list, title="Dokumen pendamping"
    )
    show_nip: bool = Field(False, title="Cetak NIP dan pangkat di bawah tanda tangan")
    supervision_verb: Literal["melakukan", "memberikan"] = Field(
        "melakukan", title="Bunyi kalimat supervisi"
    )


def _with_blanks(text: str, known: str) -> str:
    unknown = set(re.findall(r"\{([^{}]*)\}", text)) - {known}
    if unknown:
        raise ValueError(f"Isian {{{sorted(unknown)[0]}}} tidak dikenal; yang ada {{{known}}}.")
    return text


class ResignationClause(PolicyPart):
    """The official declares to be ready to resign when a grade is at or below a threshold.

    A person decides.
    """

    kind: Literal["resignation"] = "resignation"
    grade_at_most: GradeCode = Field("CC", title="Predikat paling tinggi yang memicu")
    score_of: Literal["unit", "region"] = Field(
        "unit",
        title="Nilai yang dipakai",
        description="Nilai SAKIP perangkat daerah atau nilai pemerintah daerah.",
    )
    applies_to: list[LevelCode] = Field(["UNIT_HEAD"], title="Berlaku bagi")
    decided_by: Literal["person"] = "person"
    text: str = Field(
        "Apabila hasil evaluasi SAKIP memperoleh predikat {grade} atau kurang, "
        "saya siap mengundurkan diri dari jabatan.",
        title="Bunyi klausul",
        description="{grade} diganti dengan predikat di atas.",
        min_length=10,
        json_schema_extra={"long": True},
    )

    @field_validator("text")
    @classmethod
    def _known_blanks(cls, text: str) -> str:
        return _with_blanks(text, "grade")


class ImprovementClause(PolicyPart):
    """A target missed in a year opens a period to improve. A person decides."""

    kind: Literal["improvement"] = "improvement"
    months: int = Field(6, ge=1, le=24, title="Lama masa perbaikan (bulan)")
    applies_to: list[LevelCode] = Field(["UNIT_HEAD"], title="Berlaku bagi")
    decided_by: Literal["person"] = "person"
    text: str = Field(
        "Apabila kinerja yang diperjanjikan tidak terpenuhi dalam waktu satu tahun, "
        "saya diberi kesempatan selama {months} bulan untuk memperbaiki kinerja.",
        title="Bunyi klausul",
        description="{months} diganti dengan lama masa perbaikan.",
        min_length=10,
        json_schema_extra={"long": True},
    )

    @field_validator("text")
    @classmethod
    def _known_blanks(cls, text: str) -> str:
        return _with_blanks(text, "months")


Clause = Annotated[ResignationClause | ImprovementClause, Field(discriminator="kind")]


class ParentRule(PolicyPart):
    """Under which kinds a kind of node may stand; under none means that it stands at the top."""

    kind: NodeKindCode = Field(title="Jenis")
    under: list[NodeKindCode] = Field(
        default_factory=list,
        title="Berada di bawah",
        description="Kosong: boleh berada di puncak pohon.",
    )


def _shape() -> list[ParentRule]:
    below = ["UNIT_OBJECTIVE", "OUTCOME", "OUTPUT", "INDIVIDUAL"]
    rows = [
        ("GOAL", []),
        ("OBJECTIVE", ["GOAL"]),
        ("UNIT_OBJECTIVE", ["OBJECTIVE", "UNIT_OBJECTIVE"]),
        ("OUTCOME", below[:2]),
        ("OUTPUT", below[1:3]),
        ("INDIVIDUAL", below),
    ]
    return [ParentRule.model_validate({"kind": kind, "under": under}) for kind, under in rows]


class CascadeRules(PolicyPart):
    """How far down the mandate goes, who decides it, and what stands under what."""

    below_unit_head: Literal["none", "central", "unit_decides"] = Field(
        "unit_decides", title="Penurunan di bawah kepala unit"
    )
    deepest_level: LevelCode = Field("UNIT_HEAD", title="Jenjang terbawah")
    shape: list[ParentRule] = Field(
        default_factory=_shape,
        title="Susunan pohon kinerja",
        description="Bentuk RPJMD berbeda di tiap daerah; sasaran dapat pula langsung di puncak.",
        json_schema_extra={"basis": "PermenPAN-RB 89/2021; Permendagri 86/2017 (recalled)"},
    )

    @property
    def parents(self) -> dict[str, frozenset[str]]:
        """For each kind the kinds under which it may stand; an empty set: at the top."""
        return {row.kind: frozenset(row.under) for row in self.shape}


class Monitoring(PolicyPart):
    """How often performance is measured and what is reported with it."""

    every: Literal["month", "quarter"] = Field("quarter", title="Periode pengukuran")
    include: list[Literal["absorption", "strategy"]] = Field(
        ["absorption"], title="Dilaporkan bersama"
    )
    due_days: int = Field(10, ge=1, le=60, title="Batas lapor (hari setelah periode berakhir)")


class AchievementRules(PolicyPart):
    """How achievement is computed and shown. The rule is printed beside the figure."""

    lower_is_better: Literal["form_a", "form_b"] = Field(
        "form_a",
        title="Rumus indikator makin rendah makin baik",
        description="Bentuk A: (2T − R) / T × 100. Bentuk B: T / R × 100.",
    )
    grade_ratio: Literal["ordinal", "reached"] = Field(
        "ordinal", title="Capaian target berupa predikat"
    )
    cap_percent: Literal[100, 120] | None = Field(
        120,
        title="Batas capaian saat dirata-ratakan",
        description="Nilai mentah selalu disimpan dan ditampilkan.",
    )
    scale: Literal["permendagri-54-2010", "berhasil-4", "traffic-3", "bands-5"] = Field(
        "permendagri-54-2010", title="Skala kategori capaian"
    )
    efficiency: Literal["difference-5", "at-least"] = Field(
        "difference-5", title="Ukuran efisiensi"
    )


class EvaluationRules(PolicyPart):
    """How the management system is scored."""

    template: str = Field("lke-akip-permenpanrb-88-2021", title="Lembar kerja evaluasi")
    scoring_level: Literal["sub_component", "criterion"] = Field(
        "sub_component", title="Tingkat penilaian"
    )


class Ambition(PolicyPart):
    """What the region wants to reach."""

    grade: GradeCode | None = Field(None, title="Predikat SAKIP yang diinginkan")


class RegionPolicy(PolicyPart):
    """The whole policy of a region."""

    terms: Terms = Field(default_factory=Terms, title="Istilah")
    signing: Signing = Field(default_factory=Signing, title="Penandatanganan")
    deadlines: Deadlines = Field(default_factory=Deadlines, title="Tenggat")
    documents: Documents = Field(default_factory=Documents, title="Dokumen")
    clauses: list[Clause] = Field(default_factory=list, title="Klausul khusus")
    cascade: CascadeRules = Field(default_factory=CascadeRules, title="Penurunan kinerja")
    monitoring: Monitoring = Field(default_factory=Monitoring, title="Pemantauan")
    achievement: AchievementRules = Field(default_factory=AchievementRules, title="Capaian")
    evaluation: EvaluationRules = Field(default_factory=EvaluationRules, title="Evaluasi")
    targets: Ambition = Field(default_factory=Ambition, title="Sasaran predikat")
