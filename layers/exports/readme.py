"""The README of an archive: what it is, whose, of when, under which licence, and what every column means."""

from collections.abc import Callable, Iterator

from django.conf import settings

from layers.exports.base import Download
from layers.exports.tables import Column, Table

NAME = "README.txt"
Renamed = Callable[[Table], dict[str, str]]
OPENING = """{title}
{underline}

Publica       {publisher}
Publicación   {number}, de la red cargada el {created_at:%d-%m-%Y}
Información   al {cutoff_on:%d-%m-%Y}
Fuente        {source}
Licencia      {licence} ({licence_url})
              Puede usar, copiar y redistribuir los datos, también con fines comerciales, citando la fuente.
{demo}
{how_to_open}

Coordenadas en grados (longitud, latitud) WGS84, EPSG:4326. Un valor que no está es un dato que no se conoce: no es cero.

"""
DEMO = "\nATENCIÓN: red de demostración. Los datos son ficticios.\n"


def readme(download: Download, how_to_open: str, suffix: str, renamed: Renamed | None = None) -> bytes:
    """`renamed`: what columns are called in the file, where the format cannot hold their names."""
    publication = download.publication
    opening = OPENING.format(
        title=download.title,
        underline="=" * len(download.title),
        publisher=settings.COOPERATIVE_NAME,
        number=publication.number,
        created_at=publication.created_at,
        cutoff_on=publication.cutoff_on,
        source=f"catastro de la red de {settings.COOPERATIVE_NAME}",
        licence=settings.DATA_LICENCE,
        licence_url=settings.DATA_LICENCE_URL,
        demo=DEMO if publication.is_demo else "",
        how_to_open=how_to_open,
    )
    tables = "\n".join(line for table in download.tables for line in table_lines(table, suffix, renamed))
    return (opening + tables + "\n").encode()


def table_lines(table: Table, suffix: str, renamed: Renamed | None) -> Iterator[str]:
    yield f"{table.id}{suffix}: {table.description}."
    names = renamed(table) if renamed else {}
    for column in table.columns:
        called = names.get(column.name, column.name)
        original = f" (campo {column.name})" if called != column.name else ""
        yield f"    {called:<22} {meaning(column)}{original}"
    yield ""


def meaning(column: Column) -> str:
    field = column.field
    label = f"{field.label} [{field.unit}]" if field.unit else field.label
    choices = ", ".join(f"{value}: {text}" for value, text in field.choices.choices) if field.choices else ""
    parts = (label, field.description, choices, f"derivado: {field.derived}" if field.derived else "")
    return ". ".join(part for part in parts if part)
