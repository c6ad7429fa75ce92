"""A delivery as the import wants it: a file, or a folder of files under the names they had at home."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_import.desk.uploads import path_of
from data_import.models import Run
from layers.sources.scratch import scratch_folder


@contextmanager
def laid_out(run: Run) -> Iterator[tuple[Path, str]]:
    """(what to import, its mapping's name or path); links in a folder that disappears."""
    with scratch_folder() as scratch:
        folder = scratch / "entrega"
        folder.mkdir()
        files = list(run.delivery.files.select_related("delivery"))
        for file in files:
            (folder / file.name).symlink_to(path_of(file))
        yield (folder / files[0].name if len(files) == 1 else folder), laid_out_mapping(run, scratch)


def laid_out_mapping(run: Run, scratch: Path) -> str:
    if not run.mapping_text:
        return run.mapping
    path = scratch / f"{run.mapping}.toml"
    path.write_text(run.mapping_text, encoding="utf-8")
    return str(path)
