"""Categories of achievement. A band holds from its lower bound to the next band's.

The printed bounds of the first scale leave gaps (90–91, 75–76 …); the rule here is "at least the
lower bound", after rounding to two decimals. Sources of the bounds: `data/akip-scales.yaml.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Tone(StrEnum):
    """How a category is shown, beside its word. The names are those of the status tag."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Band:
    """A category: its lower bound, whether that bound itself belongs to it, its words."""

    bound: Decimal
    label: str
    tone: Tone
    inclusive: bool = True

    def holds(self, percent: Decimal) -> bool:
        """Whether `percent` is at least as good as this category."""
        return percent >= self.bound if self.inclusive else percent > self.bound


@dataclass(frozen=True, slots=True)
class Scale:
    """Categories from best to worst."""

    name: str
    title: str
    bands: tuple[Band, ...]

    def band_of(self, percent: Decimal | None) -> Band | None:
        """The category of a percentage, or None for a missing one, which never has a colour."""
        if percent is None:
            return None
        return next((b for b in self.bands if b.holds(percent)), self.bands[-1])


def _band(bound: str, label: str, tone: Tone, *, inclusive: bool = True) -> Band:
    return Band(Decimal(bound), label, tone, inclusive)


SCALES: dict[str, Scale] = {
    scale.name: scale
    for scale in (
        Scale(
            "permendagri-54-2010",
            "Lima kategori (Permendagri 54/2010)",
            (
                _band("91", "Sangat tinggi", Tone.GOOD),
                _band("76", "Tinggi", Tone.GOOD),
                _band("66", "Sedang", Tone.WARN),
                _band("51", "Rendah", Tone.BAD),
                _band("0", "Sangat rendah", Tone.BAD),
            ),
        ),
        Scale(
            "berhasil-4",
            "Empat kategori keberhasilan",
            (
                _band("100", "Sangat berhasil", Tone.GOOD),
                _band("75", "Berhasil", Tone.GOOD),
                _band("55", "Cukup berhasil", Tone.WARN),
                _band("0", "Kurang berhasil", Tone.BAD),
            ),
        ),
        Scale(
            "traffic-3",
            "Tiga warna",
            (
                _band("90", "Hijau", Tone.GOOD, inclusive=False),
                _band("70", "Kuning", Tone.WARN),
                _band("0", "Merah", Tone.BAD),
            ),
        ),
        Scale(
            "bands-5",
            "Lima rentang terhadap target",
            (
                _band("105", "Melampaui target", Tone.GOOD, inclusive=False),
                _band("95", "Tercapai", Tone.GOOD),
                _band("80", "Mendekati target", Tone.WARN),
                _band("60", "Perlu perhatian", Tone.BAD),
                _band("0", "Kritis", Tone.BAD),
            ),
        ),
    )
}
