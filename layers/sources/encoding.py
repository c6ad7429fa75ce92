"""Which encoding a text is in: what was asked for, else what the bytes say."""

import codecs
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from layers.sources.errors import SourceError

CHUNK = 1 << 20
REAL = re.compile(r"ascii|utf-8|utf-8-sig|utf-16.*|iso8859-\d+|cp\d+|mac-\w+|koi8-\w+|gb\w+|big5.*|euc.*|shift_jis.*")
# What ESRI and others write for the same thing.
WRITTEN = [
    (r"(?:ansi|oem|windows|win|cp|ibm)?[ _-]?(\d{3,4})", r"cp\1"),
    (r"8859[_-]?(\d+)", r"iso8859-\1"),
    (r"65001", "utf-8"),
]
NOT_ANSI = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
SPOKEN = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO-8859-1 (Latin-1)",
}
MARKS = [(codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]


def codec(name: str) -> str | None:
    """Python's name of an encoding as people and files write it; None when there is none."""
    name = name.strip().lower()
    for pattern, replacement in WRITTEN:
        if re.fullmatch(pattern, name):
            name = re.sub(pattern, replacement, name)
            break
    try:
        found = codecs.lookup(name).name.replace("_", "-")
    except (LookupError, ValueError):
        return None
    return found if REAL.fullmatch(found) else None


def asked_codec(name: str | None) -> str | None:
    if not name:
        return None
    found = codec(name)
    if found is None:
        raise SourceError(f"No existe la codificación «{name}»: use por ejemplo UTF-8, ISO-8859-1 o CP850.")
    return found


def spoken(codec_name: str) -> str:
    return SPOKEN.get(codec_name, codec_name.upper())


class Detector:
    """Fed with all bytes of a text, tells UTF-8 from Windows-1252 and Latin-1."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.ascii = True
        self.utf8 = True
        self.ansi = True

    def feed(self, data: bytes) -> None:
        if data.isascii() and self.ascii:
            return
        self.ascii = False
        self.ansi = self.ansi and not NOT_ANSI.search(data)
        self._try_utf8(data)

    def feed_field(self, data: bytes) -> None:
        """A padded field of fixed width; writers cut a last character that does not fit."""
        data = data.rstrip(b" \0")
        if data.isascii():
            return
        self.ascii = False
        self.ansi = self.ansi and not NOT_ANSI.search(data)
        self.utf8 = self.utf8 and is_utf8(data)

    def end(self) -> None:
        self._try_utf8(b"", final=True)

    def _try_utf8(self, data: bytes, *, final: bool = False) -> None:
        if self.utf8:
            try:
                self._decoder.decode(data, final)
            except UnicodeDecodeError:
                self.utf8 = False

    @property
    def codec(self) -> str:
        if self.utf8:
            return "utf-8"
        return "cp1252" if self.ansi else "iso8859-1"

    def reason(self, name: str) -> str | None:
        """A sentence for the report; None for plain ASCII, where nothing had to be chosen."""
        if self.ascii:
            return None
        if self.utf8:
            return f"{name} se leyó como UTF-8: todo su texto lo es."
        return f"{name} se leyó como {spoken(self.codec)}: no declara su codificación y su texto no es UTF-8."


def is_utf8(data: bytes) -> bool:
    """Whether it decodes, but for an unfinished last character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            yield data


def of_text(path: Path, name: str, asked: str | None) -> tuple[str, str | None]:
    """(Python codec, sentence for the report) of a text file such as CSV or GeoJSON."""
    if asked:
        return ("utf-8-sig" if asked == "utf-8" else asked), f"{name} se leyó como {spoken(asked)}, según se pidió."
    for mark, marked in MARKS:
        if head(path, len(mark)) == mark:
            return marked, None
    return detected(chunks(path), name)


def detected(data: Iterable[bytes], name: str) -> tuple[str, str | None]:
    detector = Detector()
    for chunk in data:
        detector.feed(chunk)
    detector.end()
    return detector.codec, detector.reason(name)


def head(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(size)
