"""What a region may release: a closed list of measures, each with a name, a unit and a rule for
comparing.

Mean achievement is not among them: targets, caps and formulas differ between regions, so it
cannot be compared as it is. Counts and shares can.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One comparable figure of a region's year.

    `key` is stored with each figure; `unit` is printed after the number ("%" or empty);
    `decimals` is how many places are shown, 0 to 2; `rule` says in one sentence how it is made.
    """

    key: str
    title: str
    short: str
    unit: str
    decimals: int
    better: Better
    rule: str


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """A value of a measure: exact `value`, or None when the region has no such figure; `label` is
    a grade.
    """

    measure: str
    value: Decimal | None
    label: str = ""


_ALL = (
    Measure(
        "sakip",
        "Nilai dan predikat SAKIP",
        "SAKIP",
        "",
        2,
        "higher",
        "Nilai evaluasi AKIP pemerintah daerah, 0–100; predikat menurut PermenPAN-RB 88/2021.",
    ),
    Measure(
        "agreements",
        "Perjanjian kinerja yang harus ada",
        "PK",
        "",
        0,
        "neither",
        "Jumlah perjanjian kinerja tahun itu yang disusun untuk penerima amanah.",
    ),
    Measure(
        "signed_share",
        "Perjanjian ditandatangani",
        "Ditandatangani",
        "%",
        1,
        "higher",
        "Perjanjian yang berlaku dibagi seluruh perjanjian tahun itu.",
    ),
    Measure(
        "on_time_share",
        "Ditandatangani tepat waktu",
        "Tepat waktu",
        "%",
        1,
        "higher",
        "Perjanjian yang berlaku paling lambat pada batasnya dibagi seluruh perjanjian tahun itu.",
    ),
    Measure(
        "indicators",
        "Indikator kinerja utama",
        "Indikator",
        "",
        0,
        "neither",
        "Jumlah indikator dalam perjanjian kinerja kepala daerah.",
    ),
    Measure(
        "below",
        "Indikator di bawah target",
        "Di bawah",
        "",
        0,
        "lower",
        "Indikator yang capaiannya kurang dari 100 persen.",
    ),
    Measure(
        "equal",
        "Indikator sesuai target",
        "Sesuai",
        "",
        0,
        "higher",
        "Indikator yang capaiannya tepat 100 persen.",
    ),
    Measure(
        "above",
        "Indikator di atas target",
        "Di atas",
        "",
        0,
        "higher",
        "Indikator yang capaiannya lebih dari 100 persen.",
    ),
    Measure(
        "missing",
        "Indikator belum ada datanya",
        "Belum ada data",
        "",
        0,
        "lower",
        "Indikator yang belum dilaporkan atau belum tersedia; tidak dihitung nol.",
    ),
    Measure(
        "absorption",
        "Serapan anggaran",
        "Serapan",
        "%",
        2,
        "higher",
        "Realisasi anggaran dibagi pagu program, sampai periode terakhir yang dilaporkan.",
    ),
)

MEASURES: dict[str, Measure] = {measure.key: measure for measure in _ALL}
