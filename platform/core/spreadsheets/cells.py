"""What a cell says: text, a date, a whole number, a NIP. Each raises Invalid with a sentence.

Excel turns what looks like a number into a floating-point number, so each reader says what it does
about that. An empty cell is "" or None, never 0.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from core.errors import Invalid

MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
_SHORT = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {
    "ags": 8,
    "agt": 8,
    "peb": 2,
    "nop": 11,  # as many still write them
}
_FIRST_SERIAL, _LAST_SERIAL = 18_264, 73_050  # 1950 to 2099 as Excel counts days
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_NIP_LENGTH = 18
_MOST_WHOLE = 32_767


def is_empty(value: object) -> bool:
    """Whether nothing is written in the cell."""
    return value is None or (isinstance(value, str) and not value.strip())


def text(value: object) -> str:
    """The cell as text on one line; a whole number without its “.0”."""
    if is_empty(value):
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d-%m-%Y}"
    return " ".join(str(value).replace("\u00a0", " ").replace("\u200b", "").split())


def whole(value: object) -> int | None:
    """A small whole number, zero or more."""
    if is_empty(value):
        return None
    said = text(value)
    if not re.fullmatch(r"[0-9]{1,5}", said) or int(said) > _MOST_WHOLE:
        raise Invalid(f"“{said}” bukan bilangan bulat antara 0 dan {_MOST_WHOLE}.")
    return int(said)


NO_NIP = frozenset({"-", "–", "—", "nihil", "tidak ada", "n/a"})
"""How a cell says that a person has no NIP: heads of region have none."""


def nip(value: object) -> str:
    """Eighteen digits, or "" where somebody wrote that there is none.

    A number has lost its last digits in Excel, so it is refused.
    """
    if is_empty(value) or text(value).strip(" .").casefold() in NO_NIP:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise Invalid(
            "NIP tersimpan sebagai angka sehingga digit akhirnya hilang. "
            "Ubah format sel menjadi Teks, lalu ketik ulang NIP."
        )
    said = re.sub(r"[\s.'’-]", "", text(value))
    if re.fullmatch(r"\d+([.,]\d+)?[eE]\+?\d+", text(value).replace(" ", "")):
        raise Invalid(
            "NIP tertulis dalam notasi ilmiah. Ubah format sel menjadi Teks, lalu ketik ulang NIP."
        )
    if not (said.isascii() and said.isdigit() and len(said) == _NIP_LENGTH):
        raise Invalid(f"NIP terdiri atas 18 angka; di sini terbaca {len(said)} karakter.")
    return said


def day(value: object) -> date | None:
    """A date as a date cell, a serial number, 2/1/2026, 2-1-2026, 2026-01-02 or 2 Januari 2026."""
    if is_empty(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int) and not isinstance(value, bool):
        if float(value).is_integer() and _FIRST_SERIAL <= value <= _LAST_SERIAL:
            return _EXCEL_DAY_ZERO + timedelta(days=int(value))
        raise Invalid(f"“{text(value)}” bukan tanggal.")
    said = text(value)
    try:
        found = _written_day(said.casefold())
    except ValueError:
        found = None
    if found is None:
        raise Invalid(f"“{said}” bukan tanggal. Tulis seperti 02/01/2026 atau 2 Januari 2026.")
    return found


def amount(value: object) -> Decimal | None:
    """Whole rupiah: 1500000, 1.500.000 or Rp1.500.000."""
    if is_empty(value):
        return None
    if isinstance(value, bool | date):
        raise Invalid(f"“{text(value)}” bukan jumlah rupiah.")
    if isinstance(value, int | float):
        said = repr(value).removesuffix(".0")
    else:
        said = re.sub(r"(?i)^rp\.?\s*", "", text(value)).removesuffix(",00").removesuffix(",-")
        if re.fullmatch(r"\d{1,3}(\.\d{3})+", said):
            said = said.replace(".", "")
    try:
        found = Decimal(said)
    except InvalidOperation:
        raise Invalid(f"“{text(value)}” bukan jumlah rupiah.") from None
    if not found.is_finite() or found < 0 or found != found.to_integral_value():
        raise Invalid("Tulis rupiah bulat tanpa sen.")
    return found.quantize(Decimal(1))


def _written_day(said: str) -> date | None:
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?", said):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", said):
        return date(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4})", said):
        month = _SHORT.get(match[2][:3])
        is_name = month is not None and (
            len(match[2]) <= 4 or match[2] in {*MONTHS, "pebruari", "nopember"}
        )
        return date(int(match[3]), month, int(match[1])) if is_name and month else None
    return None
