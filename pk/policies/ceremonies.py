"""How agreements are signed together.

Who signs on stage and who must sign at all are separate entered: in every ceremony each receiver
needs a signed agreement of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import Invalid

SOCIALISATION = "Sosialisasi perjanjian kinerja"


@dataclass(frozen=True, slots=True)
class CeremonyStrategy:
    """A named way to hold a ceremony.

    `on_stage` gets the receivers' position codes in protocol order and the policy's
    representatives; it answers who signs on stage, in that order. `together` says that the giver
    signs all in one go after the receivers; `needs_presence` that only who is marked present signs
    during the event.
    """

    name: str
    title: str
    description: str
    on_stage: Callable[[Sequence[str], Sequence[str]], list[str]]
    needs_presence: bool
    together: bool
    holds_event: bool = True


def _nobody(receivers: Sequence[str], representatives: Sequence[str]) -> list[str]:
    return []


def _everybody(receivers: Sequence[str], representatives: Sequence[str]) -> list[str]:
    return list(receivers)


def _representatives(receivers: Sequence[str], representatives: Sequence[str]) -> list[str]:
    """The representatives in protocol order. Raises Invalid for one who receives nothing."""
    strangers = [code for code in representatives if code not in receivers]
    if not representatives:
        raise Invalid("Kebijakan belum menyebut wakil yang menandatangani di panggung.")
    if strangers:
        raise Invalid(f"Jabatan {', '.join(strangers)} bukan penerima amanah tahun ini.")
    return [code for code in receivers if code in set(representatives)]


STRATEGIES: dict[str, CeremonyStrategy] = {
    strategy.name: strategy
    for strategy in (
        CeremonyStrategy(
            "individual",
            "Sendiri-sendiri",
            "Setiap pejabat menandatangani pada waktunya, tanpa acara bersama.",
            _nobody,
            needs_presence=False,
            together=False,
            holds_event=False,
        ),
        CeremonyStrategy(
            "representative",
            "Simbolis oleh perwakilan",
            "Wakil menandatangani di panggung; pejabat lain tetap menandatangani sendiri.",
            _representatives,
            needs_presence=False,
            together=False,
        ),
        CeremonyStrategy(
            "mass",
            "Bersama di satu tempat",
            "Semua pejabat yang hadir menandatangani bersama kepala daerah.",
            _everybody,
            needs_presence=True,
            together=False,
        ),
        CeremonyStrategy(
            "simultaneous",
            "Serentak",
            "Semua pejabat menandatangani pada saat yang sama, lalu pemberi amanah sekaligus.",
            _everybody,
            needs_presence=True,
            together=True,
        ),
    )
}


def ceremony(name: str) -> CeremonyStrategy:
    """The strategy of that name."""
    return STRATEGIES[name]


def agenda(entered: str, with_socialisation: bool) -> str:
    """The agenda as entered, with the socialisation that the policy asks for if it is not there."""
    if not with_socialisation or "sosialisasi" in entered.casefold():
        return entered
    return f"{entered}\n{SOCIALISATION}".strip()
