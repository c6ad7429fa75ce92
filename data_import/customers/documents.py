"""The documents of a delivery: each named one is looked at before the merge, and copied into the store in its midst."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg import sql

from customers import document_store
from data_import.customers.reading import FOLDER_OF_DOCUMENTS, Delivered
from data_import.staging import run
from layers.sources import SourceError, formats
from layers.sources.archive import is_outside
from layers.sources.digest import digest
from layers.sources.encoding import head

PDF = "application/pdf"
OPENING, ENDING, TAIL = b"%PDF-", b"%%EOF", 2048
AT_ONCE = 2000
LONGEST_NAME = 120


@dataclass(frozen=True)
class Seen:
    """A named document: its size and digest, or the check it fails and why."""

    name: str
    byte_count: int | None = None
    sha256: str | None = None
    fault: str | None = None
    reason: str | None = None


def look_at_documents(folder: Path, tables: list[Delivered]) -> None:
    """Fill wanted_document (who names what) and delivered_document (what was found)."""
    run(
        "CREATE TEMP TABLE wanted_document (layer text, line bigint, service text, field text, name text) ON COMMIT DROP;"
        "CREATE TEMP TABLE delivered_document (name text PRIMARY KEY, byte_count bigint, sha256 text, fault text, "
        "reason text, file_id uuid DEFAULT gen_random_uuid()) ON COMMIT DROP"
    )
    for delivered in tables:
        want(delivered)
    run("CREATE INDEX ON wanted_document (name)")
    root = folder / FOLDER_OF_DOCUMENTS
    for names in batches("SELECT DISTINCT name FROM wanted_document WHERE name > %s ORDER BY name LIMIT %s"):
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY delivered_document (name, byte_count, sha256, fault, reason) FROM STDIN") as copy,
        ):
            for (name,) in names:
                seen = look_at(root, name)
                copy.write_row((seen.name, seen.byte_count, seen.sha256, seen.fault, seen.reason))
    run("ANALYZE delivered_document")


def want(delivered: Delivered) -> None:
    for column in set(delivered.table.documents) & set(delivered.columns):
        run(
            sql.SQL(
                "INSERT INTO wanted_document SELECT {layer}, line, numero_cliente, {field}, {name} FROM {table} "
                "WHERE {name} IS NOT NULL"
            ).format(
                layer=sql.Literal(delivered.table.name),
                field=sql.Literal(column.name),
                name=sql.Identifier(column.name),
                table=sql.Identifier(delivered.table.staged),
            )
        )


def batches(query: str) -> Iterator[list[tuple]]:
    """Rows of a query that takes (the last first column, how many), so that all are never held at once."""
    last = ""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(query, [last, AT_ONCE])
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def look_at(root: Path, name: str) -> Seen:
    if is_unsafe(root, name):
        return Seen(name, fault="document_path", reason="la ruta sale de la carpeta documentos")
    path = root / name
    if not path.is_file():
        return Seen(name, fault="document_missing", reason="no está en la carpeta documentos")
    return content_of(path, name)


def is_unsafe(root: Path, name: str) -> bool:
    """Whether a name, or the link that lies there, leads out of the folder."""
    if is_outside(name) or "\\" in name or not name.isprintable():
        return True
    return not (root / name).resolve().is_relative_to(root.resolve())


def content_of(path: Path, name: str) -> Seen:
    size, limit = path.stat().st_size, settings.CUSTOMER_DOCUMENT_MAX_MB
    if size > limit << 20:
        return Seen(name, fault="document_size", reason=f"ocupa más de {limit} MB")
    opening = head(path, 64)
    if not opening.startswith(OPENING):
        what = formats.what_it_is(opening) if opening else "está vacío"
        return Seen(name, fault="document_content", reason=f"no es un PDF: {what}")
    if ENDING not in tail(path, size):
        return Seen(name, fault="document_content", reason="el PDF está cortado: pida una copia nueva")
    found = digest(name, path)
    return Seen(name, found["bytes"], found["sha256"])


def tail(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL))
        return file.read()


class Copies:
    """Documents written to the store by a merge that may yet be rolled back."""

    def __init__(self, folder: Path) -> None:
        self.root, self.written = folder / FOLDER_OF_DOCUMENTS, bytearray()

    def copy(self) -> None:
        """Write each document that the merge takes as new (needed_document), and its row."""
        query = "SELECT name, file_id, byte_count, sha256 FROM needed_document WHERE name > %s ORDER BY name LIMIT %s"
        for rows in batches(query):
            for name, file_id, _, sha256 in rows:
                self.write(name, file_id, sha256)
            insert_rows([row[0] for row in rows])

    def write(self, name: str, file_id: uuid.UUID, sha256: str) -> None:
        self.written += file_id.bytes
        with (self.root / name).open("rb") as content:
            _, written = document_store.write(content, file_id)
        if written != sha256:
            raise SourceError(f"El documento {name} cambió mientras se cargaba: vuelva a intentarlo.", file=name)

    def discard(self) -> None:
        document_store.discard(
            [uuid.UUID(bytes=bytes(self.written[at : at + 16])) for at in range(0, len(self.written), 16)]
        )


def insert_rows(names: list[str]) -> None:
    run(
        "INSERT INTO customers_storedfile (id, name, content_type, byte_count, sha256, stored_at) "
        "SELECT file_id, right(regexp_replace(name, '^.*/', ''), %s), %s, byte_count, sha256, now() FROM needed_document "
        "WHERE name = ANY(%s)",
        (LONGEST_NAME, PDF, names),
    )


@contextmanager
def copies_of(folder: Path) -> Iterator[Copies]:
    """Copies that are taken back unless all goes well."""
    copies = Copies(folder)
    try:
        yield copies
    except BaseException:
        copies.discard()
        raise
