"""Excel in and out. A table is declared once; its template and its reader are made from it."""
