"""The figures of one region's year, asked from the rooms that own them. Nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pk.agreements.queries import mandates as agreements
from pk.evaluation.queries import results as evaluation
from pk.measurement.queries import figures as measurement
from reporting.publishing.measures import Fact

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What would be released for `year`, and what a reader should know is missing from it."""

    year: int
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...]


def collect(year: int) -> YearFigures:
    """The facts of `year` in the region in force, computed now from the working data."""
    facts: list[Fact] = []
    gaps: list[str] = []

    result = evaluation.final_grade(None, year)
    if result is None:
        gaps.append(f"Nilai SAKIP tahun {year} belum ditetapkan.")
    else:
        facts.append(Fact("sakip", result.score, result.grade))

    progress = agreements.signing_progress(year)
    if progress.total:
        facts += [
            Fact("agreements", Decimal(progress.total)),
            Fact("signed_share", _share(progress.signed, progress.total)),
            Fact("on_time_share", _share(progress.on_time, progress.total)),
        ]
        if progress.signed < progress.total:
            gaps.append(f"{progress.total - progress.signed} perjanjian belum ditandatangani.")
    else:
        gaps.append(f"Belum ada perjanjian kinerja tahun {year}.")

    counts = measurement.region_counts(year)
    if counts.total:
        facts += [
            Fact("indicators", Decimal(counts.total)),
            Fact("below", Decimal(counts.below)),
            Fact("equal", Decimal(counts.equal)),
            Fact("above", Decimal(counts.above)),
            Fact("missing", Decimal(counts.missing)),
        ]
        if counts.missing:
            gaps.append(f"{counts.missing} indikator belum ada datanya.")
    else:
        gaps.append("Belum ada indikator pada perjanjian kepala daerah.")

    absorption = measurement.absorption(year)
    if absorption.percent is None:
        gaps.append("Realisasi anggaran belum dilaporkan.")
    else:
        facts.append(Fact("absorption", absorption.percent.quantize(PLACES, ROUND_HALF_UP)))
    return YearFigures(year, tuple(facts), tuple(gaps))


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(PLACES, ROUND_HALF_UP)
