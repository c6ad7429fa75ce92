"""What lies in a delivery: a file, a folder of them, a geodatabase, or an archive of any of these."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from layers.sources import archive, formats, shapefile
from layers.sources.errors import SourceError
from layers.sources.model import Member

Scratch = Callable[[], Path]


@dataclass
class Delivery:
    """`paths` are the files that were handed over, for their digests."""

    members: list[Member]
    paths: list[tuple[str, Path]]
    notes: list[str] = field(default_factory=list)


def look_into(path: Path, scratch: Scratch, limits: archive.Limits) -> Delivery:
    if not path.exists():
        raise SourceError(f"No existe {path.name}: revise la ruta.", file=path.name)
    delivery = folder_at(path, path.name, limits) if path.is_dir() else file_at(path, scratch, limits)
    members = [each for member in delivery.members for each in unfolded(member, scratch, limits)]
    return Delivery(
        [replace(member, name=readable(member.name)) for member in members],
        [(readable(name), path) for name, path in delivery.paths],
        [readable(note) for note in delivery.notes],
    )


def readable(name: str) -> str:
    """File names are bytes; those that are no UTF-8 could be neither printed nor stored."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def file_at(path: Path, scratch: Scratch, limits: archive.Limits) -> Delivery:
    member = Member(path, path.name, formats.recognise(path, path.name))
    if member.format == formats.SHAPEFILE:
        return Delivery([member], list(files_of([member], path.parent)))
    formats.check(path, path.name, member.format)
    if member.format != formats.ZIP:
        return Delivery([member], [(path.name, path)])
    folder = unpacked(member, scratch, limits)
    return replace(folder_at(folder, path.name, limits), paths=[(path.name, path)])


def unpacked(member: Member, scratch: Scratch, limits: archive.Limits) -> Path:
    folder = Path(tempfile.mkdtemp(dir=scratch(), prefix="zip"))
    archive.unpack(member.path, member.name, folder, limits)
    return folder


def unfolded(member: Member, scratch: Scratch, limits: archive.Limits) -> list[Member]:
    """A KMZ is an archive of KMLs; everything else is itself."""
    if member.format != formats.KMZ:
        return [member]
    formats.check(member.path, member.name, formats.KMZ)
    folder = unpacked(member, scratch, limits)
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".kml")
    if not found:
        raise SourceError(f"{member.name} no contiene un KML.", file=member.name)
    if len(found) == 1:
        return [Member(found[0], member.name, formats.KML)]
    return [Member(path, f"{member.name}/{path.relative_to(folder)}", formats.KML) for path in found]


def folder_at(folder: Path, name: str, limits: archive.Limits) -> Delivery:
    if formats.is_geodatabase(folder):
        member = Member(folder, name, formats.GEODATABASE)
        return Delivery([member], list(files_of([member], folder.parent)))
    files: list[Path] = []
    members = []
    for path in walk(folder, name, limits):
        format_ = formats.GEODATABASE if path.is_dir() else formats.of_suffix(path)
        if format_:
            members.append(Member(path, path.relative_to(folder).as_posix(), format_))
        else:
            files.append(path)
    notes = list(notes_on(files, members, folder))
    complain_of_useless(name, members)
    return Delivery(members, list(files_of(members, folder)), notes)


def complain_of_useless(name: str, members: list[Member]) -> None:
    if not members:
        raise SourceError(f"{name} no contiene archivos que se puedan leer: entregue {formats.KNOWN}.", file=name)
    for member in members:
        if member.format == formats.ZIP:
            message = f"{name} contiene el archivo comprimido {member.name}: entréguelo solo o descomprimido."
            raise SourceError(message, file=member.name)


def walk(folder: Path, name: str, limits: archive.Limits) -> Iterator[Path]:
    """Files and geodatabases in the order of their names; what systems leave about is passed over."""
    seen = 0
    for place, folders, files in os.walk(folder, onerror=raised):
        here = Path(place)
        entries = sorted(each for each in files if visible(each))
        databases = sorted(each for each in folders if visible(each) and formats.is_geodatabase(here / each))
        folders[:] = sorted(each for each in folders if visible(each) and each not in databases)
        seen += len(entries) + len(databases)
        if seen > limits.entries:
            message = f"{name} contiene más de {limits.entries} archivos: indique la carpeta de la entrega."
            raise SourceError(message, file=name)
        yield from (here / each for each in [*databases, *entries])


def raised(error: OSError) -> None:
    raise error


def visible(name: str) -> bool:
    return not name.startswith(".") and name not in archive.IGNORED


def files_of(members: Iterable[Member], base: Path) -> Iterator[tuple[str, Path]]:
    for member in members:
        for path in sorted(parts_of(member)):
            yield path.relative_to(base).as_posix(), path


def parts_of(member: Member) -> Iterable[Path]:
    if member.format == formats.SHAPEFILE:
        return shapefile.parts_of(member.path).values()
    if member.format == formats.GEODATABASE:
        return [path for path in member.path.iterdir() if path.is_file()]
    return [member.path]


def notes_on(files: list[Path], members: list[Member], folder: Path) -> Iterator[str]:
    """A shapefile without its .shp is an error; other files are named as not read."""
    taken = {path for member in members for path in parts_of(member)}
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path in taken:
            continue
        if path.suffix.lower() == ".shx":
            message = f"Falta el archivo {name[:-4]}.shp junto a {name}: entregue los tres archivos .shp, .shx y .dbf."
            raise SourceError(message, file=name)
        yield f"{name} no se leyó: no es un formato de la red."
