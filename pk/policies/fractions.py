"""A cell that holds the raw figures: `36.743 / 39.834` makes 92,2403 percent, and both are kept."""

from __future__ import annotations

from decimal import Decimal

from core.errors import Invalid
from pk.policies import numbers, values
from pk.policies.values import Figure, Kind, Reading

HUNDRED = Decimal(100)


def read(text: str, *, kind: str, scale: list[str]) -> tuple[Reading, dict[str, str]]:
    """What the cell says, and the raw figures it was made from, if it says them."""
    over, slash, under = text.partition("/")
    if not slash or kind not in (Kind.NUMBER, Kind.PERCENT) or not over.strip():
        return values.read(text, kind=kind, scale=scale), {}
    if text.strip().casefold() == "n/a":
        return values.read(text, kind=kind), {}
    numerator, denominator = numbers.parse_number(over), numbers.parse_number(under)
    if denominator == 0:
        raise Invalid("Penyebut tidak boleh nol.")
    factor = HUNDRED if kind == Kind.PERCENT else Decimal(1)
    made = numbers.round_half_up(numerator * factor / denominator, numbers.MOST_DECIMALS)
    inputs = {"numerator": str(numerator), "denominator": str(denominator)}
    return Reading(Figure(kind, made)), inputs


def printed(value: Decimal | None, label: str, inputs: dict[str, str], unavailable: bool) -> str:
    """The cell as it was filled, to be shown again."""
    if unavailable:
        return "belum tersedia"
    if inputs:
        pair = (Decimal(inputs["numerator"]), Decimal(inputs["denominator"]))
        return " / ".join(numbers.print_number(number) for number in pair)
    return label or ("" if value is None else numbers.print_number(value))
