"""Where files lie that cannot be written in one go."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

PIECE_BYTES = 1 << 18


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder on the disk of the finished files, gone at the end: /tmp may be memory."""
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=settings.FILES_ROOT) as folder:
        yield Path(folder)


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece
