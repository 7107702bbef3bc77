"""Reading a list of regions to open: a province, or a CSV file as office software writes it.

Reading gives one row per line, each ready or refused with its reason, and opens nothing.
"""

import csv
import io
from collections import Counter
from datetime import datetime
from typing import Any

from core.accounts.models import User
from core.errors import DomainError, Invalid
from realms.owner import as_owner
from tenants.registry import area_codes
from tenants.registry.actions.measure import measure
from tenants.registry.actions.open import Opening, check_opening, open_region
from tenants.registry.archives.space import enough_space
from tenants.registry.queries import regions

LIMIT = 600
COLUMNS = ("kode", "alamat", "nama_pengelola", "nama_pengguna", "kebijakan")

Row = dict[str, Any]


def of_province(code: str, *, preset: str, is_sample: bool) -> list[Row]:
    """The province and every kabupaten and kota of it, with proposed answers."""
    rows = [
        _row(number, area.code, preset=preset, is_sample=is_sample)
        for number, area in enumerate(area_codes.of_province(code), start=1)
    ]
    return _checked(rows)


def of_csv(content: bytes, *, preset: str, is_sample: bool) -> list[Row]:
    """One row per line of the file. Raises Invalid when the file as a whole cannot be read."""
    text = _decoded(content)
    heading = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=heading.count))
    names = [(name or "").strip().lower() for name in reader.fieldnames or []]
    if "kode" not in names:
        raise Invalid(
            "Baris pertama harus berisi nama kolom, paling sedikit “kode”. "
            f"Kolom yang dikenal: {', '.join(COLUMNS)}.",
            field="daftar",
        )
    reader.fieldnames = names
    try:
        rows = [
            _row(reader.line_num, line.get("kode") or "", line, preset=preset, is_sample=is_sample)
            for line in reader
            if any(isinstance(value, str) and value.strip() for value in line.values())
        ]
    except csv.Error as error:
        raise Invalid(
            f"Berkas tidak dapat dibaca sebagai CSV mulai baris {reader.line_num}.", field="daftar"
        ) from error
    if not rows or len(rows) > LIMIT:
        raise Invalid(
            f"Berkas berisi {len(rows)} daerah; antara 1 dan {LIMIT} diterima.", field="daftar"
        )
    return _checked(rows)


def _decoded(content: bytes) -> str:
    """UTF-8, with or without a mark, else the Latin-1 of older office software."""
    if b"\0" in content:
        raise Invalid(
            "Berkas ini bukan CSV. Simpan lembar kerja sebagai CSV dahulu.", field="daftar"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _row(
    number: int, code: str, line: dict[str, Any] | None = None, *, preset: str, is_sample: bool
) -> Row:
    given = {k: v.strip() for k, v in (line or {}).items() if k and isinstance(v, str)}
    area = area_codes.areas().get(code.strip())
    return {
        "line": number,
        "code": code.strip()[:20],
        "name": area.name if area else "",
        "slug": given.get("alamat") or (area.slug if area else ""),
        "steward_name": given.get("nama_pengelola") or "Bagian Organisasi",
        "steward_username": given.get("nama_pengguna") or "pengelola",
        "preset": given.get("kebijakan") or preset,
        "is_sample": is_sample,
        "surplus": bool(line and line.get(None)),  # type: ignore[call-overload]
        "state": "siap",
        "sentence": "",
    }


def _checked(rows: list[Row]) -> list[Row]:
    twice = {name for name, n in Counter(row["code"] for row in rows).items() if n > 1}
    same_slug = {name for name, n in Counter(row["slug"] for row in rows).items() if n > 1 and name}
    for row in rows:
        if sentence := _refusal(row, twice, same_slug):
            row["state"], row["sentence"] = "gagal", sentence
    return rows


def _refusal(row: Row, twice: set[str], same_slug: set[str]) -> str:
    if row.pop("surplus"):
        return "Baris ini berisi lebih banyak kolom daripada judulnya."
    if row["code"] in twice:
        return f"Kode {row['code']} ada lebih dari satu kali di berkas ini."
    if row["slug"] in same_slug:
        return f"Alamat {row['slug']} dipakai lebih dari satu baris di berkas ini."
    try:
        check_opening(_opening(row))
    except DomainError as error:
        return error.sentence
    return ""


def open_row(row: Row, *, by: User, at: datetime, since: datetime | None = None) -> None:
    """Open the region of a row that is ready, and note in the row what came of it.

    `since`: the list is gone through again; what was opened from then on was opened by it.
    """
    place = {"code": row["code"], "slug": row["slug"]}
    region = regions.done_since(since, "region.opened", **place) if since else None
    try:
        if region is None:
            with as_owner(), enough_space():
                region = open_region(opening=_opening(row), by=by, at=at)
    except DomainError as error:
        row["state"], row["sentence"] = "gagal", error.sentence
    else:
        row["state"], row["sentence"] = "dibuka", f"Dibuka di alamat {region.slug}."
        measure(region, at=at)


def _opening(row: Row) -> Opening:
    names = ("code", "slug", "steward_username", "steward_name", "preset", "is_sample")
    return Opening(**{name: row[name] for name in names})
