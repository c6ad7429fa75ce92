"""One export in a process of its own; prints what it cost as JSON: python -m tests.bench.support.export_once .kmz FILE"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django


def main(suffix: str, target: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    django.setup()
    # What a process that has answered once holds anyway: drivers, connection, pictures.
    write(made(suffix, is_empty=True), Path(target))
    idle_mib, started, used = memory_mib(), time.perf_counter(), time.process_time()
    write(made(suffix), Path(target))
    cost = {
        "seconds": time.perf_counter() - started,
        "cpu_seconds": time.process_time() - used,
        "idle_mib": idle_mib,
        "peak_mib": memory_mib(),
    }
    print(json.dumps(cost))


def made(suffix: str, *, is_empty: bool = False) -> Iterator[bytes]:
    """The whole network (or nothing of it); as .csv each layer's table, one after the other."""
    from layers.exports import find_format
    from layers.exports.base import LAYER, NETWORK
    from layers.exports.contents import layer_download, network_download
    from layers.exports.selection import Selection
    from layers.exports.tables import layer_tables
    from layers.models import Publication

    publication = Publication.objects.current()
    selection = Selection(found={}) if is_empty else Selection()
    if suffix == ".csv":
        downloads = [layer_download(publication, table.layer, selection) for table in layer_tables()]
        return (piece for each in downloads for piece in find_format(suffix, LAYER).stream(each))
    return find_format(suffix, NETWORK).stream(network_download(publication, selection))


def write(stream: Iterator[bytes], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(stream)


def memory_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
