"""Where customers' documents lie: under CUSTOMER_FILES_ROOT, outside everything that is served, for this system's user alone.

A file is written before the row that names it is committed, so a killed delivery may leave a file that nobody can reach;
`sweep` removes those.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from customers.models import StoredFile

CHUNK = 1 << 20
FOLDER_MODE, FILE_MODE = 0o700, 0o600


def path_of(file_id: uuid.UUID) -> Path:
    return settings.CUSTOMER_FILES_ROOT / str(file_id)[:2] / str(file_id)


def open_document(file: StoredFile) -> BinaryIO:
    """Its bytes, to stream. Raises FileNotFoundError where the disk has lost it."""
    return path_of(file.pk).open("rb")


def store(content: BinaryIO, name: str, content_type: str) -> StoredFile:
    """Keep a copy of the content and its row. `name` is what the visitor's download is called."""
    file = StoredFile(name=name, content_type=content_type)
    file.byte_count, file.sha256 = write(content, file.pk)
    file.save(force_insert=True)
    return file


def write(content: BinaryIO, file_id: uuid.UUID) -> tuple[int, str]:
    """The bytes on disk, flushed; answers how many and their SHA-256."""
    path, digest, count = path_of(file_id), hashlib.sha256(), 0
    make_folder(path.parent)
    with open_new(path) as target:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            count += target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    return count, digest.hexdigest()


def make_folder(folder: Path) -> None:
    for each in (settings.CUSTOMER_FILES_ROOT, folder):
        each.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def open_new(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb")


def discard(file_ids: list[uuid.UUID]) -> None:
    """Remove files whose rows were rolled back or deleted."""
    for file_id in file_ids:
        path_of(file_id).unlink(missing_ok=True)


def sweep() -> int:
    """Remove files that no row names, and answer how many. Only for who holds the import's lock: others may be writing."""
    removed = 0
    for folder in folders():
        names = {name for path in folder.iterdir() if (name := as_id(path.name))}
        known = set(StoredFile.objects.filter(pk__in=names).values_list("pk", flat=True))
        orphans = names - known
        discard(list(orphans))
        removed += len(orphans)
    return removed


def folders() -> Iterator[Path]:
    if settings.CUSTOMER_FILES_ROOT.is_dir():
        yield from (path for path in sorted(settings.CUSTOMER_FILES_ROOT.iterdir()) if path.is_dir())


def as_id(name: str) -> uuid.UUID | None:
    with suppress(ValueError):
        return uuid.UUID(name)
    return None
