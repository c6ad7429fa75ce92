"""A utility's files, whatever the format, as raw rows of text with their geometry."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from layers.sources import formats, geodatabase, geojson, geopackage, markup, shapefile, table
from layers.sources.archive import Limits
from layers.sources.delivery import Delivery, Scratch, look_into
from layers.sources.encoding import asked_codec
from layers.sources.errors import SourceError
from layers.sources.model import Member, Source, SourceLayer, unreadable_as_source_error
from layers.sources.scratch import scratch_folder

__all__ = ["Limits", "Source", "SourceError", "SourceLayer", "open_source"]

LIMITS = Limits()
Makers = dict[str, Callable[[], SourceLayer]]
#: The columns of CSV files that hold no header line, by the layer's name.
Headers = Mapping[str, Sequence[str]]
NO_HEADERS: Headers = {}


@contextmanager
def open_source(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    layers: Iterable[str] | None = None,
    limits: Limits = LIMITS,
    headers: Headers = NO_HEADERS,
) -> Iterator[Source]:
    """A file, a folder or an archive, opened; what had to be unpacked is removed at the end.

    `encoding` goes before what files say of themselves. `layers` are the names wanted, all when None; names that
    are not there are left out (`Source.available` lists those that are). `headers` names the columns of CSV files
    that begin with their first row. Raises SourceError.
    """
    delivered = Path(os.path.abspath(path))  # noqa: PTH100, resolve() would follow links and change the name
    with ExitStack() as stack:
        scratch = made_once(stack)
        with unreadable_as_source_error(delivered.name):
            delivery = look_into(delivered, scratch, limits)
            wanted = None if layers is None else set(layers)
            source = opened(delivered.name, delivery, asked_codec(encoding), wanted, scratch, headers)
        yield source


def made_once(stack: ExitStack) -> Scratch:
    made: list[Path] = []

    def scratch() -> Path:
        if not made:
            made.append(stack.enter_context(scratch_folder()))
        return made[0]

    return scratch


def opened(
    delivered: str, delivery: Delivery, asked: str | None, wanted: set[str] | None, scratch: Scratch, headers: Headers
) -> Source:
    found = [
        (member, name, maker)
        for member in delivery.members
        for name, maker in makers(member, asked, scratch, headers).items()
    ]
    chosen = [each for each in found if wanted is None or each[1] in wanted]
    complain_of_ambiguous(chosen)
    made = {name: maker() for _, name, maker in chosen}
    available = list(dict.fromkeys(name for _, name, _ in found))
    return Source(delivered, delivery.paths, made, available, delivery.notes)


def makers(member: Member, asked: str | None, scratch: Scratch, headers: Headers) -> Makers:
    with unreadable_as_source_error(member.name):
        match member.format:
            case formats.SHAPEFILE:
                return shapefile.describe(member, asked, scratch)
            case formats.GEOPACKAGE:
                return geopackage.describe(member, asked)
            case formats.GEODATABASE:
                return geodatabase.describe(member, scratch)
            case formats.GEOJSON:
                return geojson.describe(member, asked)
            case formats.KML:
                return markup.describe(member, scratch)
            case _:
                return table.describe(member, asked, headers.get(member.stem))


def complain_of_ambiguous(chosen: list[tuple[Member, str, Callable[[], SourceLayer]]]) -> None:
    places: dict[str, str] = {}
    for member, name, _ in chosen:
        if name in places:
            message = f"Hay dos capas {name}, en {places[name]} y en {member.name}: deje una sola o cambie un nombre."
            raise SourceError(message, layer=name, file=member.name)
        places[name] = member.name
