"""Results for other programs: an Excel workbook, CSV files in Dutch or English form, Parquet."""
