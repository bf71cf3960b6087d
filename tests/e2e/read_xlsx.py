"""Prints every cell of a workbook as 'number N', 'date N' or 'text T', read from its XML as a spreadsheet would."""
import re
import sys
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def main(path: str) -> None:
    with zipfile.ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                shared.append("".join(part.text or "" for part in item.iter(MAIN + "t")))
        for name in sorted(n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)):
            for cell in ElementTree.fromstring(book.read(name)).iter(MAIN + "c"):
                value = cell.find(MAIN + "v")
                if value is None or value.text is None:
                    continue
                if cell.get("t") == "s":
                    print("text", shared[int(value.text)])
                elif cell.get("t") in (None, "n"):
                    print("number", value.text)
                else:
                    print("text", value.text)


main(sys.argv[1])
