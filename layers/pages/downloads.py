"""What can be downloaded, as the page of downloads lists it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from layers.catalogue import layers
from layers.exports import Format, formats
from layers.exports.base import FEEDER, LAYER
from layers.exports.files import finished, network_formats
from layers.exports.selection import Selection
from layers.formats import number
from layers.labels import asset_page
from layers.models import Feeder, Publication


@dataclass(frozen=True)
class FileLink:
    """`size`: as people read it, where the file is finished."""

    name: str
    use: str
    url: str
    size: str = ""


@dataclass(frozen=True)
class Row:
    """A layer or a feeder with its files."""

    title: str
    page: str
    count: int | None
    files: list[FileLink]


@dataclass(frozen=True)
class Choices:
    network: list[FileLink]
    layers: list[Row]
    feeders: list[Row]


def download_choices(publication: Publication, selection: Selection, query: QueryDict) -> Choices:
    """`query`: what the page was asked with stays in the files' addresses."""
    asked = f"?{query.urlencode()}" if query else ""
    by_number = f"?publication={query['publication']}" if query.get("publication") else ""
    return Choices(
        [network_link(publication, format_, asked, selection) for format_ in network_formats()],
        [layer_row(layer, publication, asked) for layer in layers()],
        list(feeder_rows(publication, by_number)) if selection.is_whole else [],
    )


def network_link(publication: Publication, format_: Format, asked: str, selection: Selection) -> FileLink:
    path = finished(publication, format_) if selection.is_whole else None
    size = size_in_words(path.stat().st_size) if path else ""
    return FileLink(format_.name, format_.use, f"/descargas/red{format_.suffix}{asked}", size)


def layer_row(layer, publication: Publication, asked: str) -> Row:
    files = [FileLink(each.name, each.use, f"/descargas/{layer.id}{each.suffix}{asked}") for each in offered(LAYER)]
    return Row(layer.plural, "", publication.counts.get(layer.id), files)


def feeder_rows(publication: Publication, asked: str) -> Iterator[Row]:
    """By name, with those that have none last."""
    rows = Feeder.objects.filter(publication=publication).values_list("id", "name").order_by("name", "id")
    for feeder_id, name in rows:
        page = asset_page("alimentadores", feeder_id)
        address = page.removesuffix("/")
        files = [FileLink(each.name, each.use, f"{address}{each.suffix}{asked}") for each in single_files()]
        yield Row(name or feeder_id, page, None, files)


def single_files() -> list[Format]:
    """Of a feeder's formats those in one file: archives of many would double the list."""
    return [format_ for format_ in offered(FEEDER) if LAYER in format_.scopes]


def offered(scope: str) -> list[Format]:
    return [format_ for format_ in formats() if scope in format_.scopes]


def size_in_words(size: int) -> str:
    if size < 1_000_000:
        return f"{number(max(size / 1000, 1), 0)} kB"
    return f"{number(size / 1_000_000, 1, exact=True)} MB"
