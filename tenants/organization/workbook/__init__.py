"""The organisation as a workbook: units, positions and officials loaded in one act."""
