"""ZIP archives of strangers: unpacked within limits, or refused."""

import contextlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from layers.sources.errors import SourceError

IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
ENCRYPTED = 0x1
UTF8_NAME = 0x800


@dataclass(frozen=True)
class Limits:
    total_bytes: int = 4 << 30
    # Unpacked to packed; only looked at in archives that are large once unpacked.
    ratio: int = 200
    ratio_above_bytes: int = 100_000_000
    entries: int = 10_000


def unpack(path: Path, name: str, folder: Path, limits: Limits) -> None:
    """Write the files of the archive under `folder`; raises SourceError for anything unsafe."""
    with damage_as_source_error(name), zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.filename.endswith("/")]
        check_sizes(infos, path.stat().st_size, name, limits)
        targets = safe_targets(infos, name)
        for info, target in targets:
            write(archive, info, folder / target, name)


@contextlib.contextmanager
def damage_as_source_error(name: str) -> Iterator[None]:
    try:
        yield
    except NotImplementedError as error:
        message = f"{name} usa una compresión que no se admite: comprímalo otra vez como ZIP normal (Deflate)."
        raise SourceError(message, file=name) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:  # a name that is no text is a ValueError
        message = f"El archivo comprimido {name} está dañado o incompleto: pida una copia nueva."
        raise SourceError(message, file=name) from error


def check_sizes(infos: list[zipfile.ZipInfo], packed: int, name: str, limits: Limits) -> None:
    if not infos:
        raise SourceError(f"El archivo comprimido {name} está vacío.", file=name)
    if len(infos) > limits.entries:
        message = f"{name} trae {len(infos)} archivos y el máximo es {limits.entries}: entregue solo los necesarios."
        raise SourceError(message, file=name)
    total = sum(info.file_size for info in infos)
    if total > limits.total_bytes:
        raise SourceError(
            f"{name} ocuparía {total / 1e9:.1f} GB descomprimido y el máximo es {limits.total_bytes / 1e9:.1f} GB: "
            "entréguelo en partes o sin comprimir.",
            file=name,
        )
    if total > limits.ratio_above_bytes and total > limits.ratio * packed:
        raise SourceError(
            f"{name} se expande {total // max(packed, 1)} veces al descomprimirse, lo que es propio de un archivo "
            "malicioso: entréguelo sin comprimir.",
            file=name,
        )


def safe_targets(infos: list[zipfile.ZipInfo], name: str) -> list[tuple[zipfile.ZipInfo, str]]:
    targets: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        target = entry_name(info)
        if any(part in IGNORED for part in target.split("/")):
            continue
        check_entry(info, target, name)
        if target in targets:
            raise SourceError(f"{name} trae dos veces el archivo {target}: deje uno solo.", file=name)
        targets[target] = info
    return [(info, target) for target, info in targets.items()]


def entry_name(info: zipfile.ZipInfo) -> str:
    """The entry's path with slashes; names without a declared encoding are UTF-8 or that of Windows in Spanish."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME and not name.isascii():
        raw = name.encode("cp437")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return name.replace("\\", "/")


def check_entry(info: zipfile.ZipInfo, target: str, name: str) -> None:
    if is_outside(target):
        message = f"{name} trae un archivo con una ruta fuera de su carpeta ({target}): no es seguro abrirlo."
        raise SourceError(message, file=name)
    if stat.S_ISLNK(info.external_attr >> 16):
        message = f"{name} trae un enlace simbólico ({target}): entregue los archivos mismos."
        raise SourceError(message, file=name)
    if info.flag_bits & ENCRYPTED:
        raise SourceError(f"{name} está protegido con contraseña: entréguelo sin ella.", file=name)
    if target.lower().endswith(".zip"):
        message = f"{name} trae otro archivo comprimido adentro ({target}): entréguelo descomprimido."
        raise SourceError(message, file=name)
    if not target or not target.isprintable() or any(len(part.encode()) > 255 for part in target.split("/")):
        raise SourceError(f"{name} trae un archivo con un nombre que no se puede usar: {target[:60]!r}.", file=name)


def is_outside(target: str) -> bool:
    path = PurePosixPath(target)
    return path.is_absolute() or ".." in path.parts or target[1:2] == ":"


def write(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, name: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source, target.open("wb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
    except OSError as error:
        message = f"No se pudo descomprimir {name} ({error.strerror}): revise el espacio libre en el disco."
        raise SourceError(message, file=name) from error
