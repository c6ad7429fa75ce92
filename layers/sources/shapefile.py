"""A shapefile is a set of files: all there, none cut short, and its text in the encoding it really has."""

import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

from layers.sources import dbf, encoding, vector
from layers.sources.crs import epsg_of_wkt
from layers.sources.errors import SourceError
from layers.sources.formats import SHAPEFILE, check
from layers.sources.model import Member, SourceLayer

NEEDED = (".shp", ".shx", ".dbf")
ALL_PARTS = (*NEEDED, ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".ain", ".aih", ".atx", ".shp.xml")
HEADER_BYTES = 100
SHAPE_TYPES = {1: "Point", 3: "LineString", 5: "Polygon", 8: "MultiPoint", 31: "Geometry"}


def parts_of(shp: Path) -> dict[str, Path]:
    """The files of the set by suffix, whatever the case of their names."""
    stem = shp.name[: -len(".shp")].casefold()
    beside = {path.name.casefold(): path for path in sorted(shp.parent.iterdir())}
    found = {suffix: beside[stem + suffix] for suffix in ALL_PARTS if stem + suffix in beside}
    return found | {".shp": shp}


def describe(member: Member, asked: str | None, scratch: Callable[[], Path]) -> dict[str, Callable[[], SourceLayer]]:
    return {member.stem: partial(layer_of, member, asked, scratch)}


def layer_of(member: Member, asked: str | None, scratch: Callable[[], Path]) -> SourceLayer:
    parts = parts_of(member.path)
    complain_of_missing(member, parts)
    rows, shape_type = check_shapes(member, parts)
    header = dbf.header_of(parts[".dbf"], part_name(member, ".dbf"))
    if header.rows != rows:
        raise damaged(member, f"su .shx tiene {rows} filas y su .dbf {header.rows}")
    scanned = dbf.scan(parts[".dbf"], header)
    codec, notes = choose_codec(member, parts, asked, scanned.detector)
    path = vector.linked({suffix: parts[suffix] for suffix in NEEDED}, scratch())
    layer = vector.layer_of(vector.Reading(path, vector.SHAPEFILE_DRIVER, member, codec), member.stem)
    layer.geometry_type = SHAPE_TYPES.get(shape_type % 10 if shape_type < 30 else shape_type)
    layer.count = rows - scanned.deleted
    layer.srid, layer.crs_text = crs_of(parts)
    layer.notes += notes
    return layer


def part_name(member: Member, suffix: str) -> str:
    return member.name[: -len(".shp")] + suffix


def complain_of_missing(member: Member, parts: dict[str, Path]) -> None:
    for suffix in NEEDED:
        if suffix not in parts:
            raise SourceError(
                f"Falta el archivo {part_name(member, suffix)} junto a {member.name}: "
                "entregue los tres archivos .shp, .shx y .dbf.",
                file=member.name,
                layer=member.stem,
            )
        if not parts[suffix].stat().st_size:
            name = part_name(member, suffix)
            raise SourceError(
                f"El archivo {name} está vacío (0 bytes): pida una copia nueva.", file=name, layer=member.stem
            )


def check_shapes(member: Member, parts: dict[str, Path]) -> tuple[int, int]:
    """(rows, shape type) by the index; raises SourceError when either file is shorter than it states."""
    check(parts[".shp"], member.name, SHAPEFILE)
    check(parts[".shx"], part_name(member, ".shx"), SHAPEFILE)
    shp, shx = stated_length(parts[".shp"]), stated_length(parts[".shx"])
    for suffix, stated in ((".shp", shp), (".shx", shx)):
        if parts[suffix].stat().st_size < stated or stated < HEADER_BYTES:
            name = part_name(member, suffix)
            raise SourceError(f"El archivo {name} está cortado: pida una copia nueva.", file=name, layer=member.stem)
    check_index(member, parts[".shx"], shx, shp)
    return (shx - HEADER_BYTES) // 8, struct.unpack_from("<i", encoding.head(parts[".shp"], HEADER_BYTES), 32)[0]


def stated_length(path: Path) -> int:
    """The file's length in bytes by its own header, which counts 16-bit words; 0 when even that is missing."""
    start = encoding.head(path, HEADER_BYTES)
    return 2 * struct.unpack_from(">i", start, 24)[0] if len(start) == HEADER_BYTES else 0


def check_index(member: Member, shx: Path, length: int, shp_length: int) -> None:
    """Every shape lies inside the .shp: GDAL would turn those outside into rows without geometry."""
    with shx.open("rb") as file:
        file.seek(HEADER_BYTES)
        left = length - HEADER_BYTES
        while left >= 8:
            block = file.read(min(left, 1 << 19))
            left -= len(block)
            for offset, size in struct.iter_unpack(">ii", block[: len(block) // 8 * 8]):
                if offset < 0 or size < 0 or 2 * (offset + size) + 8 > shp_length:
                    raise damaged(member, "su .shx apunta fuera del .shp")


def damaged(member: Member, reason: str) -> SourceError:
    message = f"El shapefile {member.name} está dañado: {reason}. Pida una copia nueva."
    return SourceError(message, file=member.name, layer=member.stem)


def choose_codec(
    member: Member, parts: dict[str, Path], asked: str | None, detector: encoding.Detector
) -> tuple[str, list[str]]:
    """What was asked for, else a .cpg that is real and fits the text, else what the text shows."""
    name = part_name(member, ".dbf")
    if asked:
        return asked, [f"{name} se leyó como {encoding.spoken(asked)}, según se pidió."]
    if ".cpg" not in parts:
        reason = detector.reason(name)
        return detector.codec, [reason] if reason else []
    written = encoding.head(parts[".cpg"], 64).decode("latin-1").strip(" \t\r\n\0\ufeff")
    stated = encoding.codec(written)
    objection = objection_to(written, stated, detector)
    if objection is None and stated:
        return stated, [
            f"{name} se leyó como {encoding.spoken(stated)}, como declara su .cpg."
        ] if not detector.ascii else []
    chosen = "" if detector.ascii else f": {name} se leyó como {encoding.spoken(detector.codec)}"
    return detector.codec, [f"{part_name(member, '.cpg')} {objection}; se ignoró{chosen}."]


def objection_to(written: str, stated: str | None, detector: encoding.Detector) -> str | None:
    if stated is None:
        return f"dice «{written[:40]}», que no es una codificación"
    if detector.ascii:
        return None
    if detector.utf8 and not stated.startswith("utf-8"):
        return f"dice {encoding.spoken(stated)} pero el texto es UTF-8"
    if not detector.utf8 and stated.startswith(("utf-8", "ascii")):
        return f"dice {encoding.spoken(stated)} pero el texto no lo es"
    return None


def crs_of(parts: dict[str, Path]) -> tuple[int | None, str | None]:
    if ".prj" not in parts:
        return None, None
    written = encoding.head(parts[".prj"], 20_000).decode("utf-8", "replace").strip("\ufeff \r\n\0")
    return epsg_of_wkt(written), written or None
