"""Reading and printing numbers as Indonesian offices write them.

The comma is the decimal separator and the dot groups thousands, but figures are pasted from
everywhere, so both are read. The rules, in order:

1. Both signs appear: the last one is the decimal separator (`1.234,5` and `1,234.5`).
2. One comma: decimal (`4,25`). Several commas: thousands (`1,234,567`).
3. Several dots: thousands (`1.234.567`).
4. One dot: decimal (`4.25`, `0.234`, `1234.567`), unless one to three digits without a leading
   zero stand before it and exactly three after it. `1.234` could be both; it is read the
   Indonesian way, as one thousand two hundred thirty-four.

Thousands must stand in groups of three; anything else is refused, never guessed.
"""

import re
from decimal import Decimal

from core.errors import Invalid

MOST_DECIMALS = 4
HUNDRED = Decimal(100)
_LIMIT = Decimal(10) ** 15
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def parse_number(text: str) -> Decimal:
    """The number that `text` says. Raises Invalid with a sentence when it says none."""
    sign, digits = _stripped(text)
    whole, fraction = _split(digits, text)
    fraction = fraction.rstrip("0")
    if len(fraction) > MOST_DECIMALS:
        raise Invalid(f"“{text.strip()}” memuat lebih dari {MOST_DECIMALS} angka di belakang koma.")
    value = Decimal(f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}")
    if abs(value) >= _LIMIT:
        raise Invalid(f"“{text.strip()}” terlalu besar.")
    return value.copy_abs() if value == 0 else value


def parse_rupiah(text: str) -> Decimal:
    """Whole rupiah. Raises Invalid for a fraction of a rupiah or a negative amount."""
    value = parse_number(re.sub(r"^\s*Rp\.?\s*", "", text, flags=re.IGNORECASE))
    if value != value.to_integral_value():
        raise Invalid("Tuliskan rupiah utuh, tanpa sen.")
    if value < 0:
        raise Invalid("Jumlah rupiah tidak boleh kurang dari nol.")
    return value.quantize(Decimal(1))


def print_number(value: Decimal, *, decimals: int | None = None) -> str:
    """`1234.5` as `1.234,5`; with `decimals`, always so many of them."""
    exact = value if decimals is None else round_half_up(value, decimals)
    text = f"{exact:,f}"
    whole, _, fraction = text.partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def round_half_up(value: Decimal, decimals: int = 2) -> Decimal:
    """`value` with `decimals` decimals, halves away from zero, as every printed figure here."""
    from decimal import ROUND_HALF_UP

    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _stripped(text: str) -> tuple[str, str]:
    """The sign and the rest, without spaces and without a closing percent sign."""
    bare = re.sub(r"\s", "", text).removesuffix("%").replace("−", "-")
    return ("-", bare[1:]) if bare.startswith("-") else ("", bare)


def _split(digits: str, text: str) -> tuple[str, str]:
    """The whole part and the fraction, by the rules on top."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        mark = max(".", ",", key=digits.rfind)
        whole, _, fraction = digits.rpartition(mark)
        return _ungrouped(whole, text), _only_digits(fraction, text)
    if commas > 1 or dots > 1 or _AMBIGUOUS.fullmatch(digits):
        return _ungrouped(digits, text), ""
    whole, _, fraction = digits.replace(",", ".").partition(".")
    if (dots or commas) and not fraction:
        raise _unreadable(text)
    return _only_digits(whole, text), _only_digits(fraction, text) if fraction else ""


def _ungrouped(whole: str, text: str) -> str:
    if "." not in whole and "," not in whole:
        return _only_digits(whole, text)
    if not _GROUPED.fullmatch(whole):
        raise _unreadable(text)
    return re.sub(r"[.,]", "", whole)


def _only_digits(part: str, text: str) -> str:
    if not re.fullmatch(r"[0-9]+", part):
        raise _unreadable(text)
    return part


def _unreadable(text: str) -> Invalid:
    said = text.strip()[:40]
    return Invalid(f"“{said}” bukan angka. Tulis misalnya 1.234,5 atau 4,25.")
