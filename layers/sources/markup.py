"""KML and KMZ: fiona drops their ExtendedData, so `ogr2ogr` rewrites them as a GeoPackage in a process of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from xml.parsers import expat

from layers.sources import geopackage
from layers.sources.encoding import chunks
from layers.sources.errors import SourceError
from layers.sources.formats import GEOPACKAGE, KML, check
from layers.sources.model import Member, SourceLayer

WGS84 = 4326
ELEMENT = " "
# LIBKML alone keeps ExtendedData; nothing it reads may make it open a connection.
CLOSED = {
    "OGR_SKIP": "KML",
    "LIBKML_RESOLVE_STYLE": "NO",
    "LIBKML_EXTERNAL_STYLE": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_HTTP_PROXY": "127.0.0.1:1",
    "http_proxy": "http://127.0.0.1:1",
    "https_proxy": "http://127.0.0.1:1",
    "PROJ_NETWORK": "OFF",
    "OGR_SQLITE_SYNCHRONOUS": "OFF",
}


@dataclass(frozen=True)
class Allowance:
    seconds: int = 600
    memory_bytes: int = 4 << 30
    output_bytes: int = 8 << 30


ALLOWANCE = Allowance()


def describe(
    member: Member, scratch: Callable[[], Path], allowance: Allowance = ALLOWANCE
) -> dict[str, Callable[[], SourceLayer]]:
    check(member.path, member.name, KML)
    placemarks = check_markup(member)
    if not placemarks:
        raise SourceError(f"{member.name} no contiene marcas (Placemark) que leer.", file=member.name)
    converted = convert(member, scratch(), allowance)
    makers = geopackage.describe(replace(member, path=converted, format=GEOPACKAGE), None)
    complain_of_lost(member, placemarks, makers)
    return {name: partial(layer_of, maker) for name, maker in makers.items()}


def layer_of(maker: Callable[[], SourceLayer]) -> SourceLayer:
    layer = maker()
    layer.srid, layer.crs_text = WGS84, "KML (WGS 84)"
    return layer


def complain_of_lost(member: Member, placemarks: int, makers: dict[str, Callable[[], SourceLayer]]) -> None:
    kept = sum(maker().count or 0 for maker in makers.values())
    if kept < placemarks:
        raise SourceError(
            f"De las {placemarks} marcas de {member.name} solo se pudieron leer {kept}: "
            "ábralo en Google Earth o QGIS y guárdelo otra vez.",
            file=member.name,
        )


class Markup:
    """One pass over the XML: well-formed, a KML, without entities; counts the placemarks."""

    def __init__(self, member: Member):
        self.placemarks = 0
        self._member = member
        self._root: str | None = None
        self.parser = expat.ParserCreate(namespace_separator=ELEMENT)
        self.parser.StartElementHandler = self._start
        self.parser.EntityDeclHandler = self._entity

    def _start(self, element: str, _attributes: dict[str, str]) -> None:
        local = element.rpartition(ELEMENT)[2]
        if self._root is None and local != "kml":
            raise SourceError(f"{self._member.name} es un XML pero no un KML.", file=self._member.name)
        self._root = local
        self.placemarks += local == "Placemark"

    def _entity(self, *_: object) -> None:
        raise SourceError(
            f"{self._member.name} define entidades XML, lo que no es seguro abrir.", file=self._member.name
        )


def check_markup(member: Member) -> int:
    """The number of placemarks; raises SourceError for what is no sound KML."""
    markup = Markup(member)
    try:
        for chunk in chunks(member.path):
            markup.parser.Parse(chunk, False)
        markup.parser.Parse(b"", True)
    except expat.ExpatError as error:
        message = f"{member.name} está cortado o dañado en la línea {error.lineno}: pida una copia nueva."
        raise SourceError(message, file=member.name, line=error.lineno) from error
    return markup.placemarks


def convert(member: Member, folder: Path, allowance: Allowance) -> Path:
    place = Path(tempfile.mkdtemp(dir=folder, prefix="kml"))
    target, source = place / "data.gpkg", place / "data.kml"
    source.symlink_to(member.path.resolve())
    try:
        finished = subprocess.run(
            command(source, target, allowance),
            env=environment(place),
            capture_output=True,
            timeout=allowance.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"{member.name} tardó más de {allowance.seconds} s en leerse: entréguelo en partes o como GeoPackage."
        raise SourceError(message, file=member.name) from error
    if finished.returncode != 0 or not target.is_file():
        message = f"{member.name} no se pudo leer como KML: ábralo en Google Earth o QGIS y guárdelo otra vez."
        raise SourceError(message, file=member.name)
    return target


def command(source: Path, target: Path, allowance: Allowance) -> list[str]:
    program = shutil.which("ogr2ogr")
    if program is None:
        raise SourceError("Para leer KML y KMZ falta el programa ogr2ogr: instale el paquete gdal-bin.")
    # Column names of GDAL's own that no ExtendedData is likely to bear.
    own = ["-lco", "FID=__fid__", "-lco", "GEOMETRY_NAME=__geom__", "-lco", "SPATIAL_INDEX=NO"]
    return [*limited(allowance), program, "-f", "GPKG", *own, str(target), str(source)]


def limited(allowance: Allowance) -> list[str]:
    """Limits by util-linux where it is there; the time limit holds everywhere."""
    words: list[str] = []
    if setpriv := shutil.which("setpriv"):
        words += [setpriv, "--pdeathsig", "KILL"]
    if prlimit := shutil.which("prlimit"):
        words += [
            prlimit,
            f"--as={allowance.memory_bytes}",
            f"--cpu={allowance.seconds}",
            f"--fsize={allowance.output_bytes}",
            "--core=0",
        ]
    return words


def environment(folder: Path) -> dict[str, str]:
    """Only what the program needs; its temporary files go where ours do."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | CLOSED | {"TMPDIR": str(folder), "CPL_TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
