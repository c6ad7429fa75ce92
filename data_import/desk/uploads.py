"""Taking files in: announced first, then written piece by piece, then counted and looked at."""

import contextlib
import fcntl
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.db import transaction

from accounts.models import User
from data_import.desk.names import UnusableNameError, require_known_kind, sanitised
from data_import.desk.people import name_of
from data_import.models import DeliveredFile, Delivery
from layers.formats import number
from layers.sources import SourceError
from layers.sources.formats import BY_SUFFIX, CSV, check, recognise

PIECE = 1 << 18
MB = 1 << 20
NO_ROOM = "No queda espacio en el servidor para estos archivos: avise a quien lo administra."


class UploadError(Exception):
    """Files that are not taken. The message says why and what to do; `status` is the HTTP answer."""

    status = 400


class TooLargeError(UploadError):
    status = 413


class NoRoomError(UploadError):
    status = 507


class GapError(UploadError):
    """A piece that does not follow what has come so far; `received` is how far that is."""

    status = 409

    def __init__(self, received: int) -> None:
        super().__init__("Esa parte del archivo no sigue a lo ya recibido.")
        self.received = received


class Uploaded(Protocol):
    name: str | None
    size: int | None

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


def open_delivery(by: User, announced: Iterable[tuple[str, int]]) -> Delivery:
    """An empty delivery for files of these names and sizes. Raises UploadError when they would not be taken."""
    files = [(acceptable(name), size) for name, size in announced]
    require_modest(files)
    require_room(sum(size for _, size in files))
    with transaction.atomic():
        delivery = Delivery.objects.create(created_by=by, person=name_of(by))
        DeliveredFile.objects.bulk_create(
            DeliveredFile(delivery=delivery, name=name, size_bytes=size) for name, size in files
        )
        folder_of(delivery).mkdir(parents=True, mode=0o700)
    return delivery


def acceptable(name: str) -> str:
    try:
        clean = sanitised(name)
        require_known_kind(clean)
    except UnusableNameError as error:
        raise UploadError(str(error)) from error
    return clean


def require_modest(files: list[tuple[str, int]]) -> None:
    if not files:
        raise UploadError("Elija al menos un archivo.")
    if len(files) > settings.DELIVERY_MAX_FILES:
        most = settings.DELIVERY_MAX_FILES
        raise TooLargeError(f"Son {len(files)} archivos y se reciben hasta {most}: reúnalos en un ZIP.")
    names = [name.casefold() for name, _ in files]
    if twice := next((name for name, _ in files if names.count(name.casefold()) > 1), None):
        raise UploadError(f"Hay dos archivos llamados «{twice}»: deje uno o cámbiele el nombre.")
    if empty := next((name for name, size in files if size < 1), None):
        raise UploadError(f"El archivo «{empty}» está vacío (0 bytes): pida una copia nueva.")
    total = sum(size for _, size in files)
    if total > settings.DELIVERY_MAX_MB * MB:
        raise TooLargeError(too_large(total))


def too_large(total: int) -> str:
    most = number(settings.DELIVERY_MAX_MB, 0)
    return f"La entrega pesa {number(total / MB, 0)} MB y se reciben hasta {most} MB: comprímala en un ZIP o súbala por partes."


def require_room(size: int) -> None:
    root = settings.DELIVERIES_ROOT
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(root).free - settings.DELIVERY_FREE_MB * MB < size:
        raise NoRoomError(NO_ROOM)


def folder_of(delivery: Delivery) -> Path:
    return settings.DELIVERIES_ROOT / delivery.folder


def path_of(file: DeliveredFile) -> Path:
    return folder_of(file.delivery) / file.stored_as


def received_bytes(file: DeliveredFile) -> int:
    try:
        return path_of(file).stat().st_size
    except FileNotFoundError:
        return 0


def write_piece(file: DeliveredFile, start: int, pieces: Iterable[bytes]) -> int:
    """Append what comes from byte `start` on; returns how far the file has come. Nothing but one piece is held in memory."""
    if file.delivery.is_complete:
        raise GapError(received_bytes(file))
    with path_of(file).open("ab") as target:
        fcntl.flock(target, fcntl.LOCK_EX)
        received = received_bytes(file)
        if start != received:
            raise GapError(received)
        for piece in pieces:
            received += len(piece)
            if received > file.size_bytes:
                raise UploadError(f"«{file.name}» trae más de lo anunciado: súbalo otra vez.")
            try:
                target.write(piece)
            except OSError as error:
                raise NoRoomError(NO_ROOM) from error
    return received


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def complete(delivery: Delivery) -> None:
    """All has come: count it, note its digests, and look whether each file begins as its kind does. Raises UploadError."""
    for file in delivery.files.select_related("delivery"):
        if received_bytes(file) != file.size_bytes:
            raise UploadError(f"«{file.name}» llegó incompleto: súbalo otra vez.")
        require_what_it_says(file)
        with path_of(file).open("rb") as stored:
            file.sha256 = hashlib.file_digest(stored, "sha256").hexdigest()
        file.save(update_fields=["sha256"])
    delivery.is_complete = True
    delivery.save(update_fields=["is_complete"])


def require_what_it_says(file: DeliveredFile) -> None:
    name = Path(file.name)
    if name.suffix.lower() not in (*BY_SUFFIX, ".txt"):
        return
    format_ = CSV if name.suffix.lower() == ".txt" else recognise(name, file.name)
    try:
        check(path_of(file), file.name, format_)
    except SourceError as error:
        raise UploadError(error.message) from error


def receive(by: User, files: list[Uploaded]) -> Delivery:
    """A whole delivery from a plain form."""
    delivery = open_delivery(by, [(file.name or "", file.size or 0) for file in files])
    try:
        for file, stored in zip(files, delivery.files.select_related("delivery"), strict=True):
            write_piece(stored, 0, file.chunks(PIECE))
        complete(delivery)
    except (UploadError, OSError):
        discard(delivery)
        raise
    return delivery


def discard(delivery: Delivery) -> None:
    """A delivery that never became one."""
    remove_files(delivery)
    delivery.delete()


def remove_files(delivery: Delivery) -> None:
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder_of(delivery))
