#!/usr/bin/python3
"""openpyxl_cells.py CELLS.json: writes the cells that bench_workbook left, as a workbook in memory, with openpyxl; values
and number formats alone, without the looks, widths, page set-up and chart of ours. Prints the median."""
import datetime
import io
import json
import sys
import time

import openpyxl


def value_of(cell):
    return datetime.date.fromisoformat(cell["date"]) if isinstance(cell, dict) else cell


def write(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        to = book.create_sheet(sheet["name"])
        for row, cells in enumerate(sheet["rows"], 1):
            for column, value in enumerate(cells, 1):
                if value is not None:
                    cell = to.cell(row, column, value)
                    if isinstance(value, int):
                        cell.number_format = "#,##0"
    book.save(io.BytesIO())


def main():
    with open(sys.argv[1], encoding="utf-8") as cells:
        sheets = [{"name": sheet["name"], "rows": [[value_of(cell) for cell in row] for row in sheet["rows"]]}
                  for sheet in json.load(cells)]
    taken = []
    for _ in range(15):
        start = time.perf_counter()
        write(sheets)
        taken.append(time.perf_counter() - start)
    print("openpyxl_p50_us", sorted(taken)[len(taken) // 2] * 1e6)


if __name__ == "__main__":
    main()
