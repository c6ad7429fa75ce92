"""A delivery to begin from: every table with its headings and one example row, a document of each, and what all means."""

import csv
from pathlib import Path

from data_import.customers.columns import Table
from data_import.customers.layout import readme
from data_import.customers.reading import FOLDER_OF_DOCUMENTS
from data_import.customers.tables import TABLES

#: An empty sheet.
EXAMPLE_PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000056 00000 n\x20
0000000111 00000 n\x20
trailer <</Size 4 /Root 1 0 R>>
startxref
179
%%EOF
"""


def write_template(folder: Path) -> None:
    """Raises FileExistsError where something is there already."""
    documents = folder / FOLDER_OF_DOCUMENTS
    folder.mkdir(parents=True)
    documents.mkdir()
    (folder / "LEAME.txt").write_text(readme(), encoding="utf-8")
    for table in TABLES:
        write_table(folder / f"{table.name}.csv", table)
        for column in table.documents:
            (documents / column.example).write_bytes(EXAMPLE_PDF)


def write_table(path: Path, table: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\n")
        rows.writerow(table.names)
        rows.writerow(column.example for column in table.columns)
