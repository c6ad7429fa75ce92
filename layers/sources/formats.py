"""Which format a file is: its extension says, its first bytes must agree."""

from pathlib import Path

from layers.sources.encoding import MARKS, head
from layers.sources.errors import SourceError

SHAPEFILE = "shapefile"
GEOPACKAGE = "GeoPackage"
GEODATABASE = "geodatabase"
GEOJSON = "GeoJSON"
KML = "KML"
KMZ = "KMZ"
CSV = "CSV"
ZIP = "ZIP"

BY_SUFFIX = {
    ".shp": SHAPEFILE,
    ".gpkg": GEOPACKAGE,
    ".geojson": GEOJSON,
    ".json": GEOJSON,
    ".geojsonl": GEOJSON,
    ".geojsons": GEOJSON,
    ".ndjson": GEOJSON,
    ".jsonl": GEOJSON,
    ".kml": KML,
    ".kmz": KMZ,
    ".csv": CSV,
    ".tsv": CSV,
    ".zip": ZIP,
}
KNOWN = "shapefile (.shp), GeoPackage (.gpkg), geodatabase (.gdb), GeoJSON, KML, KMZ, CSV o un .zip con ellos"
MAGIC = {
    SHAPEFILE: (b"\x00\x00\x27\x0a",),
    GEOPACKAGE: (b"SQLite format 3\x00",),
    KMZ: (b"PK\x03\x04", b"PK\x05\x06"),
    ZIP: (b"PK\x03\x04", b"PK\x05\x06"),
}
OPENING = {GEOJSON: (b"{", b"\x1e"), KML: (b"<",)}
IMPOSTORS = [
    (b"%PDF", "un PDF"),
    (b"PK\x03\x04", "un archivo comprimido ZIP"),
    (b"SQLite format 3\x00", "una base de datos SQLite"),
    (b"\x00\x00\x27\x0a", "un shapefile"),
    (b"\xd0\xcf\x11\xe0", "un documento de Office antiguo (.xls, .doc)"),
    (b"\x89PNG", "una imagen PNG"),
    (b"\xff\xd8\xff", "una imagen JPEG"),
    (b"Rar!", "un archivo RAR"),
    (b"7z\xbc\xaf", "un archivo 7z"),
    (b"\x1f\x8b", "un archivo GZIP"),
    (b"{", "un JSON"),
    (b"<!DOCTYPE html", "una página web"),
    (b"<html", "una página web"),
    (b"<", "un XML"),
]
TRAILING = {".dbf", ".shx", ".prj", ".cpg"}


def is_geodatabase(folder: Path) -> bool:
    return folder.suffix.lower() == ".gdb" or (folder / "a00000001.gdbtable").is_file()


def of_suffix(path: Path) -> str | None:
    return BY_SUFFIX.get(path.suffix.lower())


def recognise(path: Path, name: str) -> str:
    """The format of a delivered file; raises SourceError for what we do not read."""
    suffix = path.suffix.lower()
    if suffix in TRAILING:
        raise SourceError(f"{name} es parte de un shapefile: indique el archivo .shp que está a su lado.", file=name)
    format_ = CSV if suffix == ".txt" else of_suffix(path)
    if format_ is None:
        raise SourceError(f"{name} no tiene un formato conocido: entregue {KNOWN}.", file=name)
    return format_


def check(path: Path, name: str, format_: str) -> None:
    """Raises SourceError unless the file's first bytes are those of its format."""
    opening = head(path, 64)
    if not opening:
        raise SourceError(f"El archivo {name} está vacío (0 bytes): pida una copia nueva.", file=name)
    if not agrees(opening, format_):
        raise SourceError(f"El archivo {name} no es un {format_}: {what_it_is(opening)}.", file=name)


def agrees(opening: bytes, format_: str) -> bool:
    if format_ in MAGIC:
        return opening.startswith(MAGIC[format_])
    if any(opening.startswith(mark) for mark, _ in MARKS):
        opening = opening[3:] if opening.startswith(MARKS[0][0]) else opening.replace(b"\0", b"")[2:]
    if format_ in OPENING:
        return opening.lstrip().startswith(OPENING[format_])
    return b"\0" not in opening and not any(opening.startswith(magic) for magic, _ in IMPOSTORS)


def what_it_is(opening: bytes) -> str:
    for magic, words in IMPOSTORS:
        if opening.lstrip().lower().startswith(magic.lower()):
            return f"por su contenido es {words}"
    return "su contenido no corresponde; puede estar dañado o tener la extensión cambiada"
