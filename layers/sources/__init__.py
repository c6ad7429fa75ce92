"""A utility's files, whatever the format, as raw rows of text with their geometry."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from layers.sources import formats, geodatabase, geojson, geopackage, markup, shapefile, table
from layers.sources.archive import Limits
from layers.sources.delivery import Scratch, look_into
from layers.sources.encoding import asked_codec
from layers.sources.errors import SourceError
from layers.sources.model import Member, Source, SourceLayer, unreadable_as_source_error
from layers.sources.scratch import scratch_folder

__all__ = ["Limits", "Source", "SourceError", "SourceLayer", "open_source"]

LIMITS = Limits()
Makers = dict[str, Callable[[], SourceLayer]]


@contextmanager
def open_source(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    layers: Iterable[str] | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Source]:
    """A file, a folder or an archive, opened; what had to be unpacked is removed at the end.

    `encoding` goes before what files say of themselves. `layers` are the names wanted, all when None; names that
    are not there are left out (`Source.available` lists those that are). Raises SourceError.
    """
    delivered = Path(os.path.abspath(path))  # noqa: PTH100, resolve() would follow links and change the name
    with ExitStack() as stack:
        scratch = made_once(stack)
        with unreadable_as_source_error(delivered.name):
            source = opened(delivered, asked_codec(encoding), None if layers is None else set(layers), scratch, limits)
        yield source


def made_once(stack: ExitStack) -> Scratch:
    made: list[Path] = []

    def scratch() -> Path:
        if not made:
            made.append(stack.enter_context(scratch_folder()))
        return made[0]

    return scratch


def opened(path: Path, asked: str | None, wanted: set[str] | None, scratch: Scratch, limits: Limits) -> Source:
    delivery = look_into(path, scratch, limits)
    found = [
        (member, name, maker) for member in delivery.members for name, maker in makers(member, asked, scratch).items()
    ]
    chosen = [each for each in found if wanted is None or each[1] in wanted]
    complain_of_ambiguous(chosen)
    made = {name: maker() for _, name, maker in chosen}
    available = list(dict.fromkeys(name for _, name, _ in found))
    return Source(path.name, delivery.paths, made, available, delivery.notes)


def makers(member: Member, asked: str | None, scratch: Scratch) -> Makers:
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
                return table.describe(member, asked)


def complain_of_ambiguous(chosen: list[tuple[Member, str, Callable[[], SourceLayer]]]) -> None:
    places: dict[str, str] = {}
    for member, name, _ in chosen:
        if name in places:
            message = f"Hay dos capas {name}, en {places[name]} y en {member.name}: deje una sola o cambie un nombre."
            raise SourceError(message, layer=name, file=member.name)
        places[name] = member.name
