"""The figures of one region's year, asked from the rooms that own them. Nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from pk.agreements.queries import mandates as agreements
from pk.evaluation.queries import results as evaluation
from pk.measurement.queries import figures as measurement
from reporting.publishing.measures import MeasuredFigure

PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What would be released for `year`, and what a reader should know is missing from it."""

    year: int
    figures: tuple[MeasuredFigure, ...]
    gaps: tuple[str, ...]


def collect(year: int, *, on: date) -> YearFigures:
    """The figures of `year` in the region in force, computed from the working data as of a day."""
    figures: list[MeasuredFigure] = []
    gaps: list[str] = []

    result = evaluation.final_grade(None, year)
    if result is None:
        gaps.append(f"Nilai SAKIP tahun {year} belum ditetapkan.")
    else:
        figures.append(MeasuredFigure("sakip", result.score, result.grade))

    progress = agreements.signing_progress(year, on=on)
    if progress.total:
        figures += [
            MeasuredFigure("agreements", Decimal(progress.total)),
            MeasuredFigure("signed_share", _share(progress.signed, progress.total)),
            MeasuredFigure("on_time_share", _share(progress.on_time, progress.total)),
        ]
        if progress.signed < progress.total:
            gaps.append(f"{progress.total - progress.signed} perjanjian belum ditandatangani.")
    else:
        gaps.append(f"Belum ada perjanjian kinerja tahun {year}.")

    counts = measurement.region_counts(year, on=on)
    if counts.total:
        figures += [
            MeasuredFigure("indicators", Decimal(counts.total)),
            MeasuredFigure("below", Decimal(counts.below)),
            MeasuredFigure("equal", Decimal(counts.equal)),
            MeasuredFigure("above", Decimal(counts.above)),
            MeasuredFigure("missing", Decimal(counts.missing)),
        ]
        if counts.missing:
            gaps.append(f"{counts.missing} indikator belum ada datanya.")
    else:
        gaps.append("Belum ada indikator pada perjanjian kepala daerah.")

    absorption = measurement.absorption(year)
    if absorption.percent is None:
        gaps.append("Realisasi anggaran belum dilaporkan.")
    else:
        figures.append(
            MeasuredFigure("absorption", absorption.percent.quantize(PLACES, ROUND_HALF_UP))
        )
    return YearFigures(year, tuple(figures), tuple(gaps))


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(100) * part / whole).quantize(PLACES, ROUND_HALF_UP)
