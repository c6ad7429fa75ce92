import hashlib
from pathlib import Path
from typing import TypedDict

from layers.sources.errors import SourceError


class Digest(TypedDict):
    name: str
    sha256: str
    bytes: int


def digests(paths: list[tuple[str, Path]]) -> list[Digest]:
    return [digest(name, path) for name, path in paths]


def digest(name: str, path: Path) -> Digest:
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            return {"name": name, "sha256": sha256, "bytes": file.tell()}
    except OSError as error:
        raise SourceError(f"No se pudo leer {name}: {error.strerror}.", file=name) from error
