"""Finished files of the whole network: made once a publication by the worker, gone with it."""

import os
import shutil
from pathlib import Path

from django.conf import settings

from layers.exports import Format, formats
from layers.exports.base import NETWORK
from layers.exports.contents import network_download
from layers.models import Publication


def network_formats() -> tuple[Format, ...]:
    return tuple(format_ for format_ in formats() if NETWORK in format_.scopes)


def folder_of(number: int) -> Path:
    return settings.FILES_ROOT / str(number)


def state_of(publication: Publication) -> str:
    """Another revision (demands, VNR parameters) is another file; so is the same number in another database."""
    return f"{publication.created_at:%Y%m%dT%H%M%S}-{publication.revision}"


def path_of(publication: Publication, format_: Format) -> Path:
    return folder_of(publication.number) / state_of(publication) / f"red{format_.suffix}"


def finished(publication: Publication, format_: Format) -> Path | None:
    path = path_of(publication, format_)
    return path if path.is_file() else None


def make_files(publication: Publication) -> None:
    """Write what is missing. A file has its name only once it is whole."""
    for format_ in network_formats():
        if not finished(publication, format_):
            write(path_of(publication, format_), publication, format_)
    for folder in folder_of(publication.number).iterdir():
        if folder.name != state_of(publication):
            shutil.rmtree(folder)


def write(path: Path, publication: Publication, format_: Format) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}")
    with unfinished.open("wb") as file:
        for piece in format_.stream(network_download(publication)):
            file.write(piece)
        os.fsync(file.fileno())
    unfinished.rename(path)


def remove_files(number: int) -> None:
    shutil.rmtree(folder_of(number), ignore_errors=True)
