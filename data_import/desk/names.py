"""What a file may be called: a name comes from a stranger's computer and is only ever shown, never a path of ours."""

import unicodedata
from pathlib import PurePosixPath

from layers.sources.formats import BY_SUFFIX

LONGEST = 120
#: What lies beside a shapefile, and tables written as text.
COMPANIONS = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".txt")
KINDS = (*BY_SUFFIX, *COMPANIONS)


class UnusableNameError(Exception):
    """A name or kind of file that is not taken; the message is a sentence for the person."""


def sanitised(name: str) -> str:
    """The bare name, printable, of bounded length; raises UnusableNameError when nothing of it can be used."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    bare = "".join(letter for letter in bare if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    suffix = PurePosixPath(bare).suffix
    stem = bare[: len(bare) - len(suffix)][: LONGEST - len(suffix)].strip(" .")
    if not stem or len(suffix) > 12:
        raise UnusableNameError(
            f"El archivo «{bare[:40]}» no tiene un nombre que se pueda usar: cámbielo y súbalo otra vez."
        )
    return stem + suffix


def require_known_kind(name: str) -> None:
    if PurePosixPath(name).suffix.lower() not in KINDS:
        message = "suba ZIP, GeoPackage, shapefile (con sus partes), GeoJSON, KML, KMZ o CSV"
        raise UnusableNameError(f"«{name}» no es de un formato que se pueda leer: {message}.")
