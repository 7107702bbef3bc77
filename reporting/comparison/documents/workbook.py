"""The comparison as an Excel file: what is on the page, with the rule of each measure on a second
sheet.
"""

from __future__ import annotations

import io

import xlsxwriter

from reporting.comparison.access import Scope
from reporting.comparison.queries.figures import RegionRow
from reporting.publishing.measures import MEASURES

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(scope: Scope, rows: list[RegionRow], year: int) -> bytes:
    """An xlsx of released figures; a figure that was not released is an empty cell, never a zero."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        sheet = book.add_worksheet(f"Perbandingan {year}")
        sheet.write_row(0, 0, ["Kode", "Daerah", "Predikat SAKIP"], bold)
        for column, measure in enumerate(MEASURES.values(), 3):
            unit = f" ({measure.unit})" if measure.unit else ""
            sheet.write_string(0, column, f"{measure.title}{unit}", bold)
        for line, row in enumerate(rows, 1):
            sakip = row.cell("sakip")
            sheet.write_string(line, 0, row.code)
            sheet.write_string(line, 1, row.name)
            sheet.write_string(line, 2, sakip.label if sakip else "")
            for column, key in enumerate(MEASURES, 3):
                cell = row.cell(key)
                if cell and cell.value is not None:
                    sheet.write_number(line, column, float(cell.value))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, 2 + len(MEASURES), 16)
        rules = book.add_worksheet("Cara menghitung")
        rules.write_row(0, 0, ["Ukuran", "Cara menghitung"], bold)
        for line, measure in enumerate(MEASURES.values(), 1):
            rules.write_row(line, 0, [measure.title, measure.rule])
        rules.write_string(
            len(MEASURES) + 2, 0, f"Cakupan: {scope.name}. Hanya angka yang dirilis daerah."
        )
        rules.set_column(0, 0, 36)
        rules.set_column(1, 1, 90)
    return buffer.getvalue()
