"""Writing workbooks: a template to fill in with lists to choose from, and tables to take away."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.spreadsheets import cells
from core.spreadsheets.tables import Column, Table, column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EDEAE0"}
_MOST_LIST = 250


def template(tables: Sequence[Table], *, title: str, steps: Sequence[str]) -> bytes:
    """A workbook with a page of instructions and an empty sheet per table."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        _instructions(book, tables, title, steps)
        for table in tables:
            _empty_sheet(book, table)
    return out.getvalue()


def export(title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with one table as it is shown on a page; text never becomes a formula."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        head = book.add_format(_HEAD)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        widths = [max(10, len(header)) for header in headers]
        for place, header in enumerate(headers):
            sheet.write_string(0, place, header, head)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value, day)
                widths[place] = min(60, max(widths[place], len(str(value))))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width + 2)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: object, day: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime | date):
        plain = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(row, column, plain, day)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))


def _instructions(
    book: xlsxwriter.Workbook, tables: Sequence[Table], title: str, steps: Sequence[str]
) -> None:
    sheet = book.add_worksheet("Petunjuk")
    head = book.add_format(_HEAD)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    row = 2
    for number, step in enumerate(steps, 1):
        sheet.write_string(row, 0, f"{number}. {step}")
        row += 1
    row += 1
    for place, words in enumerate(("Lembar", "Kolom", "Wajib", "Isi", "Contoh")):
        sheet.write_string(row, place, words, head)
    for table in tables:
        for column in table.columns:
            row += 1
            said = column.help or ("Pilih dari daftar." if column.choices else "")
            cells_of_row = (
                table.title,
                column.header,
                "Ya" if column.required else "",
                said,
                column.example,
            )
            for place, words in enumerate(cells_of_row):
                sheet.write_string(row, place, words, wrap)
    for place, width in enumerate((20, 28, 8, 60, 34)):
        sheet.set_column(place, place, width)


def _empty_sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    head = book.add_format(_HEAD)
    as_text = book.add_format({"num_format": "@"})
    as_day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, f"{column.header}{' *' if column.required else ''}", head)
        form = as_day if column.read is cells.day else as_text
        if column.read in {cells.whole, cells.amount}:
            form = None
        sheet.set_column(place, place, column.width, form)
        if column.choices:
            _offer(sheet, place, column, table.most_rows)
    sheet.freeze_panes(1, 0)


def _offer(sheet: Worksheet, place: int, column: Column, most_rows: int) -> None:
    words = [word for _, word in column.choices if word]
    if sum(len(word) + 1 for word in words) > _MOST_LIST:
        return
    letter = column_letter(place)
    sheet.data_validation(
        f"{letter}2:{letter}{most_rows + 1}",
        {
            "validate": "list",
            "source": words,
            "error_title": column.header,
            "error_message": "Pilih salah satu dari daftar.",
        },
    )


def _sheet_name(title: str) -> str:
    return "".join("-" if letter in r"[]:*?/\'" else letter for letter in title)[:31]
